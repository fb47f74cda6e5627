package dev.weft.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs two actions at about the same moment, again and again, and holds back whichever won the last round, so that the
 * close finishes are tried and both outcomes are seen.
 *
 * <p>How many rounds that takes depends on what else the machine does. So there is no fixed number: it goes on until both
 * outcomes were seen often, and only a race that shows but one of them for a very long time counts as decided.
 */
final class Race {
    private static final int ENOUGH_ROUNDS = 2000;
    /** Of each outcome, before the rounds may end. */
    private static final int ENOUGH_OF_EACH = 20;
    /** Rounds of a busy machine last long; after this time it is enough to have seen each outcome. */
    private static final long ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(40);

    private volatile Runnable other;
    private volatile boolean ended;
    private volatile Throwable failure;
    private final Thread thread = Thread.ofPlatform().daemon().name("race").unstarted(this::run);
    private final long startedNanos = System.nanoTime();
    private int holdBack;
    /** Turns that this thread waits before its step; if below zero, the other thread does. */
    private volatile int delay;

    private int won;
    private int lost;

    Race() {
        thread.start();
    }

    /** Whether another round is worth it. */
    boolean goesOn() {
        long spent = System.nanoTime() - startedNanos;
        if (spent > ENOUGH_NANOS) {
            return Math.min(won, lost) == 0 && spent < AT_MOST_NANOS;
        }
        return won + lost < ENOUGH_ROUNDS || Math.min(won, lost) < ENOUGH_OF_EACH;
    }

    /** Whether another round is worth it, of a race that has only one good end. */
    boolean goesOnWithOneEnd() {
        return won + lost < ENOUGH_ROUNDS && System.nanoTime() - startedNanos < ENOUGH_NANOS;
    }

    /** One round in which both begin at once; {@code mine} says whether this thread was first. */
    void round(Runnable theirs, BooleanSupplier mine) {
        roundWithin(
                () -> {
                    holdBack();
                    theirs.run();
                },
                () -> {
                    holdBack();
                    return mine.getAsBoolean();
                });
    }

    /** One round of actions that call {@link #holdBack} themselves, just before the step that they race for. */
    void roundWithin(Runnable theirs, BooleanSupplier mine) {
        delay = holdBack + ThreadLocalRandom.current().nextInt(60) - 30;
        other = theirs;
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

    /** Lets whoever won the last rounds wait a little. */
    void holdBack() {
        int turns = Thread.currentThread() == thread ? -delay : delay;
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    /** Fails if one outcome was never seen. */
    void bothSeen() {
        assertTrue(won > 0 && lost > 0, () -> "decided: won " + won + ", lost " + lost);
    }

    /** Waits for something that another thread is about to do. */
    static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + AT_MOST_NANOS;
        for (int spins = 0; !isSo.getAsBoolean(); spins++) {
            relax(spins);
            if (spins > 1000 && System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain");
            }
        }
    }

    /** One step of a short wait; after a while it lets the other thread have the processor. */
    private static void relax(int spins) {
        if (spins < 500) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(20_000);
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
