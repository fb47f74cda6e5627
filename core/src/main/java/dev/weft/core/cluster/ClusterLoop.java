package dev.weft.core.cluster;

import dev.weft.event.EventSink;
import dev.weft.event.MongoEvent;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the events of topology and pools, in the order in which they happened and never two at once (discovery logging and monitoring
 * specification, "Event Order and Concurrency"). What happens is decided elsewhere, under a lock or on the I/O loop, where no listener may
 * run; so a listener that blocks delays other events and nothing else.
 */
final class ClusterLoop {
    /** A listener that has fallen so far behind loses events rather than memory. */
    private static final int MAX_WAITING = 1 << 16;

    private final EventSink sink;
    private final ConcurrentLinkedQueue<MongoEvent> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile @Nullable Thread thread;

    ClusterLoop(EventSink sink) {
        this.sink = sink;
    }

    /** Whether anybody listens; what nobody listens to is not built. */
    boolean wants(Class<? extends MongoEvent> kind) {
        return sink.wants(kind);
    }

    /** Any thread, the I/O loop's included; never blocks and runs no listener. */
    void tell(MongoEvent event) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        mailbox.add(event);
        LockSupport.unpark(thread);
    }

    /** Delivers until {@link #end} was called and everything told before is delivered. */
    @Nullable
    Void run() {
        thread = Thread.currentThread();
        while (true) {
            var last = ending;
            for (var event = mailbox.poll(); event != null; event = mailbox.poll()) {
                waiting.decrementAndGet();
                sink.emit(event);
                reportLosses();
            }
            if (last) {
                finished.countDown();
                return null;
            }
            if (mailbox.isEmpty() && !ending) {
                LockSupport.park(this);
                // Only end() ends the deliveries: an interrupt, say by a listener, must not turn parking into spinning.
                Thread.interrupted();
            }
        }
    }

    /** No event is told after this one call. */
    void end() {
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Waits until the last event was delivered, unless this is the delivering thread. */
    void awaitEnd() {
        if (runsHere()) {
            return;
        }
        var interrupted = false;
        while (true) {
            try {
                finished.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean runsHere() {
        return Thread.currentThread() == thread;
    }

    private void reportLosses() {
        var count = lost.getAndSet(0);
        if (count > 0) {
            // Asked for only now: the first logger costs a starting process more than its connection does.
            System.getLogger("dev.weft.core.cluster")
                    .log(
                            System.Logger.Level.WARNING,
                            "{0} events were dropped because a listener of pool or topology events is too slow",
                            count);
        }
    }
}
