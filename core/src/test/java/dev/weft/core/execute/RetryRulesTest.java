package dev.weft.core.execute;

import static dev.weft.core.operation.Operation.Retry.NEVER;
import static dev.weft.core.operation.Operation.Retry.READ;
import static dev.weft.core.operation.Operation.Retry.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.PoolUsage;
import dev.weft.ServerAddress;
import dev.weft.core.operation.Operation;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorLabel;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MappingFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NoServerException;
import dev.weft.error.Phase;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.PoolUnavailableException.Reason;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which failure is tried again, and which one the user gets to see. */
class RetryRulesTest {
    private static final ServerAddress SERVER = new ServerAddress("localhost", 27017);
    private static final int NEW = 21;
    private static final int OLD = 8;

    private record Row(
            String failure, Supplier<MongoException> make, boolean read, boolean write, boolean writeBefore44) {}

    private static final List<Row> TABLE = List.of(
            new Row("network failure, bytes sent", () -> network(true), true, true, true),
            new Row("network failure, nothing sent", () -> network(false), true, true, true),
            new Row("cleared pool", () -> pool(Reason.CLEARED), true, true, true),
            new Row("pool timeout", () -> pool(Reason.TIMED_OUT), false, false, false),
            new Row("full line", () -> pool(Reason.TOO_MANY_WAITERS), false, false, false),
            new Row("closed pool", () -> pool(Reason.CLOSED), false, false, false),
            new Row("not primary", () -> refused("{ok: 0, code: 10107}"), true, false, true),
            new Row("shutdown", () -> refused("{ok: 0, code: 91}"), true, false, true),
            new Row("read concern not available yet", () -> refused("{ok: 0, code: 134}"), true, false, false),
            new Row("exceeded time limit", () -> refused("{ok: 0, code: 262}"), true, false, true),
            new Row("bad value", () -> refused("{ok: 0, code: 2}"), false, false, false),
            new Row(
                    "labelled by the server",
                    () -> refused("{ok: 0, code: 2, errorLabels: ['RetryableWriteError']}"),
                    false,
                    true,
                    true),
            new Row("write concern, shutdown", () -> concern("{code: 91}"), false, false, true),
            new Row("write concern, timeout", () -> concern("{code: 64}"), false, false, false),
            new Row("time is up", () -> late(Phase.REPLY), false, false, false),
            new Row(
                    "interrupted",
                    () -> new InterruptedCallException(Phase.REPLY, Optional.of(SERVER), null),
                    false,
                    false,
                    false),
            new Row("broken protocol", () -> new ProtocolBrokenException(SERVER, "x", null), false, false, false),
            new Row("no server", RetryRulesTest::noServer, false, false, false),
            new Row("mapping", () -> new MappingFailedException("", "T", "x", null), false, false, false));

    @TestFactory
    Stream<DynamicTest> firstFailuresAreTriedAgainAsTheTableSays() {
        return TABLE.stream()
                .flatMap(row -> Stream.of(
                        row(row, READ, NEW, row.read()),
                        row(row, WRITE, NEW, row.write()),
                        row(row, WRITE, OLD, row.writeBefore44()),
                        row(row, NEVER, NEW, false)));
    }

    private static DynamicTest row(Row row, Operation.Retry retry, int wireVersion, boolean again) {
        return dynamicTest(row.failure() + ", " + retry + ", wire version " + wireVersion, () -> {
            var failure = row.make().get();
            var decision = RetryRules.decide(facts(retry, null, false, wireVersion), failure);
            assertEquals(again ? RetryRules.Again.class : RetryRules.GiveUp.class, decision.getClass());
        });
    }

    @TestFactory
    Stream<DynamicTest> theSecondFailureEndsItUnlessATimeoutBoundsTheAttempts() {
        return TABLE.stream()
                .filter(Row::read)
                .map(row -> dynamicTest(row.failure(), () -> {
                    var first = network(true);
                    assertInstanceOf(
                            RetryRules.GiveUp.class,
                            RetryRules.decide(
                                    facts(READ, first, false, NEW), row.make().get()));
                    assertInstanceOf(
                            RetryRules.Again.class,
                            RetryRules.decide(
                                    facts(READ, first, true, NEW), row.make().get()));
                }));
    }

    @Test
    void aWritesNetworkFailureGetsTheLabelAndAReadsDoesNot() {
        var write = network(true);
        RetryRules.decide(facts(WRITE, null, false, NEW), write);
        assertEquals(true, write.hasLabel(ErrorLabel.RETRYABLE_WRITE));
        var read = network(true);
        RetryRules.decide(facts(READ, null, false, NEW), read);
        assertEquals(false, read.hasLabel(ErrorLabel.RETRYABLE_WRITE));
        var off = network(true);
        RetryRules.decide(facts(NEVER, null, false, NEW), off);
        assertEquals(false, off.hasLabel(ErrorLabel.RETRYABLE_WRITE));
    }

    @Test
    void anOldRoutersWriteConcernFailureIsNotRetryable() {
        var facts = new RetryRules.Facts(WRITE, null, false, ServerType.MONGOS, OLD, true);
        assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(facts, concern("{code: 91}")));
    }

    @Test
    void onlyARouterThatFailedIsAvoided() {
        var router = new RetryRules.Facts(READ, null, false, ServerType.MONGOS, NEW, true);
        assertEquals(true, ((RetryRules.Again) RetryRules.decide(router, network(true))).avoidServer());
        assertEquals(
                false,
                ((RetryRules.Again) RetryRules.decide(facts(READ, null, false, NEW), network(true))).avoidServer());
    }

    @Test
    void theSocketsOwnLimitIsANetworkFailureWhenNoDeadlineBoundsTheCall() {
        for (Operation.Retry retry : List.of(READ, WRITE)) {
            var unbounded = new RetryRules.Facts(retry, null, false, ServerType.RS_PRIMARY, NEW, false);
            assertInstanceOf(RetryRules.Again.class, RetryRules.decide(unbounded, late(Phase.REPLY)));
            assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(unbounded, late(Phase.CHECKOUT)));
            var bounded = new RetryRules.Facts(retry, null, false, ServerType.RS_PRIMARY, NEW, true);
            assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(bounded, late(Phase.REPLY)));
        }
    }

    @Test
    void theNewestFailureThatMayHaveWrittenIsTheOneToThrow() {
        var wrote = network(true);
        var second = refused("{ok: 0, code: 2}");
        assertThrown(second, WRITE, wrote, second);
        assertThrown(wrote, WRITE, wrote, noServer());
        assertThrown(wrote, WRITE, wrote, pool(Reason.TIMED_OUT));
        assertThrown(wrote, WRITE, wrote, network(false));
        assertThrown(wrote, WRITE, wrote, refused("{ok: 0, code: 2, errorLabels: ['NoWritesPerformed']}"));
        var nothing = refused("{ok: 0, code: 91, errorLabels: ['NoWritesPerformed', 'RetryableWriteError']}");
        assertThrown(nothing, WRITE, nothing, refused("{ok: 0, code: 2, errorLabels: ['NoWritesPerformed']}"));
        assertThrown(second, WRITE, nothing, second);
        assertThrown(wrote, READ, wrote, noServer());
    }

    @Test
    void endedTimeAndInterruptsAreAlwaysSaidAsSuch() {
        var late = late(Phase.SELECT);
        assertThrown(late, WRITE, network(true), late);
        var interrupted = new InterruptedCallException(Phase.CHECKOUT, Optional.empty(), null);
        assertThrown(interrupted, READ, network(true), interrupted);
    }

    private static void assertThrown(
            MongoException expected, Operation.Retry retry, MongoException first, MongoException second) {
        var decision = RetryRules.decide(facts(retry, first, false, NEW), second);
        assertSame(expected, ((RetryRules.GiveUp) decision).failure());
        var other = expected == first ? second : first;
        assertEquals(true, List.of(expected.getSuppressed()).contains(other));
    }

    private static RetryRules.Facts facts(
            Operation.Retry retry, @Nullable MongoException earlier, boolean untilDeadline, int wireVersion) {
        return new RetryRules.Facts(retry, earlier, untilDeadline, ServerType.RS_PRIMARY, wireVersion, true);
    }

    private static MongoException network(boolean bytesSent) {
        return new NetworkFailedException(SERVER, "talking", bytesSent, null);
    }

    private static MongoException refused(String reply) {
        return CommandFailedException.of("find", SERVER, BsonDocument.parse(reply));
    }

    private static MongoException concern(String error) {
        return new WriteConcernFailedException(SERVER, BsonDocument.parse(error), new BsonDocument());
    }

    private static MongoException late(Phase phase) {
        return new TimedOutException(phase, Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty(), null);
    }

    private static MongoException noServer() {
        return new NoServerException("writes", Topology.NONE, Duration.ofSeconds(30));
    }

    private static MongoException pool(Reason reason) {
        return new PoolUnavailableException(
                reason, new PoolUsage(SERVER, 1, 0, 0, 0, Duration.ZERO, 0, 1), Duration.ZERO, null);
    }
}
