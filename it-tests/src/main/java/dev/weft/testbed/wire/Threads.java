package dev.weft.testbed.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of one server: started here by name, and all joined in the end. */
public final class Threads {
    private final boolean platform;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /**
     * @param platform whether they are platform threads: those do not depend on what the test does to virtual threads
     */
    public Threads(boolean platform) {
        this.platform = platform;
    }

    /** Starts a thread called {@code testbed-} and the name. */
    public Thread start(String name, Runnable task) {
        Thread.Builder builder = platform ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        Thread thread = builder.name("testbed-" + name).unstarted(() -> {
            try {
                task.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        thread.start();
        return thread;
    }

    /** Waits until all threads have ended, those too that are started meanwhile. An interrupt is kept for later. */
    public void join() {
        boolean interrupted = false;
        while (!running.isEmpty()) {
            for (Thread thread : running) {
                interrupted |= joined(thread);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread whatever happens, and says whether somebody interrupted the wait. */
    static boolean joined(Thread thread) {
        boolean interrupted = false;
        for (; ; ) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
