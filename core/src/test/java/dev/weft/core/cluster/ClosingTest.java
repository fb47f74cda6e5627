package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.session.Session;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.MongoException;
import dev.weft.event.CommandEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.pool.Purpose;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.ServerSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClosingTest {
    /** On a busy machine; a close that waited for the server would wait for {@code connectTimeoutMS}, ten seconds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    void closingTwiceAndFromManyThreadsEndsOnce() throws Exception {
        try (var server = FakeMongod.streamingStandalone()) {
            var cluster = server.connect("");
            TestCommand.run(cluster, "ping");
            var closers = new ArrayList<Thread>();
            for (var i = 0; i < 10; i++) {
                closers.add(Thread.ofVirtual().start(cluster::close));
            }
            for (var closer : closers) {
                closer.join();
            }
            cluster.close();
            assertThrows(
                    IllegalStateException.class,
                    () -> cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())));
            Until.holds(() -> server.scripted().open() == 0);
        }
    }

    @Test
    void closingSendsTheSessionsOfTheClientHome() {
        try (var server = FakeMongod.standalone()) {
            var cluster = server.connect("");
            TestCommand.run(cluster, "ping");
            var session = Session.implicit(cluster.sessions());
            session.use(cluster.nanoClock().nanoTime(), 30);
            session.end(cluster.nanoClock().nanoTime());
            Thread.currentThread().interrupt();
            cluster.close();
            assertTrue(Thread.interrupted());
            assertEquals(1, server.count("endSessions"));
            assertEquals(1, server.commands.getLast().getArray("endSessions").size());
        }
    }

    @Test
    void aSelectorOfTheUsersThatThrowsKeepsNothingOfTheClientAlive() {
        var broken = new AtomicBoolean();
        ServerSelector selector = (topology, suitable) -> {
            if (broken.get()) {
                throw new UnsupportedOperationException("not today");
            }
            return suitable;
        };
        try (var server = FakeMongod.standalone()) {
            var cluster = Cluster.open(
                    ClientSettings.of(server.uri(""), form -> form.servers(servers -> servers.selector(selector))));
            TestCommand.run(cluster, "ping");
            var session = Session.implicit(cluster.sessions());
            session.use(cluster.nanoClock().nanoTime(), 30);
            session.end(cluster.nanoClock().nanoTime());
            broken.set(true);
            cluster.close();
            assertEquals(1, server.count("endSessions"));
            Until.holds(() -> server.scripted().open() == 0);
        }
    }

    @Test
    void aListenerThatClosesWhenItHearsTheFarewellDoesNotWaitForItself() {
        try (var server = FakeMongod.standalone()) {
            var cluster = new AtomicReference<Cluster>();
            var heard = new CountDownLatch(1);
            cluster.set(Cluster.open(ClientSettings.of(
                    server.uri(""),
                    form -> form.listen(CommandEvent.Started.class, event -> {
                        if (event.call().command().equals("endSessions")) {
                            heard.countDown();
                            cluster.get().close();
                        }
                    }))));
            TestCommand.run(cluster.get(), "ping");
            var session = Session.implicit(cluster.get().sessions());
            session.use(cluster.get().nanoClock().nanoTime(), 30);
            session.end(cluster.get().nanoClock().nanoTime());
            cluster.get().close();
            assertEquals(0, heard.getCount());
        }
    }

    @Test
    void aListenerThatClosesOnlyBeginsTo() throws Exception {
        try (var server = FakeMongod.standalone()) {
            var cluster = new AtomicReference<Cluster>();
            var opened = new CountDownLatch(1);
            var last = new CountDownLatch(1);
            cluster.set(Cluster.open(ClientSettings.of(
                    server.uri(""),
                    form -> form.listen(TopologyEvent.HeartbeatSucceeded.class, event -> {
                                awaitQuietly(opened);
                                cluster.get().close();
                            })
                            .listen(TopologyEvent.TopologyClosed.class, event -> last.countDown()))));
            opened.countDown();
            last.await();
            cluster.get().close();
        }
    }

    @Test
    void closingGetsCallersOutWithin50MillisecondsThoughTheServerKeepsSilentAboutTheSessions() throws Exception {
        var best = Duration.ofDays(1);
        for (var attempt = 0; attempt < 5; attempt++) {
            var took = closeWithCallersEverywhere();
            best = took.compareTo(best) < 0 ? took : best;
        }
        assertTrue(best.toMillis() < 50, "the best of five took " + best);
    }

    /** How long until a caller in an exchange is out, with sessions at rest that the server won't end. */
    private static Duration closeWithCallersEverywhere() throws Exception {
        try (var server = FakeMongod.standalone().answering(Scripts.neverAnswers())) {
            var cluster = server.connect("maxPoolSize=2");
            for (var i = 0; i < 2; i++) {
                var session = Session.implicit(cluster.sessions());
                session.use(cluster.nanoClock().nanoTime(), 30);
                session.end(cluster.nanoClock().nanoTime());
            }
            cluster.warmUp(2, Deadline.none(cluster.nanoClock()));
            var none = Deadline.none(cluster.nanoClock());
            var failures = new CopyOnWriteArrayList<Throwable>();
            var out = new CountDownLatch(1);
            caller(failures, () -> {
                try {
                    TestCommand.run(cluster, "ping", none);
                } finally {
                    out.countDown();
                }
            });
            Until.holds(() -> server.count("ping") > 0);
            var begun = System.nanoTime();
            var closer = Thread.ofVirtual().start(cluster::close);
            out.await();
            var took = Duration.ofNanos(System.nanoTime() - begun);
            closer.join();
            assertEquals(1, server.count("endSessions"));
            assertEquals(1, failures.size());
            Until.holds(() -> server.scripted().open() == 0);
            return took;
        }
    }

    @Test
    void closingGetsCallersOutOfSelectionTheLineAndTheExchange() throws Exception {
        try (var server = FakeMongod.standalone().answering(Scripts.neverAnswers())) {
            var cluster = server.connect("maxPoolSize=1");
            var none = Deadline.none(cluster.nanoClock());
            var chosen = cluster.select(Criteria.WRITE, none);
            var failures = new CopyOnWriteArrayList<Throwable>();
            var inExchange = caller(failures, () -> TestCommand.run(cluster, "ping", none));
            Until.holds(() -> server.count("ping") > 0);
            var inLine =
                    caller(failures, () -> chosen.checkOut(Purpose.OTHER, none).close());
            Until.holds(() -> cluster.pools().getFirst().waiting() > 0);
            var begun = System.nanoTime();
            cluster.close();
            inExchange.join();
            inLine.join();
            assertTrue(System.nanoTime() - begun < AT_ONCE.toNanos());
            assertEquals(2, failures.size());
            failures.forEach(failure -> assertInstanceOf(MongoException.class, failure));
        }
    }

    @Test
    void closingGetsCallersOutOfSelection() throws Exception {
        try (var server = FakeMongod.standalone()) {
            server.refusing.set(true);
            var cluster = server.connect("");
            var failures = new CopyOnWriteArrayList<Throwable>();
            var waiting = caller(failures, () -> cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())));
            Until.holds(() -> waiting.getState() == Thread.State.WAITING);
            cluster.close();
            waiting.join();
            assertInstanceOf(IllegalStateException.class, failures.getFirst());
        }
    }

    @Test
    void closingDoesNotWaitForAServerThatNeverAnswers() {
        try (var server = ScriptedServer.start(Scripts.each(Scripts.neverAnswers()))) {
            var cluster = Cluster.open(ClientSettings.of(server.uri()));
            Until.holds(() -> server.accepted() > 0);
            var begun = System.nanoTime();
            cluster.close();
            assertTrue(System.nanoTime() - begun < AT_ONCE.toNanos());
        }
    }

    private static Thread caller(List<Throwable> failures, Runnable call) {
        return Thread.ofVirtual().start(() -> {
            try {
                call.run();
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
