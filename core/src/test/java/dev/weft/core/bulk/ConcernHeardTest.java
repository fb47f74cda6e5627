package dev.weft.core.bulk;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Update;
import dev.weft.error.MongoException;
import dev.weft.event.PoolEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

/** A failed concern that says the server goes is heard, whatever else the reply says (discovery specification, "Application errors"). */
class ConcernHeardTest {
    private final CountDownLatch cleared = new CountDownLatch(1);

    /** A server on its own, whose writes are not tried again. */
    private Deployment answering(String reply) {
        return Deployment.heard(PoolEvent.PoolCleared.class, event -> cleared.countDown(), replies(reply));
    }

    private void assertCleared() throws InterruptedException {
        assertTrue(cleared.await(10, TimeUnit.SECONDS), "the pool of a server that goes was not cleared");
    }

    @Test
    void afterABatchThatWasWritten() throws InterruptedException {
        String reply = "{n: 1, ok: 1, writeConcernError: {code: 91, errmsg: 'going'}}";
        try (var deployment = answering(reply)) {
            var insert = new Statement.Insert<>(new Document(), new DocumentCodec());
            assertThrows(
                    MongoException.class,
                    () -> BulkWrite.run(deployment.runner(), target(Options.NONE), List.of(insert), Bound.NOTHING));
            assertCleared();
        }
    }

    @Test
    void besideAWriteThatFailed() throws InterruptedException {
        String reply = "{n: 0, ok: 1, writeErrors: [{index: 0, code: 2, errmsg: 'bad'}],"
                + " writeConcernError: {code: 91, errmsg: 'going'}}";
        try (var deployment = answering(reply)) {
            var update = new Update(
                    target(Options.NONE),
                    new BsonDocument(),
                    new Update.Operators(BsonDocument.parse("{$set: {a: 1}}")),
                    false);
            assertThrows(MongoException.class, () -> deployment.run(update));
            assertCleared();
        }
    }
}
