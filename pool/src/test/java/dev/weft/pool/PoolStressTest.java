package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many callers in a small pool under chaos: deadlines, interrupts, clears with and without interruption, failing
 * openings, resources that break while idle or lent, upkeep, draining, and a close in the end. Afterwards everything
 * must be accounted for.
 */
@Timeout(240)
class PoolStressTest {
    private static final int ROUNDS = Integer.getInteger("weft.stress.rounds", 4);
    private static final int CALLERS = 64;
    private static final int CALLS = 1_500;
    private static final int MAX = 8;
    private static final List<Purpose> PURPOSES = List.of(Purpose.values());

    private final IOException chaos = new IOException("chaos");
    private final ManualTime time = new ManualTime();
    private final Things things = new Things();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<Lease<Things.Thing>> drained = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers = new CopyOnWriteArrayList<>();

    @Test
    void nothingIsLostOrLentTwiceUnderChaos() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            oneRound(round % 2 == 0);
        }
        assertTrue(served.get() > 1_000, "too few were served to mean anything: " + served);
        assertTrue(failed.get() > 100, "too little chaos to mean anything: " + failed);
    }

    @Test
    void aNewcomerOpensBesideAnOpeningThatNobodyWaitsForAnyMore() throws Exception {
        Crew crew = new Crew();
        CountDownLatch hanging = new CountDownLatch(1);
        things.before = request -> {
            if (request.connectionId() == 1) {
                hanging.await();
            }
        };
        Pool<Things.Thing> pool = new Pool<>(
                new PoolLimits(10, 0, 2, 0, 0, 0), things, PoolListener.NONE, new PoolHost(time, crew, time));
        pool.ready();
        long soon = time.in(50);
        crew.start(() -> assertThrows(PoolException.TimedOut.class, () -> pool.acquire(Purpose.OTHER, soon)));
        Crew.await("the first opening hangs", () -> things.openingNow.get() == 1);
        Crew.await("its caller waits", () -> pool.stats().waiting() == 1);
        time.advance(50);
        Crew.await("its caller has left", () -> pool.stats().waiting() == 0);
        assertEquals(2, pool.acquire(Purpose.OTHER, Long.MAX_VALUE).connectionId());
        hanging.countDown();
        crew.join();
        assertEquals(2, pool.stats().total());
    }

    @Test
    void opensOneForOneWaiterHoweverManyAttendToIt() throws Exception {
        Crew crew = new Crew();
        for (int round = 0; round < 2_000; round++) {
            Pool<Things.Thing> pool = new Pool<>(
                    new PoolLimits(10, 0, 2, 0, 0, 0), things, PoolListener.NONE, new PoolHost(time, crew, time));
            pool.ready();
            Thread keeper = crew.start(pool::maintain);
            Lease<Things.Thing> lease = pool.acquire(Purpose.OTHER, Long.MAX_VALUE);
            keeper.join();
            crew.join();
            assertEquals(1, pool.stats().total());
            lease.release();
            pool.close();
        }
    }

    private void oneRound(boolean closeInTheMiddle) throws Exception {
        Crew crew = new Crew();
        Crew stirrers = new Crew();
        PoolListener listener = closeInTheMiddle ? PoolListener.NONE : new Silence();
        Pool<Things.Thing> pool = new Pool<>(
                new PoolLimits(MAX, 2, 2, 20_000_000, 0, 40), things, listener, new PoolHost(time, crew, time));
        things.before = request -> {
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                throw chaos;
            }
        };
        over.set(false);
        callers.clear();
        pool.ready();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(crew.start(() -> call(pool)));
        }
        stirrers.start(() -> stir(pool));
        stirrers.start(() -> giveBackDrained());
        if (closeInTheMiddle) {
            Crew.await(
                    "a few calls are made",
                    () -> served.get() % 5_000 > 2_000 || callers.stream().noneMatch(Thread::isAlive));
            pool.close();
        }
        Crew.await("all callers are done", () -> callers.stream().noneMatch(Thread::isAlive));
        over.set(true);
        stirrers.join();
        crew.join();
        checkAtRest(pool);
        pool.close();
        assertEquals(0, things.open(), "left open after close");
        assertEquals(0, pool.stats().total());
        assertEquals(0, pool.handOff().idleNodes());
        assertEquals(0, time.alarms());
    }

    private void checkAtRest(Pool<Things.Thing> pool) {
        // A delivery that was refused may have left its place counted; the next one finds it and goes on.
        PoolStats stats = pool.stats();
        assertEquals(0, stats.inUse(), () -> "lost in " + stats);
        assertEquals(0, stats.draining());
        assertEquals(0, stats.connecting());
        assertEquals(0, stats.waiting(), () -> "still counted as waiting in " + stats);
        assertEquals(things.open(), stats.idle(), () -> "idle in " + stats);
        assertEquals(0, stats.cursors() + stats.transactions());
        assertTrue(pool.handOff().line().segments() <= 3);
    }

    private void call(Pool<Things.Thing> pool) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < CALLS; i++) {
            Purpose purpose = PURPOSES.get(random.nextInt(PURPOSES.size()));
            long deadline = random.nextInt(3) == 0 ? Long.MAX_VALUE : time.in(random.nextInt(4));
            try {
                Lease<Things.Thing> lease = pool.acquire(purpose, deadline);
                served.getAndIncrement();
                use(lease, random.nextInt(100));
            } catch (PoolException expected) {
                failed.getAndIncrement();
                if (expected instanceof PoolException.Closed) {
                    return;
                }
            }
            if (Thread.interrupted()) {
                failed.getAndIncrement();
            }
        }
    }

    private void use(Lease<Things.Thing> lease, int dice) {
        Things.Thing thing = lease.resource();
        thing.hold();
        if (dice < 20) {
            LockSupport.parkNanos(1);
        }
        thing.letGo();
        if (dice < 3) {
            lease.discard(chaos);
        } else if (dice < 10) {
            lease.drain();
            drained.add(lease);
        } else {
            if (dice < 15) {
                lease.purpose(Purpose.CURSOR);
            }
            thing.usable = dice != 99;
            lease.release();
        }
    }

    private void stir(Pool<Things.Thing> pool) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!over.get()) {
            assertTrue(pool.stats().total() <= MAX, "more than allowed");
            assertTrue(pool.stats().connecting() <= 2, "more openings than allowed");
            time.advance(1);
            switch (random.nextInt(8)) {
                case 0 -> pool.clear(chaos, random.nextBoolean());
                case 1, 2 -> pool.maintain();
                case 3 -> pool.perish(Math.max(1, things.opened.get() - random.nextInt(8)), chaos);
                case 4 -> callers.get(random.nextInt(callers.size())).interrupt();
                default -> {}
            }
            pool.ready();
            LockSupport.parkNanos(20_000);
        }
    }

    private void giveBackDrained() {
        while (!over.get() || !drained.isEmpty()) {
            Lease<Things.Thing> lease = drained.poll();
            if (lease == null) {
                LockSupport.parkNanos(10_000);
            } else {
                lease.release();
            }
        }
    }

    /** Listens, but remembers nothing. */
    private static final class Silence implements PoolListener {
        @Override
        public boolean wants() {
            return true;
        }
    }
}
