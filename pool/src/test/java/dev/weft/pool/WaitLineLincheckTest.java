package dev.weft.pool;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck on the line itself, without the account above it. With one deliverer it is a queue: who enters finds the oldest
 * delivery or goes away empty-handed. With several, one who is late may be passed by the next, so that no order of all
 * steps explains every result; but nothing is lost, and nothing is found twice.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@Param(name = "item", gen = IntGen.class, conf = "1:9")
public class WaitLineLincheckTest {
    private static final int HOW_LONG = Integer.getInteger("weft.lincheck.iterations", 2);

    /** Both ends are near the border of two segments. */
    private static WaitLine lineAtABorder() {
        WaitLine line = new WaitLine();
        for (int i = 0; i < LineSegment.SIZE - 2; i++) {
            enterAndServe(line);
        }
        return line;
    }

    private static void enterAndServe(WaitLine line) {
        WaitLine.Place place = line.enter(Thread.currentThread(), 0);
        line.deliver("served");
        place.take();
    }

    /** Enters and does not wait. */
    private static @Nullable Object enterAndLeave(WaitLine line) {
        WaitLine.Place place = line.enter(Thread.currentThread(), 0);
        Object found = place.take();
        return found != null ? found : place.cancel();
    }

    private final WaitLine line = lineAtABorder();

    @Operation(nonParallelGroup = "the deliverer")
    public boolean deliver(@Param(name = "item") int item) {
        return line.deliver(item);
    }

    @Operation
    public int enter() {
        Object found = enterAndLeave(line);
        return found == null ? 0 : (Integer) found;
    }

    private static void shape(Options<?, ?> options) {
        options.threads(3).actorsPerThread(2).actorsBefore(0).actorsAfter(2);
    }

    @Test
    void isAQueueForOneDelivererInAllSchedulesTried() {
        var options = new ModelCheckingOptions().iterations(HOW_LONG * 2).invocationsPerIteration(250);
        shape(options);
        options.sequentialSpecification(Fifo.class).check(WaitLineLincheckTest.class);
    }

    @Test
    void isAQueueForOneDelivererUnderStress() {
        var options = new StressOptions().iterations(HOW_LONG * 2).invocationsPerIteration(1_000);
        shape(options);
        options.sequentialSpecification(Fifo.class).check(WaitLineLincheckTest.class);
    }

    @Test
    void losesNothingAtABorderInAllSchedulesTried() {
        var options = new ModelCheckingOptions().iterations(HOW_LONG * 2).invocationsPerIteration(250);
        shape(options);
        options.sequentialSpecification(Silent.class).check(AtABorder.class);
    }

    @Test
    void losesNothingAtABorderUnderStress() {
        var options = new StressOptions().iterations(HOW_LONG * 2).invocationsPerIteration(1_000);
        shape(options);
        options.sequentialSpecification(Silent.class).check(AtABorder.class);
    }

    @Test
    void losesNothingOverADeadSegmentInAllSchedulesTried() {
        var options = new ModelCheckingOptions().iterations(HOW_LONG * 2).invocationsPerIteration(250);
        shape(options);
        options.sequentialSpecification(Silent.class).check(OverADeadSegment.class);
    }

    @Test
    void losesNothingOverADeadSegmentUnderStress() {
        var options = new StressOptions().iterations(HOW_LONG * 2).invocationsPerIteration(1_000);
        shape(options);
        options.sequentialSpecification(Silent.class).check(OverADeadSegment.class);
    }

    /** What the line must look like from outside. */
    public static final class Fifo {
        private final Queue<Integer> early = new ArrayDeque<>();

        public boolean deliver(int item) {
            return early.add(item);
        }

        public int enter() {
            Integer found = early.poll();
            return found == null ? 0 : found;
        }
    }

    /** Any number of deliverers, and some who turn a delivery back. */
    public abstract static class Several {
        private final WaitLine line;
        private final AtomicInteger delivered = new AtomicInteger();
        private final AtomicInteger found = new AtomicInteger();

        Several(WaitLine line) {
            this.line = line;
        }

        @Operation
        public void deliver() {
            if (line.deliver("item")) {
                delivered.getAndIncrement();
            }
        }

        @Operation
        public void enter() {
            if (enterAndLeave(line) != null) {
                found.getAndIncrement();
            }
        }

        @Operation
        public void refuse() {
            WaitLine.Place place = line.enter(Thread.currentThread(), 0);
            if (!place.refuse() && place.take() != null) {
                found.getAndIncrement();
            }
        }

        /** Those who waited all the time have what they waited for; counted as found. */
        abstract int patient(int delivered);

        /** Who enters from now on finds all that was delivered to nobody yet, and then nothing more. */
        @Validate
        public void nothingIsLostOrFoundTwice() {
            int left = delivered.get() - found.get() - patient(delivered.get());
            for (int i = 0; i < left; i++) {
                if (enterAndLeave(line) == null) {
                    throw new IllegalStateException("lost are " + (left - i) + " of " + delivered);
                }
            }
            if (left < 0 || enterAndLeave(line) != null) {
                throw new IllegalStateException("something was found twice");
            }
            if (line.segments() > 3) {
                throw new IllegalStateException("segments left: " + line.segments());
            }
        }
    }

    /** The ends of the line go over a border, one after the other. */
    public static final class AtABorder extends Several {
        public AtABorder() {
            super(lineAtABorder());
        }

        @Override
        int patient(int delivered) {
            return 0;
        }
    }

    /**
     * One waits in the last cell of the first segment, all cells of the next are cancelled: it is unlinked as soon as
     * somebody enters behind it, and the deliveries have to find their way over it.
     */
    public static final class OverADeadSegment extends Several {
        private final WaitLine.Place patient;

        public OverADeadSegment() {
            this(lineAtABorder());
        }

        private OverADeadSegment(WaitLine line) {
            super(line);
            enterAndServe(line);
            patient = line.enter(Thread.currentThread(), 0);
            for (int i = 0; i < LineSegment.SIZE; i++) {
                line.enter(Thread.currentThread(), 0).cancel();
            }
        }

        @Override
        int patient(int delivered) {
            if (patient.take() != null) {
                return 1;
            }
            if (delivered > 0) {
                throw new IllegalStateException("the first in line was passed over");
            }
            patient.cancel();
            return 0;
        }
    }

    /** Results say nothing here. */
    public static final class Silent {
        public void deliver() {}

        public void enter() {}

        public void refuse() {}
    }
}
