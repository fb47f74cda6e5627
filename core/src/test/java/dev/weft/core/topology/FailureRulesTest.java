package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.error.MongoException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What is not in the specification's files: they have no write concern error with a topologyVersion. */
class FailureRulesTest {
    private static final ServerAddress SERVER = new ServerAddress("m", 1);

    private static String version(int counter) {
        return "topologyVersion: {processId: {$oid: '000000000000000000000001'}, counter: {$numberLong: '" + counter
                + "'}}";
    }

    private static Topology knownAt(int counter) {
        var hello = BsonDocument.parse("{ok: 1, maxWireVersion: 21, " + version(counter) + "}");
        return TopologyRules.forSeeds(1)
                .apply(
                        TopologyRules.initial(List.of(SERVER), true, Optional.empty()),
                        TopologyRules.describe(SERVER, hello, RttAverage.NONE, Instant.EPOCH));
    }

    private static MongoException notPrimaryAt(int counter) {
        var reply = BsonDocument.parse(
                "{ok: 1, writeConcernError: {code: 10107, errmsg: 'not primary'}, " + version(counter) + "}");
        return new WriteConcernFailedException(SERVER, reply.getDocument("writeConcernError"), reply);
    }

    private static FailureRules.Verdict judge(int known, int told) {
        var origin = new FailureRules.Origin(0, 0, true);
        return FailureRules.judge(knownAt(known), SERVER, origin, notPrimaryAt(told), Instant.EPOCH);
    }

    @Test
    void aWriteConcernFailureOlderThanWhatIsKnownOfItsServerChangesNothing() {
        assertFalse(judge(5, 4).matters());
        assertFalse(judge(5, 5).matters());
    }

    @Test
    void aNewerOneIsWhatIsKnownFromThenOn() {
        var verdict = judge(5, 6);
        assertTrue(verdict.matters());
        assertTrue(verdict.checkNow());
        assertEquals(6, verdict.heard().get().topologyVersion().get().counter());
    }
}
