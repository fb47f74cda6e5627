package dev.weft.benchmarks.shape;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loop reads all channels, armed for life, or several share them; callers write and park without a timeout. The loop keeps the
 * deadlines.
 *
 * <p>Leaving a call leaves the connection to the loop, which reads the late reply; the caller goes on with another.
 */
final class ArmedLoop implements Shape {
    private final Server server;
    private final Lines lines = new Lines();
    private final List<SelectorLoop> loops = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();

    ArmedLoop(Server server, int count) throws IOException {
        this.server = server;
        while (loops.size() < count) {
            loops.add(SelectorLoop.start());
        }
    }

    @Override
    public Line open() throws IOException {
        var loop = loops.get(opened.getAndIncrement() % loops.size());
        return lines.add(new Armed(loop, new Wire(server, server.connect())));
    }

    @Override
    public void close() throws IOException {
        loops.forEach(SelectorLoop::stop);
        lines.close();
    }

    private final class Armed implements Line {
        private final Wire wire;
        private final Slot slot = new Slot();
        private final SelectorLoop loop;
        private final Deadline deadline;

        Armed(SelectorLoop loop, Wire wire) throws IOException {
            this.loop = loop;
            this.wire = wire;
            this.deadline = loop.deadlines().add(slot::wake);
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
