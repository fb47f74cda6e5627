package dev.weft.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs two actions at about the same moment, again and again, and holds back whichever won the last round, so that the
 * close finishes are tried and both outcomes are seen.
 */
final class Race {
    private static final Runnable END = () -> {};

    private volatile Runnable other;
    private volatile Throwable failure;
    private final Thread thread = Thread.ofPlatform().daemon().name("race").unstarted(this::run);
    private int holdBack;
    private int won;
    private int lost;

    Race() {
        thread.start();
    }

    /** One round; {@code mine} says whether this thread was first. */
    void round(Runnable theirs, BooleanSupplier mine) {
        int jitter = ThreadLocalRandom.current().nextInt(60) - 30;
        int delay = holdBack + jitter;
        other = () -> {
            spin(-delay);
            theirs.run();
        };
        // Both are awake from here on.
        spin(delay);
        boolean first = mine.getAsBoolean();
        while (other != null) {
            Thread.onSpinWait();
        }
        if (failure != null) {
            throw new AssertionError(failure);
        }
        if (first) {
            won++;
        } else {
            lost++;
        }
        int step = Math.max(2, Math.abs(holdBack) / 16);
        holdBack = Math.clamp(holdBack + (first ? step : -step), -200_000, 200_000);
    }

    /** Fails unless each outcome was seen in at least a hundredth of the rounds. */
    void bothSeen() {
        int least = (won + lost) / 100;
        assertTrue(won >= least && lost >= least, () -> "won " + won + ", lost " + lost);
    }

    private static void spin(int turns) {
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    private void run() {
        int idle = 0;
        for (Runnable next = other; next != END; next = other) {
            if (next == null) {
                if (++idle > 20_000) {
                    LockSupport.parkNanos(50_000);
                } else {
                    Thread.onSpinWait();
                }
                continue;
            }
            idle = 0;
            try {
                next.run();
            } catch (Throwable e) {
                failure = e;
            }
            other = null;
        }
    }

    void end() throws InterruptedException {
        other = END;
        thread.join();
    }
}
