package dev.weft.benchmarks.shape;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A platform thread with a selector, which keeps deadlines too. */
final class SelectorLoop {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector = Selector.open();
    private final Deadlines deadlines = new Deadlines(selector::wakeup);
    private final Thread thread = Thread.ofPlatform().daemon().name("loop").unstarted(this::run);
    private volatile boolean stopping;

    private SelectorLoop() throws IOException {}

    static SelectorLoop start() throws IOException {
        var loop = new SelectorLoop();
        loop.thread.start();
        return loop;
    }

    /** What is told that its channel is ready, on the loop. */
    @FunctionalInterface
    interface Ready {
        void ready(SelectionKey key) throws IOException;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** Stops the channel from blocking, and tells {@code whom} of what it is ready for. */
    SelectionKey register(SocketChannel channel, int interest, Ready whom) throws IOException {
        channel.configureBlocking(false);
        var key = channel.register(selector, interest, whom);
        selector.wakeup();
        return key;
    }

    void wake() {
        selector.wakeup();
    }

    void stop() {
        stopping = true;
        selector.wakeup();
    }

    private void run() {
        Consumer<SelectionKey> serve = SelectorLoop::serve;
        try (selector) {
            while (!stopping) {
                long now = System.nanoTime();
                long wait = deadlines.untilScan(now);
                if (wait == 0) {
                    // A reply that is here already is not late.
                    selector.selectNow(serve);
                    deadlines.scan(now);
                } else if (wait == Deadlines.NONE) {
                    selector.select(serve);
                } else {
                    selector.select(serve, (wait + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready(key);
        } catch (CancelledKeyException closed) {
            // Its caller has closed it, and knows.
            return;
        } catch (IOException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
