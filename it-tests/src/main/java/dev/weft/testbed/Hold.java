package dev.weft.testbed;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps every command of one name from being executed until it is released; made by {@link EmbeddedServer#hold}. */
public final class Hold {
    private final Semaphore arrivals = new Semaphore(0);
    private volatile boolean released;

    Hold() {}

    /** Waits until so many commands have arrived since the last call; false if they do not arrive in time. */
    public boolean awaitArrivals(int commands, Duration atMost) throws InterruptedException {
        return arrivals.tryAcquire(commands, atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the commands that are held, and all later ones, pass. */
    public void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    void arrived() {
        arrivals.release();
    }
}
