package dev.weft.benchmarks.shape;

import dev.weft.protocol.transport.Connector;
import dev.weft.protocol.transport.Endpoint;
import dev.weft.protocol.transport.Frame;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.TransportException;
import dev.weft.protocol.transport.WireConnection;
import dev.weft.protocol.transport.WireListener;
import dev.weft.protocol.transport.WireOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * The chosen shape as the driver has it: {@link ArmedLoop} with all its checks, its heap buffers and its errors.
 *
 * <p>Leaving a call throws, as it does for the driver, and leaves the connection to the loop. The late reply is handed to
 * a virtual thread, as the driver does to scan it; the caller goes on with another connection.
 */
final class WeftTransport implements Shape {
    private final Endpoint endpoint;
    private final Server server;
    private final Lines lines = new Lines();
    private final IoLoop loop = IoLoop.acquire();

    WeftTransport(Server server) {
        this.server = server;
        this.endpoint = new Endpoint.Tcp("localhost", server.port(), host -> List.of(InetAddress.getLoopbackAddress()));
    }

    @Override
    public Line open() {
        return lines.add(new Exchange());
    }

    @Override
    public void close() throws IOException {
        lines.close();
        loop.release();
    }

    private final class Exchange implements Line, WireListener {
        private final WireConnection connection =
                Connector.connect(loop, endpoint, WireOptions.DEFAULT, this, Deadlines.NONE);

        @Override
        public boolean call(boolean late, long deadlineNanos) {
            connection.out().writeBytes(server.request(late));
            try {
                connection.exchange(Server.id(late), deadlineNanos);
            } catch (TransportException.TimedOut e) {
                if (!e.left()) {
                    connection.close(e);
                }
                return false;
            }
            if (!connection.done()) {
                throw new IllegalStateException("closed in the middle of an exchange", connection.closeCause());
            }
            return true;
        }

        @Override
        public Line next() {
            var free = lines.takeFree();
            return free == null ? open() : free;
        }

        @Override
        public void lateReply(WireConnection wire, Frame frame) {
            Thread.startVirtualThread(() -> {
                if (wire.done()) {
                    lines.free(this);
                }
            });
        }

        @Override
        public void drainFailed(WireConnection wire, Throwable cause) {
            // Nobody has it any more, so nobody misses it; the caller's next connection is a new one.
        }

        @Override
        public void perished(WireConnection wire, Throwable cause) {
            // Its next call says so.
        }

        @Override
        public void close() {
            connection.close(new EOFException("the shape ends"));
        }
    }
}
