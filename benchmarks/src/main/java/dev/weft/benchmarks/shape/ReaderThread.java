package dev.weft.benchmarks.shape;

import java.io.IOException;

/**
 * A virtual thread per connection reads a blocking channel and wakes the caller, who parks without a timeout, or, as a
 * shape of its own, with one.
 *
 * <p>Deadlines of the untimed kind are kept by a platform thread, which unparks the caller. The timed kind needs nobody
 * for it; without a deadline it still parks with {@link TimedRead#NET_NANOS}, or it would be the other kind. Leaving a
 * call leaves the connection to its reader, who reads the late reply; the caller goes on with another.
 */
final class ReaderThread implements Shape {
    private final Server server;
    private final boolean timed;
    private final Lines lines = new Lines();
    private final Timer timer = Timer.start();
    private volatile boolean closing;

    ReaderThread(Server server, boolean timed) {
        this.server = server;
        this.timed = timed;
    }

    @Override
    public Line open() throws IOException {
        var line = new Read(new Wire(server, server.connect()));
        Thread.ofVirtual().name("reader").start(line::readUntilClosed);
        return lines.add(line);
    }

    @Override
    public void close() throws IOException {
        closing = true;
        timer.stop();
        lines.close();
    }

    private final class Read implements Line {
        private final Wire wire;
        private final Slot slot = new Slot();
        private final Deadline deadline = timer.deadlines().add(slot::wake);

        Read(Wire wire) {
            this.wire = wire;
        }

        @Override
        public boolean call(boolean late, long deadlineNanos) throws IOException {
            slot.begin(Server.id(late));
            boolean bounded = deadlineNanos != Deadlines.NONE;
            if (timed) {
                wire.write(late);
                return slot.awaitUntil(bounded ? deadlineNanos : System.nanoTime() + TimedRead.NET_NANOS);
            }
            timer.deadlines().set(deadline, deadlineNanos);
            wire.write(late);
            boolean answered = slot.await(deadline);
            if (bounded && answered) {
                deadline.set(Deadlines.NONE);
            }
            return answered;
        }

        void readUntilClosed() {
            try {
                while (true) {
                    if (wire.read() && !slot.deliver(wire.take())) {
                        lines.free(this);
                    }
                }
            } catch (IOException e) {
                // One branch that asks, not two that catch: HotSpot can take the wrong one of two when it has thrown
                // away
                // the compiled code of a parked virtual thread (JDK-8389310).
                if (!closing) {
                    e.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
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
