package dev.weft.benchmarks.shape;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A loop only says when there is something to read: every call arms its key anew, parks without a timeout, and reads on
 * the caller. The loop keeps the deadlines.
 *
 * <p>Leaving a call costs the connection, because nobody is there to read the late reply: the caller closes it and opens
 * another.
 */
final class RearmedSelector implements Shape {
    private final Server server;
    private final Lines lines = new Lines();
    private final SelectorLoop loop = SelectorLoop.start();

    RearmedSelector(Server server) throws IOException {
        this.server = server;
    }

    @Override
    public Line open() throws IOException {
        return lines.add(new Rearmed(new Wire(server, server.connect())));
    }

    @Override
    public void close() throws IOException {
        loop.stop();
        lines.close();
    }

    private final class Rearmed implements Line {
        private final Deadline deadline = loop.deadlines().add(this::wake);
        private Wire wire;
        private SelectionKey key;
        /** Written before the key is armed. */
        private @Nullable Thread waiter;

        private volatile boolean ready;

        Rearmed(Wire wire) throws IOException {
            this.wire = wire;
            this.key = register(wire);
        }

        @Override
        public boolean call(boolean late, long deadlineNanos) throws IOException {
            waiter = Thread.currentThread();
            loop.deadlines().set(deadline, deadlineNanos);
            wire.write(late);
            do {
                if (!awaitReady()) {
                    return false;
                }
            } while (!wire.read());
            wire.take(Server.id(late));
            if (deadlineNanos != Deadlines.NONE) {
                deadline.set(Deadlines.NONE);
            }
            return true;
        }

        private boolean awaitReady() {
            ready = false;
            key.interestOps(SelectionKey.OP_READ);
            loop.wake();
            while (!ready) {
                if (deadline.fired()) {
                    return false;
                }
                LockSupport.park(this);
            }
            return true;
        }

        private void ready(SelectionKey selected) {
            selected.interestOps(0);
            ready = true;
            wake();
        }

        private void wake() {
            LockSupport.unpark(waiter);
        }

        @Override
        public Line next() throws IOException {
            close();
            wire = new Wire(server, server.connect());
            key = register(wire);
            return this;
        }

        private SelectionKey register(Wire fresh) throws IOException {
            return loop.register(fresh.channel(), 0, this::ready);
        }

        @Override
        public void close() throws IOException {
            wire.channel().close();
            loop.wake();
        }
    }
}
