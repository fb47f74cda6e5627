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
import dev.weft.core.execute.RetryRules.Past;
import dev.weft.core.operation.Operation;
import dev.weft.core.topology.TopologyRules;
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
import dev.weft.settings.RetrySettings;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.time.Instant;
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
        var facts = new RetryRules.Facts(policy(WRITE), Past.NONE, false, true, ServerType.MONGOS, OLD, true, 0, true);
        assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(facts, concern("{code: 91}")));
    }

    @Test
    void onlyARouterThatFailedIsAvoided() {
        var router = new RetryRules.Facts(policy(READ), Past.NONE, false, true, ServerType.MONGOS, NEW, true, 0, true);
        assertEquals(true, ((RetryRules.Again) RetryRules.decide(router, network(true))).avoidServer());
        assertEquals(
                false,
                ((RetryRules.Again) RetryRules.decide(facts(READ, null, false, NEW), network(true))).avoidServer());
    }

    @Test
    void theSocketsOwnLimitIsANetworkFailureWhenNoDeadlineBoundsTheCall() {
        for (Operation.Retry retry : List.of(READ, WRITE)) {
            var unbounded = new RetryRules.Facts(
                    policy(retry), Past.NONE, false, false, ServerType.RS_PRIMARY, NEW, false, 0, true);
            assertInstanceOf(RetryRules.Again.class, RetryRules.decide(unbounded, late(Phase.REPLY)));
            assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(unbounded, late(Phase.CHECKOUT)));
            var bounded = new RetryRules.Facts(
                    policy(retry), Past.NONE, false, false, ServerType.RS_PRIMARY, NEW, true, 0, true);
            assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(bounded, late(Phase.REPLY)));
        }
    }

    @Test
    void whateverTheCommandAnOverloadThatSaysSoIsTriedAgainWithAPause() {
        for (Operation.Retry retry : List.of(READ, WRITE, NEVER)) {
            var again = again(facts(retry, null, false, NEW), overloaded());
            assertEquals(Duration.ofMillis(200).toNanos(), again.pauseAtMostNanos());
            assertEquals(false, again.avoidServer());
            assertEquals(false, again.past().uncertain());
            var unsafe = refused("{ok: 0, code: 462, errorLabels: ['SystemOverloadedError']}");
            assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(facts(retry, null, false, NEW), unsafe));
        }
    }

    @Test
    void onceAServerWasOverloadedTheLimitIsMaxAdaptiveRetriesForEveryKindOfFailureAndUnderATimeoutToo() {
        var first = again(facts(READ, null, true, NEW), overloaded());
        var second = again(facts(policy(READ), first.past(), true, NEW), network(true));
        assertEquals(0, second.pauseAtMostNanos());
        assertInstanceOf(
                RetryRules.GiveUp.class,
                RetryRules.decide(facts(policy(READ), second.past(), true, NEW), network(true)));
        assertInstanceOf(
                RetryRules.GiveUp.class,
                RetryRules.decide(facts(policy(READ), second.past(), true, NEW), overloaded()));
        var once = new RetryPolicy(READ, false, true, 1, false);
        assertInstanceOf(
                RetryRules.GiveUp.class, RetryRules.decide(facts(once, first.past(), false, NEW), overloaded()));
        var never = new RetryPolicy(READ, false, true, 0, false);
        assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(facts(never, Past.NONE, true, NEW), overloaded()));
    }

    @Test
    void aReadThatIsRetryableAnywayPausesToo() {
        var reads = new RetryPolicy(READ, false, false, 2, false);
        var shutDown = refused("{ok: 0, code: 91, errorLabels: ['SystemOverloadedError']}");
        assertEquals(
                Duration.ofMillis(200).toNanos(),
                again(facts(reads, Past.NONE, false, NEW), shutDown).pauseAtMostNanos());
    }

    @Test
    void anotherServerIsPreferredAfterOverloadOnlyIfTheUserWantsThat() {
        var retargets = new RetryPolicy(READ, false, true, 2, true);
        assertEquals(
                true,
                again(facts(retargets, Past.NONE, false, NEW), overloaded()).avoidServer());
        assertEquals(
                false,
                again(facts(retargets, Past.NONE, false, NEW), network(true)).avoidServer());
    }

    @Test
    void pausesDoubleUpToTenSecondsFromTheBaseThatTheServerNames() {
        assertEquals(0, Backoff.atMostNanos(network(true), 1));
        assertEquals(Duration.ofMillis(200).toNanos(), Backoff.atMostNanos(overloaded(), 1));
        assertEquals(Duration.ofMillis(400).toNanos(), Backoff.atMostNanos(overloaded(), 2));
        assertEquals(Duration.ofMillis(6400).toNanos(), Backoff.atMostNanos(overloaded(), 6));
        for (int retry : List.of(7, 40, 64, 1000, Integer.MAX_VALUE)) {
            assertEquals(Duration.ofSeconds(10).toNanos(), Backoff.atMostNanos(overloaded(), retry), "retry " + retry);
        }
        assertEquals(Duration.ofMillis(100).toNanos(), Backoff.atMostNanos(overloaded("50"), 1));
        assertEquals(Duration.ofMillis(200).toNanos(), Backoff.atMostNanos(overloaded("-50"), 1));
        assertEquals(
                Duration.ofSeconds(10).toNanos(),
                Backoff.atMostNanos(overloaded("{$numberLong: '9000000000000000'}"), 1));
        assertEquals(Duration.ofSeconds(10).toNanos(), Backoff.atMostNanos(overloaded("1"), 24));
    }

    @Test
    void whoTurnsAKindOfRetryOffTurnsItOffAfterOverloadAsWell() {
        var noReads = new RetrySettings(false, true, 2, false);
        var noWrites = new RetrySettings(true, false, 2, false);
        for (Operation.Manner manner : Operation.Manner.values()) {
            var reads = List.of(Operation.Manner.QUERY, Operation.Manner.CATALOG, Operation.Manner.CURSOR)
                    .contains(manner);
            var command = manner == Operation.Manner.COMMAND;
            assertEquals(
                    !reads && !command, RetryPolicy.of(manner, true, noReads).afterOverload(), manner.name());
            assertEquals(reads, RetryPolicy.of(manner, true, noWrites).afterOverload(), manner.name());
            assertEquals(
                    true, RetryPolicy.of(manner, false, RetrySettings.DEFAULTS).afterOverload(), manner.name());
            assertEquals(
                    NEVER, RetryPolicy.of(manner, false, RetrySettings.DEFAULTS).retry());
            assertEquals(!reads, RetryPolicy.of(manner, true, noReads).writes(), manner.name());
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
    void aFailureToWriteTheCommandAgainDoesNotHideTheOneThatMayHaveWritten() {
        var wrote = network(true);
        MongoException misfit = new MappingFailedException("", "T", "x", null);
        var unwritten = new RetryRules.Facts(
                policy(WRITE), past(wrote), false, false, ServerType.RS_PRIMARY, NEW, true, 0, false);
        var end = assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(unwritten, misfit));
        assertSame(wrote, end.failure());
        assertEquals(List.of(misfit), List.of(wrote.getSuppressed()));
        // The same of a reply that can't be read.
        var unread = new MappingFailedException("", "T", "x", null);
        assertThrown(unread, READ, network(true), unread);
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
        return facts(policy(retry), past(earlier), untilDeadline, wireVersion);
    }

    private static RetryRules.Facts facts(RetryPolicy policy, Past past, boolean untilDeadline, int wireVersion) {
        return new RetryRules.Facts(
                policy, past, untilDeadline, false, ServerType.RS_PRIMARY, wireVersion, true, 0, true);
    }

    private static Past past(@Nullable MongoException earlier) {
        return earlier == null ? Past.NONE : new Past(earlier, 1, false, true);
    }

    @Test
    void aFailureDoesNotSuppressOneThatItIsTheCauseOf() {
        var first = network(true);
        var server = ServerDescription.unknown(SERVER, Optional.of(first), Optional.empty(), Instant.EPOCH);
        var unknown = TopologyRules.initial(List.of(SERVER), true, Optional.empty());
        var nobody = new NoServerException("reads", TopologyRules.forSeeds(1).apply(unknown, server), Duration.ZERO);
        assertSame(first, nobody.getCause());
        var end = assertInstanceOf(RetryRules.GiveUp.class, RetryRules.decide(facts(READ, first, false, NEW), nobody));
        assertSame(first, end.failure());
        assertEquals(List.of(), List.of(first.getSuppressed()));
        var other = noServer();
        RetryRules.decide(facts(READ, first, false, NEW), other);
        assertEquals(List.of(other), List.of(first.getSuppressed()));
    }

    private static RetryPolicy policy(Operation.Retry retry) {
        return new RetryPolicy(retry, retry == WRITE, true, 2, false);
    }

    private static MongoException network(boolean bytesSent) {
        return new NetworkFailedException(SERVER, "talking", bytesSent, null);
    }

    private static MongoException refused(String reply) {
        return CommandFailedException.of("find", SERVER, BsonDocument.parse(reply));
    }

    private static MongoException overloaded() {
        return refused("{ok: 0, code: 462, errorLabels: ['SystemOverloadedError', 'RetryableError']}");
    }

    private static MongoException overloaded(String base) {
        return refused("{ok: 0, code: 462, baseBackoffMS: " + base
                + ", errorLabels: ['SystemOverloadedError', 'RetryableError']}");
    }

    private static RetryRules.Again again(RetryRules.Facts facts, MongoException failure) {
        return assertInstanceOf(RetryRules.Again.class, RetryRules.decide(facts, failure));
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
