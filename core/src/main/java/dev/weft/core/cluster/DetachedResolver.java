package dev.weft.core.cluster;

import dev.weft.core.scope.Scope;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import dev.weft.protocol.transport.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names on threads that nobody waits for: no interrupt ends a look-up of the JDK, and it may take longer than a client wants to
 * live. Who asked can be interrupted, and waits no longer than for a connection.
 */
final class DetachedResolver implements Resolver {
    private record Answer(
            List<InetAddress> addresses, @Nullable UnknownHostException failure) {}

    private final Resolver lookup;
    private final Scope scope;
    private final NanoClock clock;
    private final Parking parking;
    private final Duration limit;

    DetachedResolver(Resolver lookup, Scope scope, NanoClock clock, Parking parking, Duration limit) {
        this.lookup = lookup;
        this.scope = scope;
        this.clock = clock;
        this.parking = parking;
        this.limit = limit;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var answer = new AtomicReference<@Nullable Answer>();
        var asking = Thread.currentThread();
        try {
            scope.forkDetached("look-up-" + host, () -> {
                answer.set(ask(host));
                LockSupport.unpark(asking);
                return null;
            });
        } catch (OutOfMemoryError noThread) {
            // A limit on threads, say of a container, is no reason for a monitor to end.
            var unknown = new UnknownHostException(host + " could not be looked up: no thread can be had");
            unknown.initCause(noThread);
            throw unknown;
        }
        var known = await(host, answer);
        if (known.failure() != null) {
            throw known.failure();
        }
        return known.addresses();
    }

    private Answer ask(String host) {
        try {
            return new Answer(lookup.resolve(host), null);
        } catch (UnknownHostException unknown) {
            return new Answer(List.of(), unknown);
        } catch (RuntimeException unforeseen) {
            var unknown = new UnknownHostException(host + " could not be looked up: " + unforeseen);
            unknown.initCause(unforeseen);
            return new Answer(List.of(), unknown);
        }
    }

    private Answer await(String host, AtomicReference<@Nullable Answer> answer) throws UnknownHostException {
        var deadline = limit.isZero() ? Deadline.none(clock) : Deadline.in(limit, clock);
        while (true) {
            var known = answer.get();
            if (known != null) {
                return known;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new UnknownHostException("interrupted while " + host + " was looked up");
            }
            if (deadline.expired(clock.nanoTime())) {
                throw new UnknownHostException(host + " could not be looked up within " + limit.toMillis()
                        + " ms: check the name server, or raise connectTimeoutMS");
            }
            parking.park(this, deadline.atNanos());
        }
    }
}
