package dev.weft.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A factory of things that know whether they are held by two at once, used after closing, or closed twice. */
final class Things implements ResourceFactory<Things.Thing> {
    /** One thing. */
    static final class Thing {
        final long id;
        final @Nullable Object serviceId;
        final AtomicBoolean held = new AtomicBoolean();
        final AtomicBoolean closed = new AtomicBoolean();
        volatile boolean usable = true;
        volatile @Nullable Throwable interrupted;

        Thing(long id, @Nullable Object serviceId) {
            this.id = id;
            this.serviceId = serviceId;
        }

        void hold() {
            if (!held.compareAndSet(false, true)) {
                throw new AssertionError("thing " + id + " is lent twice");
            }
            if (closed.get()) {
                throw new AssertionError("thing " + id + " is lent though closed");
            }
        }

        void letGo() {
            held.set(false);
        }
    }

    /** What happens before an opening ends; may block or throw. */
    @FunctionalInterface
    interface Before {
        void opening(OpenRequest request) throws Exception;
    }

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger openingNow = new AtomicInteger();
    final AtomicInteger mostOpeningAtOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final Queue<Thing> all = new ConcurrentLinkedQueue<>();
    volatile Before before = request -> {};
    volatile Consumer<Throwable> onFailure = failure -> {};

    @Override
    public Thing open(OpenRequest request) throws Exception {
        mostOpeningAtOnce.accumulateAndGet(openingNow.incrementAndGet(), Math::max);
        try {
            before.opening(request);
        } finally {
            openingNow.decrementAndGet();
        }
        Thing thing = new Thing(request.connectionId(), request.serviceId());
        mostAtOnce.accumulateAndGet(opened.incrementAndGet() - closed.get(), Math::max);
        all.add(thing);
        return thing;
    }

    @Override
    public void openFailed(OpenRequest request, Throwable cause) {
        onFailure.accept(cause);
    }

    @Override
    public boolean usable(Thing thing) {
        return thing.usable;
    }

    @Override
    public void interrupt(Thing thing, Throwable cause) {
        thing.interrupted = cause;
    }

    @Override
    public void close(Thing thing, CloseReason reason) {
        if (!thing.closed.compareAndSet(false, true)) {
            throw new AssertionError("thing " + thing.id + " is closed twice");
        }
        closed.incrementAndGet();
    }

    int open() {
        return opened.get() - closed.get();
    }
}
