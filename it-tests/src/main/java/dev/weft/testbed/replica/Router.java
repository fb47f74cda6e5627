package dev.weft.testbed.replica;

import dev.weft.testbed.wire.Bell;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one router has to tell in hello. It belongs to no set, so nothing but its own end ever changes that. */
public final class Router {
    /** No client ever finds it: the name is one that RFC 2606 keeps from being used. */
    private static final Seat SHARD_PRIMARY = new Seat(0, "shard.invalid:27018", Seat.Traits.PLAIN, true, false, false);

    private final Bell changes = new Bell();
    private final AtomicLong counter = new AtomicLong();

    /** What routers stand before: a set of one member, which keeps the time and takes the writes. It holds no elections. */
    public static ReplicaSet shard() {
        return new ReplicaSet("shard", List.of(SHARD_PRIMARY), Duration.ZERO);
    }

    /** Has hello told anew to who waits for a change. */
    public void touch() {
        counter.incrementAndGet();
        changes.ring();
    }

    Bell changes() {
        return changes;
    }

    long counter() {
        return counter.get();
    }
}
