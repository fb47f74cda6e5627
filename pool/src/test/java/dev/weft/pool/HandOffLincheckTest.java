package dev.weft.pool;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck on the account between items and waiters, with the line and the stack below it: whoever takes and finds
 * nothing enters the line, and leaves it at once unless something was delivered. Must be linearizable to a counter.
 * Upkeep is left out: it claims an item before it looks, so that a caller who does not wait may miss one that is there.
 */
@Timeout(240)
public class HandOffLincheckTest {
    private static final int HOW_LONG = Integer.getInteger("weft.lincheck.iterations", 2);

    private final HandOff<Object> handOff = new HandOff<>(new HandOff.Gate<>() {
        @Override
        public boolean admit(Object item) {
            return true;
        }

        @Override
        public void attend() {}
    });

    /**
     * Leaves cancelled cells up to the one before the last of the first segment, so that the operations meet at the
     * border of two.
     */
    public HandOffLincheckTest() {
        for (int i = 0; i < LineSegment.SIZE - 1; i++) {
            take();
        }
    }

    @Operation
    public void put() {
        handOff.put(new Object());
    }

    @Operation
    public final boolean take() {
        if (handOff.claim() > 0) {
            handOff.pop();
            return true;
        }
        WaitLine.Place place = handOff.line().enter(Thread.currentThread(), 0);
        if (handOff.leave(place)) {
            return false;
        }
        return place.take() != null;
    }

    @Test
    void isLinearizableInAllSchedulesTried() {
        new ModelCheckingOptions()
                .iterations(HOW_LONG)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .sequentialSpecification(Counter.class)
                .check(HandOffLincheckTest.class);
    }

    @Test
    void isLinearizableUnderStress() {
        new StressOptions()
                .iterations(HOW_LONG)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Counter.class)
                .check(HandOffLincheckTest.class);
    }

    /** What the account must look like from outside. */
    public static final class Counter {
        private int items;

        public void put() {
            items++;
        }

        public boolean take() {
            if (items == 0) {
                return false;
            }
            items--;
            return true;
        }
    }
}
