package dev.weft.benchmarks.shape;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The caller reads a blocking channel. Such a read knows no timeout, so a platform thread keeps the deadlines and closes
 * the channel when one passes, which is all that gets the caller out.
 *
 * <p>Leaving a call costs the connection: the caller opens another.
 */
final class BlockingChannel implements Shape {
    private final Server server;
    private final Lines lines = new Lines();
    private final Timer timer = Timer.start();

    BlockingChannel(Server server) {
        this.server = server;
    }

    @Override
    public Line open() throws IOException {
        return lines.add(new Blocking(new Wire(server, server.connect())));
    }

    @Override
    public void close() throws IOException {
        timer.stop();
        lines.close();
    }

    private final class Blocking implements Line {
        private final Deadline deadline = timer.deadlines().add(this::expire);
        /** Replaced by the caller while no deadline is set. */
        private volatile Wire wire;

        Blocking(Wire wire) {
            this.wire = wire;
        }

        @Override
        public boolean call(boolean late, long deadlineNanos) throws IOException {
            if (deadlineNanos == Deadlines.NONE) {
                exchange(late);
                return true;
            }
            timer.deadlines().set(deadline, deadlineNanos);
            try {
                exchange(late);
            } catch (IOException e) {
                if (!deadline.fired()) {
                    throw e;
                }
            }
            // If the deadline passed after the reply, the channel is closed all the same.
            return deadline.clear();
        }

        private void exchange(boolean late) throws IOException {
            var own = wire;
            own.write(late);
            boolean whole;
            do {
                whole = own.read();
            } while (!whole);
            own.take(Server.id(late));
        }

        private void expire() {
            try {
                close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Line next() throws IOException {
            wire = new Wire(server, server.connect());
            return this;
        }

        @Override
        public void close() throws IOException {
            wire.channel().close();
        }
    }
}
