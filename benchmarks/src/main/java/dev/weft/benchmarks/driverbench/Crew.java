package dev.weft.benchmarks.driverbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Does a piece of work for each of many things, several at once: two for each processor, as one waits while the other parses. */
final class Crew {
    private static final int EACH_PROCESSOR = 2;

    private Crew() {}

    /** One piece of work. */
    interface Job<T> {
        void on(T thing) throws Exception;
    }

    /** Waits for all; the first failure ends it. */
    static <T> void each(List<T> things, Job<T> job) throws Exception {
        int hands =
                Math.min(things.size(), EACH_PROCESSOR * Runtime.getRuntime().availableProcessors());
        try (var crew = Executors.newFixedThreadPool(
                Math.max(1, hands), Thread.ofVirtual().factory())) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var thing : things) {
                work.add(() -> {
                    job.on(thing);
                    return true;
                });
            }
            for (var done : crew.invokeAll(work)) {
                done.get();
            }
        }
    }
}
