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
    private volatile Runnable other;
    private volatile boolean ended;
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
        for (int spins = 0; other != null; spins++) {
            relax(spins);
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

    /** One step of a short wait; after a while it lets the other thread have the processor. */
    static void relax(int spins) {
        if (spins < 500) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(20_000);
        }
    }

    private static void spin(int turns) {
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    private void run() {
        int idle = 0;
        while (!ended) {
            Runnable next = other;
            if (next == null) {
                relax(++idle);
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
        ended = true;
        thread.join();
    }
}
