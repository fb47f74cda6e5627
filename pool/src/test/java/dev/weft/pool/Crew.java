package dev.weft.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The threads of a test: all virtual, all joined at the end, the first failure of any of them thrown. */
final class Crew implements Opener {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** What a thread of a test does. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    Thread start(Work work) {
        Thread started = Thread.ofVirtual().unstarted(() -> {
            try {
                work.run();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        threads.add(started);
        started.start();
        return started;
    }

    @Override
    public void open(Runnable opening) {
        start(opening::run);
    }

    /** Waits until something is so, and fails loudly when it never comes true. */
    static void await(String what, BooleanSupplier isSo) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Joins all threads started so far. */
    void join() throws InterruptedException {
        for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
            if (!thread.join(Duration.ofNanos(PATIENCE_NANOS))) {
                throw new AssertionError("a thread never ended: " + List.of(thread.getStackTrace()));
            }
        }
        Throwable first = failures.poll();
        if (first != null) {
            AssertionError failed = new AssertionError("a thread failed: " + first, first);
            new ArrayList<>(failures).forEach(failed::addSuppressed);
            failures.clear();
            throw failed;
        }
    }
}
