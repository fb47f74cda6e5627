package dev.weft.testbed;

import dev.weft.testbed.member.Interventions;
import dev.weft.testbed.wire.Bell;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps every command of one name from being executed until it is released; made by {@link Member#hold}. */
public final class Hold {
    private final Semaphore arrivals = new Semaphore(0);
    private final Bell bell = new Bell();
    private volatile boolean released;

    Hold() {}

    /** Waits until so many commands have arrived since the last call; false if they do not arrive in time. */
    public boolean awaitArrivals(int commands, Duration atMost) throws InterruptedException {
        return arrivals.tryAcquire(commands, atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the commands that are held, and all later ones, pass. */
    public void release() {
        released = true;
        bell.ring();
    }

    Interventions.Gate gate() {
        return new Interventions.Gate() {
            @Override
            public boolean isReleased() {
                return released;
            }

            @Override
            public void arrived() {
                arrivals.release();
            }

            @Override
            public Bell bell() {
                return bell;
            }
        };
    }
}
