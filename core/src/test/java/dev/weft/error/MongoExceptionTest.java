package dev.weft.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.PoolUsage;
import dev.weft.ServerAddress;
import dev.weft.result.BulkWriteResult;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class MongoExceptionTest {
    private static final ServerAddress SERVER = new ServerAddress("db1", 27017);

    @Test
    void theReplyChoosesTheKindOfFailure() {
        assertInstanceOf(NotAuthorizedException.class, failed("{ok: 0, code: 13, errmsg: 'no'}"));
        assertInstanceOf(CursorLostException.class, failed("{ok: 0, code: 43, errmsg: 'gone'}"));
        assertInstanceOf(
                OverloadedException.class, failed("{ok: 0, code: 462, errorLabels: ['SystemOverloadedError']}"));
        assertInstanceOf(
                DuplicateKeyException.class, WriteFailedException.of(SERVER, BsonDocument.parse("{code: 11000}")));
        assertInstanceOf(
                ValidationFailedException.class, WriteFailedException.of(SERVER, BsonDocument.parse("{code: 121}")));
    }

    @Test
    void labelsAreReadBesideAndInsideTheError() {
        MongoException failure = failed(
                "{ok: 0, code: 91, errorLabels: ['A'], writeConcernError: {code: 1, errorLabels: ['RetryableWriteError']}}");
        assertEquals(Set.of("A", "RetryableWriteError"), failure.labels());
        assertTrue(failure.retryable());
        ErrorLabel.add(failure, "B");
        ErrorLabel.remove(failure, "A");
        assertEquals(Set.of("RetryableWriteError", "B"), failure.labels());
    }

    @Test
    void messagesCarryTheFiguresAndSayWhatToDo() {
        PoolUsage usage = new PoolUsage(SERVER, 8, 0, 1, 40, Duration.ofMillis(1500), 2, 10);
        assertEquals(
                "no connection became free after 2000 ms; db1:27017: 8 in use, 0 idle, 2 draining, 1 opening, 40 waiting"
                        + " (the oldest for 1500 ms), at most 10; raise maxPoolSize, make fewer calls at once, or look for"
                        + " slow ones",
                new PoolUnavailableException(
                                PoolUnavailableException.Reason.TIMED_OUT, usage, Duration.ofSeconds(2), null)
                        .getMessage());
        assertEquals(
                "timed out while waiting for the server's reply (db1:27017) after 301 ms, allowed were 300 ms; allow more"
                        + " time, or make the command cheaper (an index, a smaller batch); the command may still be"
                        + " carried out",
                new TimedOutException(
                                Phase.REPLY, Duration.ofMillis(300), Duration.ofMillis(301), Optional.of(SERVER), null)
                        .getMessage());
    }

    @Test
    void networkFailuresSayWhatTheSystemSaidAndWhetherTheCommandMayHaveBeenCarriedOut() {
        assertEquals(
                "network failure while reading (db1:27017): Connection reset; check that the server runs and can be reached"
                        + " from here; the command may have been carried out",
                new NetworkFailedException(SERVER, "reading", true, new IOException("Connection reset")).getMessage());
        for (Throwable silent : new Throwable[] {null, new IOException()}) {
            assertEquals(
                    "network failure while writing (db1:27017); check that the server runs and can be reached from here",
                    new NetworkFailedException(SERVER, "writing", false, silent).getMessage());
        }
    }

    @Test
    void ofSeveralFailedWritesTheFirstGivesTheDetailsAndThreeAreTold() {
        Map<Integer, WriteFailedException> failures = new HashMap<>();
        for (int place : List.of(9, 2, 7, 5)) {
            failures.put(
                    place, WriteFailedException.of(SERVER, BsonDocument.parse("{code: " + place + ", errmsg: 'bad'}")));
        }
        BulkWriteResult some = new BulkWriteResult(true, 3, 0, 2, 1, 0, Map.of(), Map.of(), Map.of(), Map.of());
        var failure = new BulkWriteFailedException(Optional.of(SERVER), failures, some, List.of(), null);
        assertEquals(2, failure.code());
        assertEquals(BsonDocument.parse("{code: 2, errmsg: 'bad'}"), failure.details());
        assertEquals(
                "4 writes failed (3 inserted, 2 modified, 1 deleted); [2] write failed on db1:27017 with error 2: bad;"
                        + " [5] write failed on db1:27017 with error 5: bad; [7] write failed on db1:27017 with error 7: bad;"
                        + " failures() has them all",
                failure.getMessage());
    }

    @Test
    void writesThatSomethingEndedHalfWayHaveNoDetailsOfTheirOwn() {
        BulkWriteResult none = new BulkWriteResult(false, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of());
        var cause = new NetworkFailedException(SERVER, "reading", true, null);
        ErrorLabel.add(cause, "A");
        var failure = new BulkWriteFailedException(Optional.empty(), Map.of(), none, List.of(), cause);
        assertEquals(new BsonDocument(), failure.details());
        assertTrue(
                failure.getMessage().startsWith("0 writes failed; the rest was not tried, because: network failure"));
        assertTrue(failure.hasLabel("A"));
    }

    @Test
    void aSelectionThatFailsShowsTheTopologyAndItsFirstError() {
        Throwable refused = new java.net.ConnectException("Connection refused");
        ServerDescription gone =
                ServerDescription.unknown(SERVER, Optional.of(refused), Optional.empty(), Instant.EPOCH);
        Topology topology = new Topology(
                TopologyType.SINGLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(SERVER, gone));
        NoServerException failure = new NoServerException("a writable server", topology, Duration.ofMillis(50));
        assertEquals(
                "no server for a writable server within 50 ms; known: Single [db1:27017 Unknown, ConnectException:"
                        + " Connection refused]; check that the servers run and can be reached, or raise"
                        + " serverSelectionTimeoutMS",
                failure.getMessage());
        assertEquals(refused, failure.getCause());
    }

    private static CommandFailedException failed(String reply) {
        return CommandFailedException.of("ping", SERVER, BsonDocument.parse(reply));
    }
}
