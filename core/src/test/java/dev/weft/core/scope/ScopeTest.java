package dev.weft.core.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScopeTest {
    private static final CountDownLatch NEVER_OPENED = new CountDownLatch(1);

    private static Void blockForGood() throws InterruptedException {
        NEVER_OPENED.await();
        return null;
    }

    @Test
    void joinsEveryForkAndHandsOutTheirResults() {
        try (var scope = Scope.open("test")) {
            var one = scope.fork("one", () -> 1);
            var two = scope.fork("two", () -> "two");

            scope.join(Deadline.NEVER);

            assertEquals(1, one.result());
            assertEquals("two", two.result());
            assertEquals(new Fork.Done<>(1), one.state());
            assertEquals(0, scope.running());
        }
    }

    @Test
    void forksRunOnNamedVirtualThreads() {
        try (var scope = Scope.open("test")) {
            var self = scope.fork("self", Thread::currentThread);
            scope.join(Deadline.NEVER);

            assertTrue(self.result().isVirtual());
            assertEquals("weft-test-self", self.result().getName());
        }
    }

    @Test
    void theFirstFailureCancelsTheRestAndIsThrownAsItIs() {
        var broken = new IllegalStateException("broken");
        try (var scope = Scope.open("test")) {
            var blocked = scope.fork("blocked", ScopeTest::blockForGood);
            var failed = scope.fork("failed", () -> {
                throw broken;
            });

            assertSame(broken, assertThrows(IllegalStateException.class, () -> scope.join(Deadline.NEVER)));
            assertInstanceOf(Fork.Cancelled.class, blocked.state());
            assertEquals(new Fork.Failed<>(broken), failed.state());
            assertEquals(0, broken.getSuppressed().length);
            assertEquals(0, scope.running());
        }
    }

    @Test
    void laterFailuresAreSuppressedInTheFirst() {
        var first = new IllegalStateException("first");
        var second = new IllegalArgumentException("second");
        try (var scope = Scope.open("test")) {
            scope.fork("cleans-up-badly", () -> {
                try {
                    return blockForGood();
                } catch (InterruptedException cancelled) {
                    throw second;
                }
            });
            scope.fork("fails", () -> {
                throw first;
            });

            assertSame(first, assertThrows(IllegalStateException.class, () -> scope.join(Deadline.NEVER)));
            assertEquals(List.of(second), List.of(first.getSuppressed()));
        }
    }

    @Test
    void oneFailureSharedByTwoForksIsNotSuppressedInItself() {
        var shared = new IllegalStateException("shared");
        try (var scope = Scope.open("test")) {
            for (var i = 0; i < 2; i++) {
                scope.fork("fails", () -> {
                    throw shared;
                });
            }
            assertSame(shared, assertThrows(IllegalStateException.class, () -> scope.join(Deadline.NEVER)));
        }
    }

    @Test
    void checkedExceptionsComeWrappedAndErrorsAsTheyAre() {
        try (var scope = Scope.open("test")) {
            scope.fork("checked", () -> {
                throw new IOException("no disk");
            });
            var failed = assertThrows(ScopeException.Failed.class, () -> scope.join(Deadline.NEVER));
            assertInstanceOf(IOException.class, failed.getCause());

            scope.fork("error", () -> {
                throw new AssertionError("wrong");
            });
            assertThrows(AssertionError.class, () -> scope.join(Deadline.NEVER));
        }
    }

    @Test
    void aForkCanBeCancelledAlone() {
        try (var scope = Scope.open("test")) {
            var blocked = scope.fork("blocked", ScopeTest::blockForGood);
            var other = scope.fork("other", () -> 1);

            blocked.cancel();
            scope.join(Deadline.NEVER);

            assertEquals(1, other.result());
            assertInstanceOf(Fork.Cancelled.class, blocked.state());
            assertThrows(IllegalStateException.class, blocked::result);
        }
    }

    @Test
    void cancellingAForkThatHasEndedChangesNothing() {
        try (var scope = Scope.open("test")) {
            var done = scope.fork("done", () -> 1);
            scope.join(Deadline.NEVER);
            done.cancel();
            assertEquals(1, done.result());
        }
    }

    @Test
    void aForkMayEndWithNull() {
        try (var scope = Scope.open("test")) {
            Fork<Object> nothing = scope.fork("nothing", () -> null);
            scope.join(Deadline.NEVER);
            assertNull(nothing.result());
        }
    }

    @Test
    void theDeadlineCancelsWhatStillRuns() throws InterruptedException {
        var clock = new ManualClock(0);
        var failure = new AtomicReference<Throwable>();
        var blocked = new AtomicReference<Fork<Void>>();
        var owner = Thread.ofVirtual().start(() -> {
            try (var scope = Scope.open("slow", clock, clock)) {
                blocked.set(scope.fork("blocked", ScopeTest::blockForGood));
                scope.join(Duration.ofMillis(70).toNanos());
            } catch (ScopeException.TimedOut late) {
                failure.set(late);
            }
        });
        Until.holds(() -> clock.sleepers() > 0);

        clock.advance(Duration.ofMillis(70));
        owner.join();

        assertInstanceOf(ScopeException.TimedOut.class, failure.get());
        assertEquals(
                "scope 'slow' reached its deadline after 70 ms with 1 of its forks still running; "
                        + "they have been cancelled. Allow more time or fork less at once",
                failure.get().getMessage());
        assertInstanceOf(Fork.Cancelled.class, blocked.get().state());
    }

    @Test
    void anInterruptOfTheOwnerCancelsAndKeepsTheFlag() throws InterruptedException {
        var flag = new AtomicBoolean();
        var forked = new CountDownLatch(1);
        var owner = Thread.ofVirtual().start(() -> {
            try (var scope = Scope.open("test")) {
                scope.fork("blocked", ScopeTest::blockForGood);
                forked.countDown();
                assertThrows(ScopeException.Interrupted.class, () -> scope.join(Deadline.NEVER));
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        forked.await();
        owner.interrupt();
        owner.join();

        assertTrue(flag.get());
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException unheard) {
                // That is what it is to be deaf.
            }
        }
    }

    @Test
    void closingWaitsForForksThatDoNotListen() throws InterruptedException {
        var release = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var endedBeforeClose = new AtomicBoolean();
        var closing = new CountDownLatch(1);
        var owner = Thread.ofVirtual().start(() -> {
            var scope = Scope.open("test");
            scope.fork("deaf", () -> {
                closing.countDown();
                awaitDeafly(release);
                ended.set(true);
                return null;
            });
            Until.holds(() -> closing.getCount() == 0);
            Thread.currentThread().interrupt();
            scope.close();
            endedBeforeClose.set(ended.get() && Thread.currentThread().isInterrupted());
        });
        closing.await();
        release.countDown();
        owner.join();

        assertTrue(endedBeforeClose.get());
    }

    @Test
    void onlyTheOwnerForksJoinsAndCloses() throws InterruptedException {
        try (var scope = Scope.open("test")) {
            var refused = new ArrayList<Throwable>();
            Thread.ofVirtual()
                    .start(() -> {
                        refused.add(assertThrows(WrongThreadException.class, () -> scope.fork("x", () -> 1)));
                        refused.add(assertThrows(WrongThreadException.class, () -> scope.join(Deadline.NEVER)));
                        refused.add(assertThrows(WrongThreadException.class, scope::close));
                    })
                    .join();
            assertEquals(3, refused.size());
        }
    }

    @Test
    void anybodyMayCancelAndAfterwardsNothingIsForked() throws InterruptedException {
        try (var scope = Scope.open("test")) {
            var blocked = scope.fork("blocked", ScopeTest::blockForGood);
            Thread.ofVirtual().start(scope::cancel).join();

            scope.join(Deadline.NEVER);

            assertInstanceOf(Fork.Cancelled.class, blocked.state());
            var refused = assertThrows(ScopeException.Closed.class, () -> scope.fork("late", () -> 1));
            assertEquals("scope 'test' is closed and does not start 'late'", refused.getMessage());
        }
    }

    @Test
    void theFirstSuccessWinsAndTheOthersAreCancelled() {
        try (var scope = Scope.open("race")) {
            Fork<String> slow = scope.fork("slow", () -> {
                blockForGood();
                return "slow";
            });
            Fork<String> broken = scope.fork("broken", () -> {
                throw new IllegalStateException("broken");
            });
            Fork<String> quick = scope.fork("quick", () -> "quick");

            assertEquals("quick", scope.firstSuccess(List.of(slow, broken, quick), Deadline.NEVER));
            assertInstanceOf(Fork.Cancelled.class, slow.state());
        }
    }

    @Test
    void withoutAnySuccessTheFirstFailureCarriesTheOthers() {
        try (var scope = Scope.open("race")) {
            var forks = new ArrayList<Fork<String>>();
            for (var i = 0; i < 3; i++) {
                forks.add(scope.fork("broken", () -> {
                    throw new IllegalStateException("broken");
                }));
            }
            var first = assertThrows(IllegalStateException.class, () -> scope.firstSuccess(forks, Deadline.NEVER));
            assertEquals(2, first.getSuppressed().length);
            assertThrows(ScopeException.NoResult.class, () -> scope.firstSuccess(List.of(), Deadline.NEVER));
        }
    }

    @Test
    void aRaceHasADeadlineToo() {
        try (var scope = Scope.open("race")) {
            Fork<Void> blocked = scope.fork("blocked", ScopeTest::blockForGood);
            assertThrows(ScopeException.TimedOut.class, () -> scope.firstSuccess(List.of(blocked), 0));
            assertFalse(blocked.state() instanceof Fork.Running<Void>);
        }
    }
}
