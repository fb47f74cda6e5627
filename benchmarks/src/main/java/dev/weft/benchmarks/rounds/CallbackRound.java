package dev.weft.benchmarks.rounds;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A round without threads of callers, for peers that call back: each caller is a chain of calls, the next of which is made where the answer
 * to the one before arrives.
 *
 * @param order what is called, by whom and how often
 */
public record CallbackRound(Order order) {
    private static final int PATIENCE_SECONDS = 120;

    /** What one caller does over and over. */
    @FunctionalInterface
    public interface Caller {
        /**
         * Makes one call and returns at once.
         *
         * @param answered run once, by any thread, when it is answered
         */
        void call(Runnable answered);
    }

    /** Runs the round; all callers do the same. */
    public Figures run(Caller caller) throws InterruptedException {
        var tally = new Tally(order, RoundClock.SYSTEM);
        var ended = new CountDownLatch(order.callers());
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            var meter = Round.Meter.start();
            tally.start();
            for (int i = 0; i < order.callers(); i++) {
                new Chain(i, caller, tally, ended, timer).next();
            }
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("a caller is stuck");
                Runtime.getRuntime().halt(1);
            }
            return meter.stop(tally);
        }
    }

    private record Chain(int index, Caller caller, Tally tally, CountDownLatch ended, ScheduledExecutorService timer) {
        void next() {
            long due = tally.next();
            if (due == Tally.OVER) {
                ended.countDown();
                return;
            }
            long early = due - tally.now();
            if (early > 0) {
                var unused = timer.schedule(() -> call(due), early, TimeUnit.NANOSECONDS);
            } else {
                call(due);
            }
        }

        private void call(long due) {
            caller.call(() -> {
                tally.count(index, due, true);
                next();
            });
        }
    }
}
