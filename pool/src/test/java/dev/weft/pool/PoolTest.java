package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.pool.Things.Thing;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final IOException broken = new IOException("broken");
    private final ManualTime time = new ManualTime();
    private final Things things = new Things();
    private final Recorder recorder = new Recorder();
    private final Crew crew = new Crew();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        crew.join();
        assertEquals(0, time.alarms(), "alarms still armed");
    }

    private Pool<Thing> pool(PoolLimits limits) {
        return new Pool<>(limits, things, recorder, new PoolHost(time, crew, time));
    }

    private Pool<Thing> readyPool(int maxSize) {
        Pool<Thing> pool = pool(new PoolLimits(maxSize, 0, 2, 0, 0, 0));
        pool.ready();
        return pool;
    }

    private static Lease<Thing> lease(Pool<Thing> pool) throws PoolException {
        return pool.acquire(Purpose.OTHER, FOR_EVER);
    }

    private static void awaitWaiting(Pool<Thing> pool, int count) {
        Crew.await(count + " wait", () -> pool.stats().waiting() == count);
    }

    @Test
    void lendsTheLatestReturnedFirst() throws Exception {
        Pool<Thing> pool = readyPool(3);
        Lease<Thing> a = lease(pool);
        Lease<Thing> b = lease(pool);
        a.release();
        b.release();
        assertEquals(2, lease(pool).connectionId());
        assertEquals(1, lease(pool).connectionId());
    }

    @Test
    void lendsWhatIsIdleAtThisMomentOrNothing() throws Exception {
        Pool<Thing> pool = readyPool(2);
        assertNull(pool.acquireIdle(Purpose.OTHER));
        Lease<Thing> first = lease(pool);
        assertNull(pool.acquireIdle(Purpose.OTHER));
        first.release();
        Lease<Thing> again = pool.acquireIdle(Purpose.OTHER);
        assertEquals(1, again.connectionId());
        assertEquals(0, pool.stats().waiting());
        assertEquals(1, things.opened.get());
        again.resource().usable = false;
        again.release();
        assertNull(pool.acquireIdle(Purpose.OTHER), "what has perished is closed, not lent");
        assertEquals(0, pool.stats().total());
    }

    @Test
    void tellsOfWhatIsLentIdleAsOfEveryOtherLease() throws Exception {
        Pool<Thing> pool = readyPool(1);
        lease(pool).release();
        recorder.events.clear();
        pool.acquireIdle(Purpose.OTHER).release();
        assertEquals(
                List.of("ConnectionCheckOutStarted", "ConnectionCheckedOut", "ConnectionCheckedIn"), recorder.types());
    }

    @Test
    void handsAReturnedResourceToTheFirstInLine() throws Exception {
        Pool<Thing> pool = readyPool(1);
        Lease<Thing> held = lease(pool);
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread next = crew.start(() -> {
                Lease<Thing> lease = lease(pool);
                order.add(number);
                lease.release();
            });
            // Who is counted may still be on its way to its place; who sleeps is in it.
            awaitWaiting(pool, i + 1);
            Crew.await("it sleeps", () -> next.getState() == Thread.State.WAITING);
        }
        held.release();
        crew.join();
        assertEquals(List.of(0, 1, 2, 3, 4), List.copyOf(order));
    }

    @Test
    void leavesTheLineWhenTheDeadlinePasses() throws Exception {
        Pool<Thing> pool = readyPool(1);
        Lease<Thing> held = lease(pool);
        held.purpose(Purpose.CURSOR);
        long deadline = time.in(50);
        crew.start(() -> {
            PoolException.TimedOut late =
                    assertThrows(PoolException.TimedOut.class, () -> pool.acquire(Purpose.OTHER, deadline));
            assertTrue(
                    String.valueOf(late.getMessage())
                            .contains("Timeout waiting for connection from the connection pool. maxPoolSize: 1, "
                                    + "connections in use by cursors: 1, connections in use by transactions: 0, "
                                    + "connections in use by other operations: 0"),
                    late.getMessage());
            assertEquals(1, late.stats().inUse());
        });
        awaitWaiting(pool, 1);
        time.advance(49);
        assertEquals(49_000_000, pool.stats().oldestWaitNanos());
        time.advance(1);
        crew.join();
        assertEquals(0, pool.stats().waiting());
        held.release();
        assertEquals(new PoolStats(1, 0, 1, 0, 0, 0, 0, 0, 0), pool.stats());
    }

    @Test
    void keepsTheInterruptFlagOfAnInterruptedWaiter() throws Exception {
        Pool<Thing> pool = readyPool(1);
        Lease<Thing> held = lease(pool);
        Thread waiter = crew.start(() -> {
            assertThrows(PoolException.Interrupted.class, () -> lease(pool));
            assertTrue(Thread.currentThread().isInterrupted());
        });
        awaitWaiting(pool, 1);
        waiter.interrupt();
        crew.join();
        held.release();
        assertEquals(1, pool.stats().idle());
    }

    @Test
    void lendsAnIdleResourceToAnInterruptedCaller() throws Exception {
        Pool<Thing> pool = readyPool(1);
        lease(pool).release();
        Thread.currentThread().interrupt();
        lease(pool).release();
        assertTrue(Thread.interrupted());
    }

    @Test
    void keepsAnOpeningWhoseWaiterLeft() throws Exception {
        Pool<Thing> pool = readyPool(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> mayOpen.await();
        long deadline = time.in(10);
        crew.start(() -> assertThrows(PoolException.TimedOut.class, () -> pool.acquire(Purpose.OTHER, deadline)));
        awaitWaiting(pool, 1);
        time.advance(10);
        Crew.await("nobody waits", () -> pool.stats().waiting() == 0);
        assertEquals(1, pool.stats().connecting());
        mayOpen.countDown();
        crew.join();
        assertEquals(1, pool.stats().idle());
    }

    @Test
    void givesTheFirstInLineWhatComesFirst() throws Exception {
        Pool<Thing> pool = readyPool(2);
        Lease<Thing> held = lease(pool);
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> mayOpen.await();
        crew.start(() -> assertEquals(1, lease(pool).connectionId()));
        awaitWaiting(pool, 1);
        held.release();
        Crew.await("the waiter is served", () -> pool.stats().waiting() == 0);
        mayOpen.countDown();
        crew.join();
        assertEquals(1, pool.stats().idle());
    }

    @Test
    void opensNoMoreAtOnceThanAllowed() throws Exception {
        Pool<Thing> pool = readyPool(10);
        CountDownLatch opening = new CountDownLatch(2);
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> {
            opening.countDown();
            mayOpen.await();
        };
        for (int i = 0; i < 20; i++) {
            crew.start(() -> lease(pool).release());
        }
        awaitWaiting(pool, 20);
        opening.await();
        assertEquals(2, pool.stats().connecting());
        mayOpen.countDown();
        crew.join();
        assertEquals(2, things.mostOpeningAtOnce.get());
        assertTrue(things.mostAtOnce.get() <= 10);
        assertEquals(things.open(), pool.stats().idle());
    }

    @Test
    void tellsEachWaiterOfItsOwnFailedOpening() throws Exception {
        Pool<Thing> pool = readyPool(10);
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> {
            mayOpen.await();
            throw broken;
        };
        for (int i = 0; i < 5; i++) {
            crew.start(() -> assertSame(
                    broken,
                    assertThrows(PoolException.OpenFailed.class, () -> lease(pool))
                            .getCause()));
        }
        awaitWaiting(pool, 5);
        mayOpen.countDown();
        crew.join();
        assertEquals(5, recorder.count("ConnectionClosed"));
        assertEquals(0, pool.stats().total());
    }

    @Test
    void tellsTheWaiterThatAskedTheTrueCauseAndTheOthersThatThePoolWasCleared() throws Exception {
        Pool<Thing> pool = pool(new PoolLimits(10, 0, 1, 0, 0, 0));
        pool.ready();
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> {
            mayOpen.await();
            throw broken;
        };
        things.onFailure = failure -> pool.clear(failure, false);
        Queue<PoolException> seen = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 3; i++) {
            crew.start(() -> seen.add(assertThrows(PoolException.class, () -> lease(pool))));
        }
        awaitWaiting(pool, 3);
        mayOpen.countDown();
        crew.join();
        assertEquals(
                1,
                seen.stream()
                        .filter(each -> each instanceof PoolException.OpenFailed)
                        .count());
        assertEquals(
                2,
                seen.stream()
                        .filter(each -> each instanceof PoolException.Cleared)
                        .count());
        assertTrue(recorder.types().indexOf("ConnectionPoolCleared")
                < recorder.types().indexOf("ConnectionClosed"));
    }

    @Test
    void countsAnOpeningThatGotNoThreadAsFailed() {
        Pool<Thing> pool = new Pool<>(
                PoolLimits.DEFAULT,
                things,
                recorder,
                new PoolHost(
                        time,
                        opening -> {
                            throw new IllegalStateException("no thread");
                        },
                        time));
        pool.ready();
        assertThrows(PoolException.OpenFailed.class, () -> lease(pool));
        assertEquals(0, pool.stats().total());
        assertThrows(PoolException.OpenFailed.class, () -> pool.warmUp(1, FOR_EVER));
    }

    @Test
    void turnsAwayWhoeverExceedsTheWaiters() throws Exception {
        Pool<Thing> pool = pool(new PoolLimits(1, 0, 2, 0, 0, 2));
        pool.ready();
        Lease<Thing> held = lease(pool);
        crew.start(() -> lease(pool).release());
        crew.start(() -> lease(pool).release());
        awaitWaiting(pool, 2);
        PoolException.WaitersExceeded refused = assertThrows(PoolException.WaitersExceeded.class, () -> lease(pool));
        assertEquals(2, refused.stats().waiting());
        held.release();
        crew.join();
        assertEquals(1, pool.stats().idle());
    }

    @Test
    void sendsEverybodyAwayWhenCleared() throws Exception {
        Pool<Thing> pool = readyPool(1);
        Lease<Thing> held = lease(pool);
        for (int i = 0; i < 100; i++) {
            crew.start(() -> assertSame(
                    broken,
                    assertThrows(PoolException.Cleared.class, () -> lease(pool)).getCause()));
        }
        awaitWaiting(pool, 100);
        pool.clear(broken, false);
        crew.join();
        assertThrows(PoolException.Cleared.class, () -> lease(pool));
        held.release();
        assertEquals(0, things.open());
        pool.ready();
        assertEquals(1, lease(pool).generation());
    }

    @Test
    void interruptsWhatIsInUseButNotWhatIsIdle() throws Exception {
        Pool<Thing> pool = readyPool(3);
        Lease<Thing> used = lease(pool);
        Lease<Thing> drained = lease(pool);
        Lease<Thing> idle = lease(pool);
        idle.release();
        drained.drain();
        pool.clear(broken, true);
        assertSame(broken, used.resource().interrupted);
        assertSame(broken, drained.resource().interrupted);
        assertNull(idle.resource().interrupted);
        used.release();
        drained.discard(CloseReason.STALE);
        assertEquals(1, things.open());
        pool.maintain();
        assertEquals(0, things.open());
        assertEquals(
                List.of("ConnectionPoolCleared", "ConnectionCheckedIn", "ConnectionClosed"),
                recorder.types().stream()
                        .dropWhile(type -> !type.equals("ConnectionPoolCleared"))
                        .limit(3)
                        .toList());
    }

    @Test
    void closesAnOpeningThatEndsInAnotherGeneration() throws Exception {
        Pool<Thing> pool = readyPool(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> mayOpen.await();
        crew.start(() -> assertThrows(PoolException.Cleared.class, () -> lease(pool)));
        awaitWaiting(pool, 1);
        pool.clear(broken, false);
        pool.ready();
        mayOpen.countDown();
        crew.join();
        assertEquals(0, things.open());
        assertEquals(0, pool.stats().total());
    }

    @Test
    void closesAnOpeningThatEndsAfterClose() throws Exception {
        Pool<Thing> pool = readyPool(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> mayOpen.await();
        crew.start(() -> assertThrows(PoolException.Closed.class, () -> lease(pool)));
        awaitWaiting(pool, 1);
        pool.close();
        pool.close();
        mayOpen.countDown();
        crew.join();
        assertEquals(0, things.open());
        assertEquals(1, recorder.count("ConnectionPoolClosed"));
    }

    @Test
    void countsADrainingResourceUntilItIsBack() throws Exception {
        Pool<Thing> pool = readyPool(1);
        Lease<Thing> lease = pool.acquire(Purpose.TRANSACTION, FOR_EVER);
        assertEquals(1, pool.stats().transactions());
        // It is handed out before it is counted as opened.
        Crew.await("the opening is over", () -> pool.stats().connecting() == 0);
        lease.drain();
        assertEquals(new PoolStats(1, 0, 0, 0, 1, 0, 0, 0, 0), pool.stats());
        assertEquals(0, recorder.count("ConnectionCheckedIn"));
        assertThrows(IllegalStateException.class, lease::drain);
        lease.release();
        assertEquals(new PoolStats(1, 0, 1, 0, 0, 0, 0, 0, 0), pool.stats());
        assertThrows(IllegalStateException.class, lease::release);
        assertThrows(IllegalStateException.class, () -> lease.discard(broken));
    }

    @Test
    void replacesAnIdleResourceThatBroke() throws Exception {
        Pool<Thing> pool = readyPool(2);
        Lease<Thing> a = lease(pool);
        Lease<Thing> b = lease(pool);
        a.release();
        pool.perish(1, broken);
        pool.perish(1, broken);
        pool.perish(2, broken);
        assertEquals(1, things.open());
        b.release();
        assertEquals(0, things.open());
        assertEquals(0, pool.handOff().idleNodes());
    }

    @Test
    void opensAReplacementForTheLineWhenALentOneIsDiscarded() throws Exception {
        Pool<Thing> pool = readyPool(1);
        Lease<Thing> held = lease(pool);
        crew.start(() -> assertEquals(2, lease(pool).connectionId()));
        awaitWaiting(pool, 1);
        held.discard(broken);
        crew.join();
    }

    @Test
    void skipsAnIdleResourceThatIsNoLongerUsable() throws Exception {
        Pool<Thing> pool = readyPool(2);
        Lease<Thing> first = lease(pool);
        first.release();
        first.resource().usable = false;
        assertNotSame(first.resource(), lease(pool).resource());
        assertTrue(first.resource().closed.get());
    }

    @Test
    void closesWhatLivedOrIdledTooLongAndKeepsTheLeastSize() throws Exception {
        Pool<Thing> pool = pool(new PoolLimits(5, 2, 2, 10_000_000, 100_000_000, 0));
        pool.ready();
        pool.maintain();
        Crew.await("two are idle", () -> pool.stats().idle() == 2);
        Lease<Thing> used = lease(pool);
        time.advance(10);
        pool.maintain();
        crew.join();
        assertEquals(1, things.closed.get(), "the idle one");
        assertEquals(2, things.open());
        used.release();
        assertEquals(2, pool.stats().idle());
        Lease<Thing> longLived = lease(pool);
        time.advance(100);
        longLived.release();
        assertTrue(longLived.resource().closed.get());
    }

    @Test
    void warmsUpAndTellsWhyNot() throws Exception {
        Pool<Thing> pool = pool(new PoolLimits(5, 0, 2, 0, 0, 0));
        assertThrows(PoolException.Cleared.class, () -> pool.warmUp(1, FOR_EVER));
        pool.ready();
        pool.warmUp(99, FOR_EVER);
        assertEquals(5, pool.stats().idle());
        assertTrue(things.mostOpeningAtOnce.get() <= 2);
        pool.clear(broken, false);
        pool.ready();
        pool.maintain();
        things.before = request -> {
            throw broken;
        };
        assertThrows(PoolException.OpenFailed.class, () -> pool.warmUp(1, FOR_EVER));
        CountDownLatch mayOpen = new CountDownLatch(1);
        things.before = request -> mayOpen.await();
        long deadline = time.in(10);
        crew.start(() -> assertThrows(PoolException.TimedOut.class, () -> pool.warmUp(1, deadline)));
        Crew.await("an alarm is armed", () -> time.alarms() == 1);
        time.advance(10);
        Crew.await("it gave up", () -> time.alarms() == 0);
        mayOpen.countDown();
    }

    @Test
    void clearsOneServiceBehindALoadBalancer() throws Exception {
        things.before = request -> {
            assertEquals(0, request.joinService(request.connectionId() % 2 == 0 ? "even" : "odd"));
        };
        Pool<Thing> pool = readyPool(4);
        Lease<Thing> odd = lease(pool);
        Lease<Thing> even = lease(pool);
        crew.join();
        pool.clearService("odd", broken);
        assertEquals(1, pool.generation("odd"));
        assertEquals(0, pool.generation("even"));
        odd.release();
        even.release();
        assertTrue(odd.resource().closed.get());
        assertFalse(even.resource().closed.get());
        assertEquals(1, pool.services());
        assertEquals(0, pool.generation("odd"), "the entry goes with the last connection");
        assertEquals(2, lease(pool).connectionId());
    }

    @Test
    void limitsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new PoolLimits(1, 2, 2, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new PoolLimits(1, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new PoolLimits(-1, 0, 1, 0, 0, 0));
        assertEquals(Integer.MAX_VALUE, new PoolLimits(0, 5, 1, 0, 0, 0).mostResources());
    }
}
