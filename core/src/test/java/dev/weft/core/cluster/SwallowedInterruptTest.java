package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.scope.Scope;
import dev.weft.core.time.Parking;
import dev.weft.core.topology.TopologyRules;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The interrupt of a thread can be lost: to a listener, a log handler or an agent that runs on it and swallows it. What runs for a client
 * ends all the same, and soon.
 */
@Timeout(30)
class SwallowedInterruptTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final String QUERY = "_mongodb._tcp.test1.test.build.10gen.cc";

    /** Of an unknown server no round trip counts. */
    private static Server known(Server server) {
        var hello = BsonDocument.parse("{ok: 1, maxWireVersion: 21}");
        server.describe(TopologyRules.describe(server.address(), hello, server.roundTrips(), Instant.EPOCH));
        return server;
    }

    private static void endsSoon(Thread thread) throws InterruptedException {
        assertTrue(thread.join(SOON), () -> thread + " goes on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "stream"})
    void aMonitorThatIsStoppedEndsThoughNobodyInterruptsItAndItsReaderOfRoundTripsWithIt(String mode) throws Exception {
        var loop = IoLoop.acquire();
        try (var server = FakeMongod.streamingStandalone();
                var scope = Scope.longLived("stopping")) {
            var settings = ClientSettings.of(server.uri("heartbeatFrequencyMS=600000&serverMonitoringMode=" + mode));
            var engine = TestEngine.of(settings, scope, loop);
            var keeper = new TopologyKeeper(engine);
            var watched = known(new Server(server.address(), engine, keeper));
            var monitor = new ServerMonitor(watched, engine, keeper);
            var thread = Thread.ofVirtual().start(monitor::run);
            // At rest until the next heartbeat, or in a check that the server does not answer for ten minutes.
            var streams = mode.equals("stream");
            Until.holds(() -> watched.roundTrips().recentNanos().size() >= (streams ? 2 : 1)
                    && thread.getState() == Thread.State.WAITING);
            assertEquals(streams ? 1 : 0, scope.running());

            monitor.stop();

            endsSoon(thread);
            assertFalse(thread.isInterrupted());
            Until.holds(() -> scope.running() == 0);
        } finally {
            loop.release();
        }
    }

    @Test
    void aReaderOfRoundTripsThatIsStoppedEndsThoughNobodyInterruptsIt() throws Exception {
        var loop = IoLoop.acquire();
        try (var server = FakeMongod.standalone();
                var scope = Scope.longLived("stopping")) {
            var engine = TestEngine.of(ClientSettings.of(server.uri("heartbeatFrequencyMS=600000")), scope, loop);
            var watched = known(new Server(server.address(), engine, new TopologyKeeper(engine)));
            var reader = new RttMonitor(watched, engine);
            var thread = Thread.ofVirtual().start(reader::run);
            Until.holds(() -> !watched.roundTrips().recentNanos().isEmpty());

            reader.stop();

            endsSoon(thread);
            Until.holds(() -> server.scripted().open() == 0);
        } finally {
            loop.release();
        }
    }

    @Test
    void whatRunsForAServerEndsThoughEveryRestSwallowsTheInterrupt() throws Exception {
        var loop = IoLoop.acquire();
        try (var server = FakeMongod.standalone()) {
            var scope = Scope.longLived("stopping");
            Parking deaf = (blocker, deadlineNanos) -> {
                Engine.parking(loop).park(blocker, deadlineNanos);
                Thread.interrupted();
            };
            var settings = ClientSettings.of(server.uri("heartbeatFrequencyMS=600000"));
            var engine = TestEngine.of(settings, scope, loop, deaf);
            var keeper = new TopologyKeeper(engine);
            var watch = new Watch(new Server(server.address(), engine, keeper), engine, keeper);
            watch.start();
            Until.holds(() -> !watch.server().roundTrips().recentNanos().isEmpty());

            watch.stop();

            endsSoon(Thread.ofVirtual().start(scope::close));
        } finally {
            loop.release();
        }
    }

    /** The thread that follows DNS logs what is wrong there, so the user's log handlers run on it. */
    @Test
    void closingIsNotHeldUpByALogHandlerThatSwallowsTheInterruptOfTheThreadThatFollowsDns() throws Exception {
        var logging = new CountDownLatch(1);
        var handler = new Deaf(logging);
        var logger = Logger.getLogger("dev.weft.core.cluster");
        var parents = logger.getUseParentHandlers();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (var stage = SrvStage.mongos(1)) {
            stage.records(QUERY, 27_017);
            var rests = new AtomicInteger();
            var cluster =
                    stage.connect(ClientSettings.of("mongodb+srv://test1.test.build.10gen.cc/"), (pause, real) -> {
                        if (rests.getAndIncrement() == 0) {
                            stage.records(QUERY);
                            return Wakeable.End.TIME;
                        }
                        return real.rest(Duration.ofHours(1));
                    });
            logging.await();

            endsSoon(Thread.ofVirtual().start(cluster::close));
            assertEquals(2, rests.get());
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(parents);
        }
    }

    /** Blocks until it is interrupted, and keeps that to itself. */
    private static final class Deaf extends Handler {
        private final CountDownLatch logging;
        /** Nobody releases one: only an interrupt ends the wait. */
        private final Semaphore never = new Semaphore(0);

        Deaf(CountDownLatch logging) {
            this.logging = logging;
        }

        @Override
        public void publish(LogRecord said) {
            logging.countDown();
            try {
                never.acquire();
            } catch (InterruptedException swallowed) {
                assertFalse(Thread.currentThread().isInterrupted());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
