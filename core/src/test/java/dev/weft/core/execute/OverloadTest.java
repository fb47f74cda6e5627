package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.WriteConcern;
import dev.weft.core.cluster.Until;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.InsertOne;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.error.ErrorLabel;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.OverloadedException;
import dev.weft.error.Phase;
import dev.weft.protocol.testing.Answer;
import dev.weft.settings.HandleSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

/** What the loop does when a server says that it has too much to do (Client Backpressure specification). */
class OverloadTest {
    private static final String OVERLOADED =
            "{ok: 0, code: 462, errmsg: 'x', errorLabels: ['SystemOverloadedError', 'RetryableError']}";
    private static final String OK = "{n: 1, ok: 1}";
    private static final BsonDocument NOTHING_MORE = new BsonDocument();
    private static final double LONGEST = Math.nextDown(1.0);

    @Test
    void prose1RetriesPauseTwiceAndTheSecondTimeTwiceAsLong() {
        try (var deployment = Deployment.standalone("", replies(OVERLOADED))) {
            var noBackoff = timeToFail(deployment, 0, Duration.ofMillis(100));
            var withBackoff = timeToFail(deployment, LONGEST, Duration.ofSeconds(1));
            var expected = noBackoff.plusMillis(600);
            assertTrue(withBackoff.minus(expected).abs().toMillis() < 600, noBackoff + " and " + withBackoff);
            assertTrue(withBackoff.toMillis() >= 600, "it took " + withBackoff);
        }
    }

    @Test
    void prose5TheServersOwnBaseReplacesTheDriversBase() {
        var based = OVERLOADED.replace("ok: 0,", "ok: 0, baseBackoffMS: 50,");
        try (var deployment = Deployment.standalone("", replies(based))) {
            var took = timeToFail(deployment, LONGEST, Duration.ofMillis(600));
            assertTrue(took.toMillis() >= 300 && took.toMillis() < 600, "it took " + took);
        }
    }

    @Test
    void aWriteKeepsItsNumberAndACommandThatIsNeverRetryableIsTriedAgainToo() {
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, replies(OVERLOADED, OVERLOADED, OK))) {
            assertTrue(unhurried(deployment).run(insert(), call(deployment)).acknowledged());
            var commands = deployment.commands();
            assertEquals(3, commands.size());
            assertEquals(commands.get(0), commands.get(2));
            assertEquals(1, commands.get(0).getInt64("txnNumber").getValue());
        }
        try (var deployment = Deployment.standalone("", replies(OVERLOADED, OVERLOADED, OK))) {
            var many = new Delete(target(Options.NONE), new Document(), true);
            assertEquals(1, unhurried(deployment).run(many, call(deployment)).deleted());
            assertEquals(3, deployment.commands().size());
        }
    }

    @Test
    void aNumberOfRetriesThatWasSetHoldsAndSoDoesItsAbsence() {
        for (int retries = 0; retries <= 3; retries++) {
            try (var deployment = Deployment.standalone("?maxAdaptiveRetries=" + retries, replies(OVERLOADED))) {
                var thrown = assertThrows(
                        OverloadedException.class,
                        () -> unhurried(deployment).run(findOne(Options.NONE), call(deployment)));
                assertTrue(thrown.hasLabel(ErrorLabel.RETRYABLE) && thrown.hasLabel(ErrorLabel.SYSTEM_OVERLOADED));
                assertEquals(retries + 1, deployment.commands().size());
            }
        }
    }

    @Test
    void whoTurnsRetriesOffGetsTheRefusalAtOnce() {
        try (var deployment = Deployment.standalone("?retryReads=false", replies(OVERLOADED))) {
            var runner = unhurried(deployment);
            assertThrows(OverloadedException.class, () -> runner.run(findOne(Options.NONE), call(deployment)));
            assertThrows(OverloadedException.class, () -> runner.run(new Ping(target(Options.NONE)), call(deployment)));
            assertEquals(2, deployment.commands().size());
            assertThrows(OverloadedException.class, () -> runner.run(insert(), call(deployment)));
            assertEquals(5, deployment.commands().size());
        }
    }

    @Test
    void aPauseThatWouldOutlastTheDeadlineIsNotBegunAndTheRefusalIsThrown() {
        // A pause of ten seconds, after a refusal that comes in time whatever else the machine does.
        var based = OVERLOADED.replace("ok: 0,", "ok: 0, baseBackoffMS: 5000,");
        try (var deployment = Deployment.standalone("", replies(based))) {
            var hurried = findOne(Options.NONE.with(Field.TIMEOUT, Duration.ofSeconds(5)));
            var runner = runner(deployment, LONGEST);
            assertThrows(
                    OverloadedException.class,
                    () -> runner.run(hurried, deployment.runner().call(hurried, Bound.NOTHING)));
            assertEquals(1, deployment.commands().size());
        }
    }

    @Test
    void noConnectionIsHeldDuringThePause() throws Exception {
        try (var deployment = Deployment.standalone("?maxPoolSize=1", replies(OVERLOADED, "{ok: 1}"))) {
            var paused = Thread.ofVirtual()
                    .unstarted(() -> assertThrows(
                            IllegalStateException.class,
                            () -> runner(deployment, 50).run(findOne(Options.NONE), call(deployment))));
            paused.start();
            untilPausing(deployment, paused);
            assertTrue(deployment.run(new Ping(target(Options.NONE))));
            deployment.cluster().close();
            paused.join();
        }
    }

    @Test
    void anInterruptEndsThePauseWithTheRefusalBesideIt() throws Exception {
        try (var deployment = Deployment.standalone("", replies(OVERLOADED))) {
            var thrown = new AtomicReference<MongoException>();
            var paused = Thread.ofVirtual()
                    .start(() -> thrown.set(assertThrows(
                            MongoException.class,
                            () -> runner(deployment, 50).run(findOne(Options.NONE), call(deployment)))));
            untilPausing(deployment, paused);
            paused.interrupt();
            paused.join();
            var interrupted = assertInstanceOf(InterruptedCallException.class, thrown.get());
            assertSame(Phase.BACKOFF, interrupted.phase());
            assertInstanceOf(OverloadedException.class, interrupted.getSuppressed()[0]);
        }
    }

    @Test
    void aWriteOfWhichAnAttemptMayHaveBeenCarriedOutIsNotRepeatedWithoutItsNumber() {
        var attempts = new AtomicInteger();
        Answer breaksThenRefuses = (peer, request) -> {
            if (attempts.incrementAndGet() == 1) {
                peer.close();
                return;
            }
            peer.reply(request, BsonDocument.parse(OVERLOADED));
        };
        // A standalone takes no numbers: what is broken off there stays broken off.
        try (var deployment = Deployment.standalone("", breaksThenRefuses)) {
            assertThrows(
                    NetworkFailedException.class, () -> unhurried(deployment).run(insert(), call(deployment)));
            assertEquals(1, attempts.get());
        }
        attempts.set(0);
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, breaksThenRefuses)) {
            assertThrows(OverloadedException.class, () -> unhurried(deployment).run(insert(), call(deployment)));
            assertEquals(3, attempts.get());
            assertEquals(
                    1,
                    deployment.commands().stream()
                            .map(command -> command.getInt64("txnNumber"))
                            .distinct()
                            .count());
        }
    }

    @Test
    void aWriteNobodyAnswersIsSentOnce() {
        var settings = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, replies(OVERLOADED))) {
            deployment.run(new Delete(target(settings, Options.NONE), new Document(), false));
            assertThrows(
                    OverloadedException.class,
                    () -> unhurried(deployment).run(new Ping(target(Options.NONE)), call(deployment)));
            assertEquals(
                    List.of("delete", "ping", "ping", "ping"),
                    deployment.commands().stream()
                            .map(BsonDocument::getFirstKey)
                            .toList());
        }
    }

    /** The shortest of at most five times, for another process may have had the processor; one below {@code enough} will do. */
    private static Duration timeToFail(Deployment deployment, double jitter, Duration enough) {
        var best = timeToFail(deployment, jitter);
        for (var attempt = 1; attempt < 5 && best.compareTo(enough) >= 0; attempt++) {
            var took = timeToFail(deployment, jitter);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    private static Duration timeToFail(Deployment deployment, double jitter) {
        var begun = System.nanoTime();
        var thrown = assertThrows(
                OverloadedException.class, () -> runner(deployment, jitter).run(insert(), call(deployment)));
        assertTrue(thrown.hasLabel(ErrorLabel.RETRYABLE));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Returns once the refusal was read and the connection is back. */
    private static void untilPausing(Deployment deployment, Thread paused) {
        Until.holds(() -> !deployment.commands().isEmpty()
                && deployment.cluster().pools().getFirst().inUse() == 0
                && paused.getState() == Thread.State.WAITING);
    }

    private static OperationRunner unhurried(Deployment deployment) {
        return runner(deployment, 0);
    }

    private static OperationRunner runner(Deployment deployment, double jitter) {
        return new OperationRunner(deployment.cluster(), deployment.settings(), () -> jitter);
    }

    private static Call call(Deployment deployment) {
        return deployment.runner().call(findOne(Options.NONE), Bound.NOTHING);
    }

    private static FindOne<Document> findOne(Options options) {
        return new FindOne<>(target(options), new DocumentCodec());
    }

    private static InsertOne<Document> insert() {
        return new InsertOne<>(target(Options.NONE), new Document("a", 1), new DocumentCodec());
    }
}
