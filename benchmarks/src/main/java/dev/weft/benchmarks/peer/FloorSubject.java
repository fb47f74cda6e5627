package dev.weft.benchmarks.peer;

import dev.weft.benchmarks.responder.Messages;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * What the machine gives when a driver costs nothing: pre-encoded requests over bare channels behind fair permits, the
 * reply read and not decoded.
 */
final class FloorSubject implements BlockingSubject {
    private static final int BUFFER = 64 * 1024;

    private final Semaphore permits;
    private final Queue<Line> idle = new ConcurrentLinkedQueue<>();

    FloorSubject(String uri, int poolSize) throws IOException {
        permits = new Semaphore(poolSize, true);
        var server = URI.create(uri);
        for (int i = 0; i < poolSize; i++) {
            var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            idle.add(new Line(channel, ByteBuffer.allocateDirect(BUFFER)));
        }
    }

    @Override
    public Job job(Work work) {
        var message = switch (work.call()) {
            case PING -> Messages.ping(1);
            case FIND_ONE, FIND_ONE_RAW -> Messages.find(1);
            default -> throw new UnsupportedOperationException("the floor pings and finds one document");
        };
        var request = ByteBuffer.allocateDirect(message.length).put(message).flip();
        return () -> exchange(request.duplicate());
    }

    private void exchange(ByteBuffer request) throws IOException, InterruptedException {
        permits.acquire();
        var line = idle.remove();
        try {
            line.exchange(request);
        } finally {
            idle.add(line);
            permits.release();
        }
    }

    @Override
    public Object openCursor(String collection) {
        throw new UnsupportedOperationException("the floor has no cursors");
    }

    @Override
    public void warmUp(int connections) {
        // All are open from the start.
    }

    @Override
    public void close() throws IOException {
        for (var line : idle) {
            line.channel.close();
        }
    }

    /** One connection with a buffer for replies. */
    private record Line(SocketChannel channel, ByteBuffer reply) {
        void exchange(ByteBuffer request) throws IOException {
            while (request.hasRemaining()) {
                channel.write(request);
            }
            reply.clear().order(ByteOrder.LITTLE_ENDIAN);
            do {
                if (channel.read(reply) < 0) {
                    throw new EOFException();
                }
            } while (reply.position() < 4 || reply.position() < reply.getInt(0));
        }
    }
}
