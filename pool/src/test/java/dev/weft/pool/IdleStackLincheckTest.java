package dev.weft.pool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck on the stack of idle items, used by its rules: push, then one credit more; a credit, then a pop, or the
 * removal of an item from the middle with a prune behind it.
 */
@Timeout(240)
public class IdleStackLincheckTest {
    private static final int HOW_LONG = Integer.getInteger("weft.lincheck.iterations", 2);

    private final IdleStack<Object> stack = new IdleStack<>();
    private final AtomicInteger credits = new AtomicInteger();

    @Operation
    public void push() {
        stack.push(new Object());
        credits.getAndIncrement();
    }

    @Operation
    public boolean pop() {
        if (!claim()) {
            return false;
        }
        stack.pop();
        return true;
    }

    /** Takes the lowest item it meets, so that what lies above has to be linked past it. */
    @Operation
    public boolean remove() {
        if (!claim()) {
            return false;
        }
        while (!removeLowest()) {
            Thread.onSpinWait();
        }
        stack.prune();
        return true;
    }

    private boolean removeLowest() {
        IdleStack.Node<Object> lowest = null;
        Object item = null;
        for (IdleStack.Node<Object> node = stack.first(); node != null; node = node.under()) {
            Object seen = node.item();
            if (seen != null) {
                lowest = node;
                item = seen;
            }
        }
        return lowest != null && item != null && lowest.remove(item);
    }

    private boolean claim() {
        for (int now = credits.get(); now > 0; now = credits.get()) {
            if (credits.compareAndSet(now, now - 1)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void isLinearizableInAllSchedulesTried() {
        new ModelCheckingOptions()
                .iterations(HOW_LONG)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Counter.class)
                .check(IdleStackLincheckTest.class);
    }

    @Test
    void isLinearizableUnderStress() {
        new StressOptions()
                .iterations(HOW_LONG)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(4)
                .sequentialSpecification(Counter.class)
                .check(IdleStackLincheckTest.class);
    }

    /** What the stack must look like from outside. */
    public static final class Counter {
        private int items;

        public void push() {
            items++;
        }

        public boolean pop() {
            if (items == 0) {
                return false;
            }
            items--;
            return true;
        }

        public boolean remove() {
            return pop();
        }
    }
}
