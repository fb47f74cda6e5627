package dev.weft.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A scripted server and a clock that only calls and waiting move: every figure is known beforehand. */
class RoundTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong time = new AtomicLong();
    private final RoundClock clock = new RoundClock() {
        @Override
        public long nanoTime() {
            return time.get();
        }

        @Override
        public void waitUntil(long nanoTime) {
            time.accumulateAndGet(nanoTime, Math::max);
        }
    };

    private final AtomicInteger calls = new AtomicInteger();
    /** One millisecond each, but the hundredth takes three hundred. */
    private final Round.Caller stalling = () -> {
        time.addAndGet(calls.incrementAndGet() == 100 ? 300 * MILLI : MILLI);
        return true;
    };

    @Test
    void aClosedLoopHidesAStall() throws InterruptedException {
        var figures = new Round(Order.closed("PING", 1, 1000), clock).run(index -> stalling);
        assertEquals(701, calls.get());
        assertEquals(1, figures.get(Unit.P50_MILLIS), 0.01);
        assertEquals(1, figures.get(Unit.P99_MILLIS), 0.01, "one call of seven hundred was slow");
        assertEquals(300, figures.get(Unit.MAX_MILLIS), 1);
        assertFalse(figures.values().containsKey(Unit.UNSERVED));
    }

    @Test
    void anOpenLoopShowsWhatAStallDoesToThoseWhoComeMeanwhile() throws InterruptedException {
        var figures = new Round(Order.closed("PING", 1, 1000).arriving(500), clock).run(index -> stalling);
        assertEquals(500, calls.get(), "one arrival every two milliseconds, all served");
        assertEquals(0, figures.get(Unit.UNSERVED));
        // The hundredth is due after 198 ms and ends after 698; those due meanwhile wait for it, and the last of them
        // is served after 947 ms.
        assertTrue(figures.get(Unit.P50_MILLIS) > 1, "waiting counts from when a call was due");
        assertEquals(295, figures.get(Unit.P99_MILLIS), 2);
        assertEquals(300, figures.get(Unit.MAX_MILLIS), 1);
    }

    @Test
    void arrivalsThatNobodyCanServeCountWithTheirWaiting() throws InterruptedException {
        Round.Caller slow = () -> {
            time.addAndGet(100 * MILLI);
            return true;
        };
        var figures = new Round(Order.closed("PING", 1, 1000).arriving(100), clock).run(index -> slow);
        assertEquals(90, figures.get(Unit.UNSERVED), "ten of a hundred are served in a second");
        assertEquals(10, figures.get(Unit.OPS), 0.01);
        // Those due after 100 ms to 990 ms have waited until the end, at 1000 ms.
        assertTrue(figures.get(Unit.P50_MILLIS) > 400, "" + figures);
    }

    @Test
    void callsThatAreLeftAreCounted() throws InterruptedException {
        Round.Caller leaving = () -> {
            time.addAndGet(MILLI);
            return calls.incrementAndGet() % 4 != 0;
        };
        var figures = new Round(Order.closed("PING", 1, 1000), clock).run(index -> leaving);
        assertEquals(25, figures.get(Unit.LEFT_PERCENT), 0.01);
    }

    @Test
    void fairnessIsJainsIndex() {
        assertEquals(1, Tally.fairness(5, 5, 5, 5));
        assertEquals(0.25, Tally.fairness(20, 0, 0, 0));
        assertEquals(36.0 / (3 * 14), Tally.fairness(1, 2, 3), 1e-12);
        assertEquals(1, Tally.fairness(0, 0), "nobody was preferred");
    }

    @Test
    void inARoundOfCallbacksEachCallerHasOneCallUnderWay() throws InterruptedException {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var figures = new CallbackRound(Order.closed("PING", 3, 30)).run(answered -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            calls.incrementAndGet();
            Thread.startVirtualThread(() -> {
                underWay.decrementAndGet();
                answered.run();
            });
        });
        assertTrue(calls.get() >= 3, "each caller calls at least once");
        assertTrue(most.get() <= 3, most + " calls at once");
        assertEquals(0, underWay.get(), "all are waited for");
        assertTrue(figures.get(Unit.OPS) > 0);
    }
}
