package dev.weft.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final ManualClock clock = new ManualClock(1_000);

    @Test
    void countsFromNowToItsEnd() {
        var deadline = Deadline.in(Duration.ofNanos(500), clock);

        assertEquals(1_500, deadline.atNanos());
        assertEquals(500, deadline.remaining(1_000));
        assertFalse(deadline.expired(1_499));
        assertTrue(deadline.expired(1_500));
        assertEquals(0, deadline.remaining(9_000));
        assertEquals(Duration.ofNanos(500), deadline.allowed());
        assertEquals(Duration.ZERO, new Deadline(900, 400).allowed(), "over before it began");
        assertEquals(Duration.ofNanos(300), deadline.elapsed(1_300));
    }

    @Test
    void noDeadlineNeverExpires() {
        assertFalse(Deadline.none().expired(Long.MAX_VALUE));
        assertFalse(Deadline.none().exists());
        assertEquals(Deadline.NEVER, Deadline.none(clock).remaining(5));
        assertEquals(Duration.ofNanos(7), Deadline.none(clock).elapsed(1_007));
    }

    @Test
    void aLimitBeyondCountingIsNoDeadline() {
        assertFalse(Deadline.in(Duration.ofDays(400_000), clock).exists());
        assertFalse(Deadline.in(Duration.ofNanos(Long.MAX_VALUE), clock).exists());
        assertTrue(Deadline.in(Duration.ofDays(-400_000), clock).expired(1_000));
    }

    @Test
    void theClockMayBeNegativeOrWrapAround() {
        var wrapping = new ManualClock(Long.MIN_VALUE + 10);
        var deadline = Deadline.in(Duration.ofNanos(20), wrapping);

        assertFalse(deadline.expired(Long.MIN_VALUE + 29));
        assertTrue(deadline.expired(Long.MIN_VALUE + 30));
        assertEquals(-5, Deadline.earlier(-5, 10));
    }

    @Test
    void theEarlierOfTwoEndsWinsAndTheBeginningStays() {
        var early = new Deadline(0, 10);
        var late = new Deadline(5, 20);

        assertSame(early, early.earlier(late));
        assertEquals(new Deadline(5, 10), late.earlier(early));
        assertSame(early, early.earlier(Deadline.none()));
        assertEquals(new Deadline(0, 10), Deadline.none().earlier(early));
    }

    @Test
    void theTimedParkReturnsAtItsDeadlineAndWhenUnparked() {
        var system = NanoClock.system();
        var parking = Parking.timed(system);
        var deadline = Deadline.in(Duration.ofMillis(5), system);
        while (!deadline.expired(system.nanoTime())) {
            parking.park(this, deadline.atNanos());
        }

        LockSupport.unpark(Thread.currentThread());
        parking.park(this, Deadline.NEVER);
        assertTrue(system.now().getEpochSecond() > 0);
    }
}
