package dev.weft.protocol.transport;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck on the end of a connection: whoever closes in whatever way, it is one step in which the state and the cause
 * change together, and the first to take it decides both.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@Param(name = "who", gen = IntGen.class, conf = "0:2")
public class StandingLincheckTest {
    private static final int HOW_LONG = Integer.getInteger("weft.lincheck.iterations", 3);
    private static final long AWAITING = Phase.state(1, Phase.AWAITING);
    private static final List<Throwable> CAUSES =
            Arrays.asList(new TestCause("0"), new TestCause("1"), new TestCause("2"));

    private final Grave standing = new Grave();

    private static final class TestCause extends Exception {
        private static final long serialVersionUID = 1;

        TestCause(String who) {
            super(who, null, false, false);
        }
    }

    /** Counts the burials, and what can be seen at one. */
    private static final class Grave extends Standing {
        private final AtomicInteger burials = new AtomicInteger();

        @Override
        void bury(long was) {
            if (cause() == null) {
                throw new IllegalStateException("closed without a cause");
            }
            burials.getAndIncrement();
        }
    }

    public StandingLincheckTest() {
        standing.cas(Phase.state(0, Phase.IDLE), AWAITING);
    }

    @Operation
    public void close(@Param(name = "who") int who) {
        standing.close(CAUSES.get(who));
    }

    @Operation
    public boolean closeWhileAwaiting(@Param(name = "who") int who) {
        return standing.closeFrom(AWAITING, CAUSES.get(who));
    }

    @Operation
    public boolean reply() {
        return standing.cas(AWAITING, Phase.to(AWAITING, Phase.REPLIED));
    }

    /** The cause alone: asked before the state, it is there as soon as the state is DEAD. */
    @Operation
    public int cause() {
        return CAUSES.indexOf(standing.cause());
    }

    @Operation
    public int phase() {
        return Phase.of(standing.state());
    }

    /** Nobody who has seen the end asks for its cause in vain. */
    @Operation
    public boolean saysWhyWhenItIsOver() {
        return !Phase.dead(standing.state()) || standing.cause() != null;
    }

    @Validate
    public void isBuriedOnceIfItIsOver() {
        int expected = Phase.dead(standing.state()) ? 1 : 0;
        if (standing.burials.get() != expected) {
            throw new IllegalStateException("buried " + standing.burials.get() + " times");
        }
    }

    @Test
    void endsInOneStepInAllSchedulesTried() {
        new ModelCheckingOptions()
                .iterations(HOW_LONG * 2)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsBefore(0)
                .actorsAfter(2)
                .actorsPerThread(2)
                .sequentialSpecification(OneStep.class)
                .check(StandingLincheckTest.class);
    }

    @Test
    void endsInOneStepUnderStress() {
        new StressOptions()
                .iterations(HOW_LONG * 2)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsBefore(0)
                .actorsAfter(2)
                .actorsPerThread(3)
                .sequentialSpecification(OneStep.class)
                .check(StandingLincheckTest.class);
    }

    /** What the end must look like from outside. */
    public static final class OneStep {
        private int phase = Phase.AWAITING;
        private @Nullable Integer cause;

        public void close(int who) {
            if (cause == null) {
                cause = who;
                phase = phase == Phase.REPLIED ? Phase.DEAD_WITH_REPLY : Phase.DEAD;
            }
        }

        public boolean closeWhileAwaiting(int who) {
            if (phase != Phase.AWAITING) {
                return false;
            }
            close(who);
            return true;
        }

        public boolean reply() {
            if (phase != Phase.AWAITING) {
                return false;
            }
            phase = Phase.REPLIED;
            return true;
        }

        public int cause() {
            return cause == null ? -1 : cause;
        }

        public int phase() {
            return phase;
        }

        public boolean saysWhyWhenItIsOver() {
            return true;
        }
    }
}
