package dev.weft.benchmarks.shape;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;

/**
 * The caller reads with {@code SO_TIMEOUT}: a {@link Socket}, as the official driver does, or the socket adaptor of a
 * channel.
 *
 * <p>The timeout is set anew for every call with a deadline; calls without one have a fixed one, for without any this
 * shape is a blocking read. Leaving a call costs the connection, because nobody is there to read the late reply: the
 * caller closes it and opens another.
 */
final class TimedRead implements Shape {
    /** A timeout that does not pass, where a timed shape has no deadline. */
    static final long NET_NANOS = 10_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int REPLY_BYTES = 4 * 1024;
    private static final int RESPONSE_TO = 8;
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Server server;
    private final boolean adaptor;
    private final Lines lines = new Lines();

    TimedRead(Server server, boolean adaptor) {
        this.server = server;
        this.adaptor = adaptor;
    }

    @Override
    public Line open() throws IOException {
        return lines.add(new Timed(connect()));
    }

    private Socket connect() throws IOException {
        if (adaptor) {
            return withNet(server.connect().socket());
        }
        var socket = withNet(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        socket.setTcpNoDelay(true);
        socket.setSoLinger(true, 0);
        return socket;
    }

    private static Socket withNet(Socket socket) throws IOException {
        socket.setSoTimeout((int) (NET_NANOS / NANOS_PER_MILLI));
        return socket;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private final class Timed implements Line {
        private final byte[] reply = new byte[REPLY_BYTES];
        private Socket socket;

        Timed(Socket socket) {
            this.socket = socket;
        }

        @Override
        public boolean call(boolean late, long deadlineNanos) throws IOException {
            socket.getOutputStream().write(server.request(late));
            try {
                read(deadlineNanos);
            } catch (SocketTimeoutException e) {
                return false;
            }
            int answered = (int) INT32.get(reply, RESPONSE_TO);
            if (answered != Server.id(late)) {
                throw new IllegalStateException("answers request " + answered + ", asked was " + Server.id(late));
            }
            return true;
        }

        private void read(long deadlineNanos) throws IOException {
            var in = socket.getInputStream();
            int filled = 0;
            do {
                if (deadlineNanos != Deadlines.NONE) {
                    long remaining = deadlineNanos - System.nanoTime() + NANOS_PER_MILLI - 1;
                    socket.setSoTimeout((int) Math.max(1, remaining / NANOS_PER_MILLI));
                }
                int read = in.read(reply, filled, reply.length - filled);
                if (read < 0) {
                    throw new EOFException("the responder has closed a connection");
                }
                filled += read;
            } while (filled < Integer.BYTES || filled < (int) INT32.get(reply, 0));
        }

        @Override
        public Line next() throws IOException {
            socket.close();
            socket = connect();
            return this;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
