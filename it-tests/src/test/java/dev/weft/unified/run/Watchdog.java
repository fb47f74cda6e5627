package dev.weft.unified.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs a case on a thread of its own, and ends it when it takes too long: a case that hangs is a failure, not a build that hangs. */
record Watchdog(Duration limit) {
    private static final Duration GRACE = Duration.ofSeconds(15);

    Verdict watch(Supplier<Verdict> testCase) {
        var verdict = new AtomicReference<Verdict>();
        Thread thread = Thread.ofVirtual().name("unified-case").start(() -> verdict.set(verdict(testCase)));
        try {
            if (thread.join(limit)) {
                return verdict.get();
            }
            thread.interrupt();
            thread.join(GRACE);
            String reason = "hangs: not done after " + limit.toSeconds() + " s";
            return new Verdict.Failed(reason, new AssertionError(reason));
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a case runs", stop);
        }
    }

    private static Verdict verdict(Supplier<Verdict> testCase) {
        try {
            return testCase.get();
        } catch (RuntimeException | Error broken) {
            return new Verdict.Failed("runner: " + Reasons.stable(broken), broken);
        }
    }
}
