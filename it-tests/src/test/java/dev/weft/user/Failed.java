package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/**
 * A call that failed, as it had to.
 *
 * @param failure what it threw
 * @param took how long it took until then
 */
record Failed<E extends Throwable>(E failure, Duration took) {
    /** What a busy machine may add to a deadline; still less than any limit that could be taken for it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Makes the call and takes what it throws. */
    static <E extends Throwable> Failed<E> with(Class<E> kind, Executable call) {
        long start = System.nanoTime();
        E failure = assertThrows(kind, call);
        return new Failed<>(failure, Duration.ofNanos(System.nanoTime() - start));
    }

    /** It waited as long as it was allowed to, and no longer. */
    Failed<E> at(Duration deadline) {
        assertTrue(took.compareTo(deadline) >= 0, () -> "it gave up after " + took + " of " + deadline);
        assertTrue(took.compareTo(deadline.plus(GRACE)) < 0, () -> "it took " + took + " of " + deadline);
        return this;
    }

    /** It failed as soon as the reason was there, not when a deadline of so long passed. */
    Failed<E> wellBefore(Duration deadline) {
        assertTrue(took.compareTo(deadline) < 0, () -> "it took " + took);
        return this;
    }

    /** Its message has all these words. */
    Failed<E> saying(String... words) {
        for (String word : words) {
            assertTrue(
                    String.valueOf(failure.getMessage()).contains(word),
                    () -> "\"" + word + "\" is not in: " + failure.getMessage());
        }
        return this;
    }

    /** What is underneath is of this kind. */
    Failed<E> causedBy(Class<? extends Throwable> kind) {
        assertInstanceOf(kind, failure.getCause());
        return this;
    }
}
