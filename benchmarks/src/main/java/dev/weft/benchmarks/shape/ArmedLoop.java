package dev.weft.benchmarks.shape;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * A loop reads all channels, armed for life; callers write and park without a timeout. The loop keeps the deadlines.
 *
 * <p>Leaving a call leaves the connection to the loop, which reads the late reply; the caller goes on with another.
 */
final class ArmedLoop implements Shape {
    private final Server server;
    private final Lines lines = new Lines();
    private final SelectorLoop loop = SelectorLoop.start();

    ArmedLoop(Server server) throws IOException {
        this.server = server;
    }

    @Override
    public Line open() throws IOException {
        return lines.add(new Armed(new Wire(server, server.connect())));
    }

    @Override
    public void close() throws IOException {
        loop.stop();
        lines.close();
    }

    private final class Armed implements Line {
        private final Wire wire;
        private final Slot slot = new Slot();
        private final Deadline deadline = loop.deadlines().add(slot::wake);

        Armed(Wire wire) throws IOException {
            this.wire = wire;
            loop.register(wire.channel(), SelectionKey.OP_READ, this::read);
        }

        @Override
        public boolean call(boolean late, long deadlineNanos) throws IOException {
            slot.begin(Server.id(late));
            loop.deadlines().set(deadline, deadlineNanos);
            wire.write(late);
            boolean answered = slot.await(deadline);
            if (deadlineNanos != Deadlines.NONE && answered) {
                deadline.set(Deadlines.NONE);
            }
            return answered;
        }

        private void read(SelectionKey key) throws IOException {
            if (wire.read() && !slot.deliver(wire.take())) {
                lines.free(this);
            }
        }

        @Override
        public Line next() throws IOException {
            var free = lines.takeFree();
            return free == null ? open() : free;
        }

        @Override
        public void close() throws IOException {
            wire.channel().close();
        }
    }
}
