package dev.weft.pool;

/** Runs openings on threads of its own, since the pool starts none. */
@FunctionalInterface
public interface Opener {
    /**
     * Runs one opening on another thread and returns at once. Called from any thread, the I/O loop's included. The other
     * thread must be able to run whatever the callers in line do: one that is pinned keeps its carrier while it waits for
     * this very opening, so a virtual thread won't do.
     *
     * @param opening blocks while it connects, never throws; must not run on the calling thread
     * @throws RuntimeException if no thread can be had, say because the owner is closing; the opening then counts
     *     as failed
     */
    void open(Runnable opening);
}
