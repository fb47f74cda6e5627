package dev.weft.core.dns;

import dev.weft.core.scope.Scope;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks for names on threads that nobody waits for: look-ups of the JDK may ignore an interrupt, and may take longer than a client wants to
 * live. Who asked can be interrupted, and waits no longer than the limit.
 *
 * @param scope where the threads are started
 * @param clock what the limit is measured by
 * @param parking how the asking thread waits
 * @param limit how long it waits at most; zero: until there is an answer
 */
public record LookUp(Scope scope, NanoClock clock, Parking parking, Duration limit) {
    private sealed interface Answer<T> {
        record Known<T>(T value) implements Answer<T> {}

        record Failed<T>(UnknownHostException failure) implements Answer<T> {}
    }

    /**
     * The answer to a question about a name.
     *
     * @param name what is looked up, for messages and the thread's name
     * @param question blocks as long as it likes; interrupted once nobody waits any more
     * @throws UnknownHostException if there was none in time, the calling thread was interrupted, or the question failed; with the failure as
     *     its cause unless it is one already
     */
    public <T> T ask(String name, Callable<T> question) throws UnknownHostException {
        var answer = new AtomicReference<@Nullable Answer<T>>();
        var asking = Thread.currentThread();
        try {
            var fork = scope.<@Nullable Void>forkDetached("look-up-" + name, () -> {
                answer.set(answer(name, question));
                LockSupport.unpark(asking);
                return null;
            });
            try {
                return await(name, answer);
            } finally {
                fork.cancel();
            }
        } catch (OutOfMemoryError noThread) {
            // A limit on threads, say of a container, is no reason for a monitor to end.
            throw unknown(name + " could not be looked up: no thread can be had", noThread);
        }
    }

    private static <T> Answer<T> answer(String name, Callable<T> question) {
        try {
            return new Answer.Known<>(question.call());
        } catch (UnknownHostException unknown) {
            return new Answer.Failed<>(unknown);
        } catch (IOException failure) {
            return new Answer.Failed<>(unknown(name + " could not be looked up: " + failure.getMessage(), failure));
        } catch (Exception unforeseen) {
            return new Answer.Failed<>(unknown(name + " could not be looked up: " + unforeseen, unforeseen));
        }
    }

    private <T> T await(String name, AtomicReference<@Nullable Answer<T>> answer) throws UnknownHostException {
        var deadline = limit.isZero() ? Deadline.none(clock) : Deadline.in(limit, clock);
        while (true) {
            Answer<T> given = answer.get();
            if (given instanceof Answer.Known<T> known) {
                return known.value();
            } else if (given instanceof Answer.Failed<T> failed) {
                throw failed.failure();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new UnknownHostException("interrupted while " + name + " was looked up");
            }
            if (deadline.expired(clock.nanoTime())) {
                throw new UnknownHostException(name + " could not be looked up within " + limit.toMillis()
                        + " ms: check the name server, or raise connectTimeoutMS");
            }
            parking.park(this, deadline.atNanos());
        }
    }

    private static UnknownHostException unknown(String message, Throwable cause) {
        var unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
