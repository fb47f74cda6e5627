package dev.weft.pool;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lincheck on the two counts: neither bound is ever passed, and none is kept too strictly. */
@Timeout(120)
public class PermitsLincheckTest {
    private static final int HOW_LONG = Integer.getInteger("weft.lincheck.iterations", 2);
    private static final int MOST = 3;
    private static final int MOST_PENDING = 2;

    private final Permits permits = new Permits();

    /** Two openings are under way: each ends once, in one way or the other. */
    public PermitsLincheckTest() {
        permits.tryBegin(MOST, MOST_PENDING);
        permits.tryBegin(MOST, MOST_PENDING);
    }

    @Operation(runOnce = true)
    public void opened() {
        permits.opened();
    }

    @Operation(runOnce = true)
    public void abandoned() {
        permits.abandoned();
    }

    @Operation
    public boolean begin() {
        return permits.tryBegin(MOST, MOST_PENDING);
    }

    @Operation
    public int established() {
        return permits.established();
    }

    @Test
    void keepsBothBoundsAtOnce() {
        new ModelCheckingOptions()
                .iterations(HOW_LONG)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Bounds.class)
                .check(PermitsLincheckTest.class);
    }

    /** What the counts must look like from outside. */
    public static final class Bounds {
        private int total = 2;
        private int pending = 2;

        public void opened() {
            pending--;
        }

        public void abandoned() {
            pending--;
            total--;
        }

        public boolean begin() {
            if (total >= MOST || pending >= MOST_PENDING) {
                return false;
            }
            total++;
            pending++;
            return true;
        }

        public int established() {
            return total - pending;
        }
    }
}
