package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.operation.Field;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.testing.Answer;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

/** A timeout of zero sets no end, and yet replaces every other limit (timeouts specification). */
class ZeroTimeoutTest {
    private static final String ONE = "{cursor: {firstBatch: [{_id: 7}], id: 0, ns: 'db.coll'}, ok: 1}";

    @Test
    void aTimeoutOfZeroNeverEndsButIsNoReasonToTryForEver() {
        try (var deployment = Deployment.standalone("", replies("{ok: 0, code: 50, errmsg: 'exceeded'}"))) {
            var endless = findOne(Options.NONE.with(Field.TIMEOUT, Duration.ZERO));
            assertThrows(TimedOutException.class, () -> deployment.run(endless));
            assertEquals(1, deployment.commands().size());
        }
    }

    @Test
    void aTimeoutReplacesTheSocketsOwnLimitEvenWhenItIsZero() {
        Answer slow = (peer, request) -> {
            peer.pause(Duration.ofMillis(400));
            peer.reply(request, BsonDocument.parse(ONE));
        };
        try (var deployment = Deployment.standalone("?socketTimeoutMS=100&retryReads=false", slow)) {
            assertThrows(TimedOutException.class, () -> deployment.run(findOne(Options.NONE)));
            assertTrue(deployment
                    .run(findOne(Options.NONE.with(Field.TIMEOUT, Duration.ZERO)))
                    .isPresent());
        }
    }

    private static Operation<Optional<Document>> findOne(Options options) {
        return new FindOne<>(target(options), new DocumentCodec());
    }
}
