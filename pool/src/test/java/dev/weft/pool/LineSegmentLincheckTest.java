package dev.weft.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck on the list of segments: neighbours lose their last living cell at the same time and unlink themselves, while
 * others look for a segment. Whoever looks finds the first living one, and in the end no other is linked.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@Param(name = "segment", gen = IntGen.class, conf = "1:4")
public class LineSegmentLincheckTest {
    private static final int HOW_LONG = Integer.getInteger("weft.lincheck.iterations", 2);
    private static final int SEGMENTS = 5;

    private final LineSegment head = new LineSegment(0, null, 1);
    private final List<LineSegment> segments = new ArrayList<>();
    private final AtomicIntegerArray dead = new AtomicIntegerArray(SEGMENTS + 1);

    /** All but the last one have one living cell each; the first and the last are the ends of the line. */
    public LineSegmentLincheckTest() {
        for (int i = 0; i <= SEGMENTS; i++) {
            segments.add(head.find(i));
            for (int cell = 1; cell < LineSegment.SIZE; cell++) {
                segments.get(i).cellCancelled();
            }
        }
    }

    @Operation(runOnce = true)
    public void killFirst() {
        kill(1);
    }

    @Operation(runOnce = true)
    public void killSecond() {
        kill(2);
    }

    @Operation(runOnce = true)
    public void killThird() {
        kill(3);
    }

    @Operation(runOnce = true)
    public void killFourth() {
        kill(4);
    }

    /** The last living cell of a segment is left. */
    private void kill(int segment) {
        segments.get(segment).cellCancelled();
        dead.set(segment, 1);
    }

    @Operation
    public long find(@Param(name = "segment") int segment) {
        return head.find(segment).id;
    }

    @Validate
    public void onlyTheLivingAreLinked() {
        List<Long> linked = new ArrayList<>();
        for (LineSegment segment = head; segment != null; segment = segment.next()) {
            linked.add(segment.id);
        }
        List<Long> living = new ArrayList<>();
        for (LineSegment segment : segments) {
            if (dead.get((int) segment.id) == 0) {
                living.add(segment.id);
            }
        }
        if (!linked.equals(living)) {
            throw new IllegalStateException("linked are " + linked + ", living are " + living);
        }
    }

    @Test
    void unlinksTheDeadInAllSchedulesTried() {
        new ModelCheckingOptions()
                .iterations(HOW_LONG * 2)
                .invocationsPerIteration(250)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .sequentialSpecification(Living.class)
                .check(LineSegmentLincheckTest.class);
    }

    @Test
    void unlinksTheDeadUnderStress() {
        new StressOptions()
                .iterations(HOW_LONG * 2)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .sequentialSpecification(Living.class)
                .check(LineSegmentLincheckTest.class);
    }

    /** What the list must look like from outside. */
    public static final class Living {
        private final boolean[] dead = new boolean[SEGMENTS + 1];

        public void killFirst() {
            dead[1] = true;
        }

        public void killSecond() {
            dead[2] = true;
        }

        public void killThird() {
            dead[3] = true;
        }

        public void killFourth() {
            dead[4] = true;
        }

        public long find(int segment) {
            int found = segment;
            while (dead[found]) {
                found++;
            }
            return found;
        }
    }
}
