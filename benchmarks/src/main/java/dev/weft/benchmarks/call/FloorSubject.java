package dev.weft.benchmarks.call;

import dev.weft.benchmarks.responder.Messages;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
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
final class FloorSubject implements Subject {
    private final Semaphore permits;
    private final Queue<Line> idle = new ConcurrentLinkedQueue<>();

    FloorSubject(int port, int poolSize) throws IOException {
        permits = new Semaphore(poolSize, true);
        for (int i = 0; i < poolSize; i++) {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            idle.add(new Line(channel, request(), ByteBuffer.allocateDirect(64 * 1024)));
        }
    }

    @Override
    public void call(Call kind) throws Exception {
        if (kind != Call.FIND_ONE && kind != Call.FIND_ONE_RAW) {
            throw new IllegalArgumentException("the floor only finds");
        }
        permits.acquire();
        var line = idle.remove();
        try {
            line.exchange();
        } finally {
            idle.add(line);
            permits.release();
        }
    }

    private static ByteBuffer request() {
        var message = Messages.find(1);
        return ByteBuffer.allocateDirect(message.length).put(message);
    }

    @Override
    public void close() throws IOException {
        for (var line : idle) {
            line.channel.close();
        }
    }

    /** One connection with its request and a buffer for replies. */
    private record Line(SocketChannel channel, ByteBuffer request, ByteBuffer reply) {
        void exchange() throws IOException {
            request.rewind();
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
