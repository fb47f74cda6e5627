package dev.weft.benchmarks.shape;

import java.io.IOException;

/**
 * One way to wait for a reply. All shapes send the same bytes, read the same bytes and decode nothing; none has a pool,
 * because every caller has a connection of its own.
 */
interface Shape extends AutoCloseable {
    /** Opens a connection. */
    Line open() throws IOException;

    /** Closes all connections and ends the threads of the shape. */
    @Override
    void close() throws IOException;

    /** One connection, used by one caller at a time. */
    interface Line {
        /**
         * Sends a request and waits for the reply.
         *
         * @param late whether to ask for a reply that comes late
         * @param deadlineNanos of {@link System#nanoTime()}, or {@link Deadlines#NONE}
         * @return false if the deadline passed; then the caller goes on with {@link #next()}
         */
        boolean call(boolean late, long deadlineNanos) throws IOException;

        /**
         * The connection a caller goes on with after it has left a call: this one opened anew, or, where somebody is
         * there to read the late reply, another one.
         */
        Line next() throws IOException;

        /** Closes the connection. */
        void close() throws IOException;
    }

    /** Starts the shape of that name. */
    static Shape start(String name, Server server) throws IOException {
        return switch (name) {
            case "weft" -> new WeftTransport(server);
            case "loop" -> new ArmedLoop(server, 1);
            case "two-loops" -> new ArmedLoop(server, 2);
            case "channel" -> new BlockingChannel(server);
            case "reader" -> new ReaderThread(server, false);
            case "reader-timed" -> new ReaderThread(server, true);
            case "adaptor" -> new TimedRead(server, true);
            case "socket" -> new TimedRead(server, false);
            case "rearmed" -> new RearmedSelector(server);
            default -> throw new IllegalArgumentException("no such shape: " + name);
        };
    }
}
