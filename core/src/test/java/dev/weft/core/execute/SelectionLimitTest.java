package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Cluster;
import dev.weft.core.cluster.Until;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.error.PoolUnavailableException;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a call may look for a server and a connection (timeouts specification, "Server Selection"). */
@Timeout(30)
class SelectionLimitTest {
    private static final Options ENDLESS = Options.NONE.with(Field.TIMEOUT, Duration.ZERO);

    @Test
    void waitQueueTimeoutDoesNotConcernACallThatHasATimeoutThoughItBeZero() throws Exception {
        var busy = new CountDownLatch(1);
        Answer held = (peer, request) -> {
            busy.await(10, TimeUnit.SECONDS);
            peer.ok(request);
        };
        try (var deployment = Deployment.standalone("?maxPoolSize=1&waitQueueTimeoutMS=50", held)) {
            var first = new FutureTask<>(() -> deployment.run(new Ping(target(Options.NONE))));
            Thread.ofVirtual().start(first);
            Until.holds(() -> !deployment.commands().isEmpty());
            var endless = new FutureTask<>(() -> deployment.run(new Ping(target(ENDLESS))));
            Thread.ofVirtual().start(endless);
            Until.holds(() -> deployment.cluster().pools().getFirst().waiting() == 1);
            var failure =
                    assertThrows(PoolUnavailableException.class, () -> deployment.run(new Ping(target(Options.NONE))));
            assertEquals(PoolUnavailableException.Reason.TIMED_OUT, failure.reason());
            // The one who came before, and has the longer patience, waits on.
            busy.countDown();
            assertTrue(first.get(10, TimeUnit.SECONDS));
            assertTrue(endless.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void underATimeoutServerAndConnectionTogetherHaveTheTimeOfASelection() {
        var hellos = new AtomicInteger();
        // Found at the fourth check, after at least 1,500 ms; then no connection of the pool gets through.
        try (var server = ScriptedServer.start(Scripts.each((peer, request) -> {
                    var number = hellos.incrementAndGet();
                    if (number < 4) {
                        peer.close();
                        throw new EOFException();
                    }
                    if (number > 4) {
                        peer.awaitLeave();
                    }
                    peer.reply(request, Scripts.hello());
                }));
                var cluster = Cluster.open(
                        ClientSettings.of(server.uri() + "?serverMonitoringMode=poll&serverSelectionTimeoutMS=5000"))) {
            var runner = new OperationRunner(cluster, cluster.settings());
            var ping = new Ping(target(ENDLESS));
            var begun = System.nanoTime();
            var failure = assertThrows(
                    PoolUnavailableException.class, () -> runner.run(ping, runner.call(ping, Bound.NOTHING)));
            var took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(Duration.ofMillis(6100)) < 0, () -> "took " + took);
            assertTrue(failure.waited().compareTo(Duration.ofMillis(4400)) < 0, () -> "waited " + failure.waited());
        }
    }
}
