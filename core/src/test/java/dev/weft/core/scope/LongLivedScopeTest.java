package dev.weft.core.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.core.time.Deadline;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LongLivedScopeTest {
    private final Scope scope = Scope.longLived("client");

    @Test
    void acceptsForksFromManyThreadsAndForgetsThemWhenTheyEnd() throws InterruptedException {
        var ran = new AtomicInteger();
        var callers = new ArrayList<Thread>();
        for (var i = 0; i < 50; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                for (var j = 0; j < 20; j++) {
                    scope.fork("work", ran::incrementAndGet);
                }
            }));
        }
        for (var caller : callers) {
            caller.join();
        }
        Until.holds(() -> scope.running() == 0);
        assertEquals(1_000, ran.get());
        scope.close();
    }

    @Test
    void aFailureConcernsItsForkAlone() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var other = scope.fork("other", () -> {
            gate.await();
            return 1;
        });
        var failed = scope.fork("failed", () -> {
            throw new IllegalStateException("broken");
        });
        Until.holds(() -> !(failed.state() instanceof Fork.Running<?>));
        assertInstanceOf(Fork.Running.class, other.state());
        gate.countDown();
        Until.holds(() -> !(other.state() instanceof Fork.Running<?>));
        assertEquals(1, other.result());
        scope.close();
    }

    @Test
    void closingInterruptsEveryForkAndRefusesNewOnes() {
        var never = new CountDownLatch(1);
        for (var i = 0; i < 10; i++) {
            scope.fork("blocked", () -> {
                never.await();
                return null;
            });
        }
        scope.close();

        assertEquals(0, scope.running());
        assertThrows(ScopeException.Closed.class, () -> scope.fork("late", () -> 1));
        scope.close();
    }

    @Test
    void closingFromOneOfItsOwnThreadsOnlyBegins() throws InterruptedException {
        var returned = new CountDownLatch(1);
        var own = scope.fork("own", () -> {
            assertTrue(scope.runsHere());
            scope.close();
            returned.countDown();
            return null;
        });
        returned.await();
        scope.close();

        assertEquals(0, scope.running());
        assertInstanceOf(Fork.Cancelled.class, own.state());
        assertFalse(scope.runsHere());
    }

    /** Whatever holds the carriers of virtual threads. */
    @Test
    void workThatMustNotWaitForACarrierHasAPlatformThreadOfTheScope() throws InterruptedException {
        var never = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        var thread = new AtomicReference<Thread>();
        var fork = scope.forkBesideCarriers("open", () -> {
            thread.set(Thread.currentThread());
            running.countDown();
            never.await();
            return null;
        });
        running.await();
        assertFalse(thread.get().isVirtual());
        assertTrue(thread.get().isDaemon());
        assertEquals("weft-client-open", thread.get().getName());
        assertEquals(1, scope.running());
        scope.close();

        assertInstanceOf(Fork.Cancelled.class, fork.state());
        assertEquals(0, scope.running());
        assertThrows(ScopeException.Closed.class, () -> scope.forkBesideCarriers("open", () -> null));
    }

    @Test
    void aLookUpHoldsNoCarrier() throws Exception {
        var virtual = new SynchronousQueue<Boolean>();
        scope.forkDetached("look-up", () -> virtual.offer(Thread.currentThread().isVirtual(), 20, TimeUnit.SECONDS));
        assertEquals(false, virtual.poll(20, TimeUnit.SECONDS));
        scope.close();
    }

    @Test
    void closingDoesNotWaitForDetachedForks() throws InterruptedException {
        var release = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var lookup = scope.forkDetached("look-up", () -> {
            release.await();
            ended.countDown();
            return "address";
        });
        scope.close();

        assertInstanceOf(Fork.Running.class, lookup.state());
        release.countDown();
        ended.await();
    }

    @Test
    void severalThreadsMayCloseAtOnce() throws InterruptedException {
        var never = new CountDownLatch(1);
        scope.fork("blocked", () -> {
            never.await();
            return null;
        });
        var closers = new ArrayList<Thread>();
        for (var i = 0; i < 20; i++) {
            closers.add(Thread.ofVirtual().start(scope::close));
        }
        for (var closer : closers) {
            closer.join();
        }
        assertEquals(0, scope.running());
    }

    @Test
    void forksRacingWithCloseEitherRunToTheirEndOrAreRefused() throws InterruptedException {
        for (var round = 0; round < 200; round++) {
            var raced = Scope.longLived("raced");
            var started = new CountDownLatch(1);
            var forker = Thread.ofVirtual().start(() -> {
                started.countDown();
                try {
                    for (var i = 0; i < 100; i++) {
                        raced.fork("work", () -> 1);
                    }
                } catch (ScopeException.Closed refused) {
                    // What this race is about: refused, and never started and forgotten.
                }
            });
            started.await();
            raced.close();
            assertEquals(0, raced.running());
            forker.join();
            assertEquals(0, raced.running());
        }
    }

    @Test
    void isNotJoined() {
        assertThrows(IllegalStateException.class, () -> scope.join(Deadline.NEVER));
        scope.close();
    }
}
