package dev.weft.core.cluster;

import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A program for {@link PinnedCallersTest}, which runs it in a JVM with two carriers: as many virtual threads as there are
 * carriers, each pinned in an initializer, call at the same time. Its argument is the name of a scene.
 */
public final class PinnedCallers {
    private static final int CARRIERS = 2;
    private static final int ATTEMPTS = 5;
    private static final long PROMISE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Map<Thread, Runnable> BROUGHT = new ConcurrentHashMap<>();
    private static final Answer ALL_BUT_FIND = (peer, request) -> {
        if (!request.document().getFirstKey().equals("find")) {
            peer.ok(request);
        }
    };

    private PinnedCallers() {}

    public static void main(String... arguments) throws Exception {
        switch (arguments[0]) {
            case "replies" -> replies();
            case "deadlines" -> deadlines();
            case "interrupts" -> interrupts();
            case "emptyPool" -> emptyPool();
            case "emptyPoolWithDeadline" -> emptyPoolWithDeadline();
            case "openingUnderWay" -> openingUnderWay();
            case "close" -> close();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("The scene has ended well.");
    }

    /** Called by {@link Pin}, which lives in a class loader of its own. */
    public static void runInInitializer() {
        BROUGHT.get(Thread.currentThread()).run();
    }

    private static void replies() throws Exception {
        try (var server = FakeMongod.standalone();
                var cluster = server.connect("serverMonitoringMode=poll")) {
            cluster.warmUp(CARRIERS, in(cluster, 10_000));
            new Crowd(() -> {
                        for (int i = 0; i < 100; i++) {
                            TestCommand.run(cluster, "ping");
                        }
                        return System.nanoTime();
                    })
                    .go()
                    .join();
        }
    }

    private static void deadlines() throws Exception {
        try (var server = FakeMongod.standalone().answering(ALL_BUT_FIND);
                var cluster = server.connect("serverMonitoringMode=poll")) {
            cluster.warmUp(CARRIERS * ATTEMPTS, in(cluster, 10_000));
            promptly(() -> {
                var deadline = in(cluster, 150);
                var crowd = new Crowd(() -> fails(TimedOutException.class, cluster, deadline)).go();
                crowd.join();
                return crowd.slowest(deadline.atNanos());
            });
        }
    }

    private static void interrupts() throws Exception {
        try (var server = FakeMongod.standalone().answering(ALL_BUT_FIND);
                var cluster = server.connect("serverMonitoringMode=poll")) {
            cluster.warmUp(CARRIERS * ATTEMPTS, in(cluster, 10_000));
            var asked = new AtomicInteger();
            promptly(() -> {
                var crowd = new Crowd(() -> {
                            var left = fails(InterruptedCallException.class, cluster, in(cluster, 20_000));
                            return Thread.interrupted() ? left : 0;
                        })
                        .go();
                awaits(() -> server.count("find") == asked.get() + CARRIERS);
                asked.addAndGet(CARRIERS);
                long now = System.nanoTime();
                crowd.threads.forEach(Thread::interrupt);
                crowd.join();
                return crowd.slowest(now);
            });
        }
    }

    /** The name is looked up, too. */
    private static void emptyPool() throws Exception {
        try (var server = FakeMongod.standalone();
                var cluster = Cluster.open(ClientSettings.of(
                        "mongodb://localhost:" + server.address().port() + "/?serverMonitoringMode=poll"))) {
            cluster.select(Criteria.WRITE, in(cluster, 10_000));
            check(server.scripted().accepted() == 1, "only the monitor is connected");
            long now = System.nanoTime();
            var crowd = new Crowd(() -> {
                        TestCommand.run(cluster, "ping");
                        return System.nanoTime();
                    })
                    .go();
            crowd.join();
            System.out.println("served after " + crowd.slowest(now) / 1000 + " us");
        }
    }

    /** The first connection is the monitor's. */
    private static ScriptedServer deafButForItsMonitor(CountDownLatch asked, CountDownLatch gate) {
        return ScriptedServer.startEach(number -> Scripts.each((peer, request) -> {
            if (number > 0 && Scripts.isHello(request)) {
                asked.countDown();
                gate.await();
            }
            if (Scripts.isHello(request)) {
                peer.reply(request, Scripts.hello());
            } else {
                peer.ok(request);
            }
        }));
    }

    private static void emptyPoolWithDeadline() throws Exception {
        var gate = new CountDownLatch(1);
        try (var server = deafButForItsMonitor(new CountDownLatch(1), gate);
                var cluster = Cluster.open(ClientSettings.of(server.uri() + "?serverMonitoringMode=poll"))) {
            cluster.select(Criteria.WRITE, in(cluster, 10_000));
            promptly(() -> {
                var deadline = in(cluster, 150);
                var crowd = new Crowd(() -> fails(TimedOutException.class, cluster, deadline)).go();
                crowd.join();
                return crowd.slowest(deadline.atNanos());
            });
            gate.countDown();
        }
    }

    /** All carriers are taken while the opening, which began when there were some, waits for the server. */
    private static void openingUnderWay() throws Exception {
        var asked = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        try (var server = deafButForItsMonitor(asked, gate);
                var cluster =
                        Cluster.open(ClientSettings.of(server.uri() + "?serverMonitoringMode=poll&maxPoolSize=1"))) {
            cluster.select(Criteria.WRITE, in(cluster, 10_000));
            Callable<Long> ping = () -> {
                TestCommand.run(cluster, "ping");
                return System.nanoTime();
            };
            // A virtual one that is not pinned would be first in line, and get its connection without a carrier to use
            // it.
            var first = Thread.ofPlatform().start(() -> TestCommand.run(cluster, "ping"));
            asked.await();
            var crowd = new Crowd(ping).go();
            awaits(() -> cluster.pools().getFirst().waiting() == 1 + CARRIERS);
            gate.countDown();
            crowd.join();
            first.join();
        }
    }

    /** One caller waits for a reply, the other for a connection. */
    private static void close() throws Exception {
        promptly(() -> {
            try (var server = FakeMongod.standalone().answering(ALL_BUT_FIND)) {
                var cluster = server.connect("serverMonitoringMode=poll&maxPoolSize=1");
                cluster.warmUp(1, in(cluster, 10_000));
                var crowd = new Crowd(() -> fails(MongoException.class, cluster, in(cluster, 20_000))).go();
                awaits(() ->
                        server.count("find") == 1 && cluster.pools().getFirst().waiting() == CARRIERS - 1);
                long now = System.nanoTime();
                cluster.close();
                crowd.join();
                return crowd.slowest(now);
            }
        });
    }

    /** When a call that is never answered has ended as it should. */
    private static long fails(Class<? extends MongoException> expected, Cluster cluster, Deadline deadline) {
        try {
            TestCommand.run(cluster, "find", deadline);
        } catch (MongoException e) {
            long now = System.nanoTime();
            if (expected.isInstance(e)) {
                return now;
            }
            throw e;
        }
        throw new AssertionError("a reply to what is never answered");
    }

    private static Deadline in(Cluster cluster, long millis) {
        return Deadline.in(Duration.ofMillis(millis), cluster.nanoClock());
    }

    /** The best of several attempts keeps the promise of 50 ms. */
    private static void promptly(Callable<Long> attempt) throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && best > PROMISE_NANOS; i++) {
            best = Math.min(best, attempt.call());
        }
        check(best <= PROMISE_NANOS, "out after " + best + " ns");
        System.out.println("out after " + best / 1000 + " us");
    }

    private static void check(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError(what);
        }
    }

    private static void awaits(BooleanSupplier condition) {
        Until.holds(condition);
    }

    /** As many pinned callers as there are carriers. */
    private static final class Crowd {
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final List<Long> endedNanos = new CopyOnWriteArrayList<>();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private final CountDownLatch inside = new CountDownLatch(CARRIERS);
        private final CountDownLatch start = new CountDownLatch(1);
        private final AtomicInteger pinned = new AtomicInteger(CARRIERS);
        private final AtomicBoolean carrierWasFree = new AtomicBoolean();

        /** @param work what each of them does; results in when it was done */
        Crowd(Callable<Long> work) {
            for (int i = 0; i < CARRIERS; i++) {
                threads.add(Thread.ofVirtual().unstarted(() -> enter(work)));
            }
        }

        Crowd go() throws InterruptedException {
            threads.forEach(Thread::start);
            inside.await();
            // Finds no carrier before the first of the others ends, or nothing of this means anything.
            Thread.ofVirtual().start(() -> carrierWasFree.set(true));
            start.countDown();
            return this;
        }

        private void enter(Callable<Long> work) {
            BROUGHT.put(Thread.currentThread(), () -> {
                try {
                    inside.countDown();
                    start.await();
                    endedNanos.add(work.call());
                    check(!carrierWasFree.get() || pinned.get() < CARRIERS, "they were not pinned");
                } catch (Throwable e) {
                    failures.add(e);
                } finally {
                    pinned.getAndDecrement();
                }
            });
            try {
                new Pin.Loader().initialize();
            } catch (Exception e) {
                failures.add(e);
            }
        }

        void join() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join();
            }
            if (!failures.isEmpty()) {
                throw new AssertionError("a pinned caller failed", failures.getFirst());
            }
        }

        long slowest(long sinceNanos) {
            return endedNanos.stream().mapToLong(Long::longValue).max().orElseThrow() - sinceNanos;
        }
    }
}
