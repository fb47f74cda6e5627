package dev.weft.benchmarks.shape;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** A channel and its buffers: writes whole requests and cuts out whole replies. */
final class Wire {
    private static final int REPLY_BYTES = 4 * 1024;
    private static final int RESPONSE_TO = 8;

    private final ByteBuffer inTime;
    private final ByteBuffer late;
    private final ByteBuffer reply = ByteBuffer.allocateDirect(REPLY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final SocketChannel channel;

    Wire(Server server, SocketChannel channel) {
        this.inTime = server.directRequest(false);
        this.late = server.directRequest(true);
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Requests are far smaller than what a socket takes at once, so a channel that does not block is asked twice at most. */
    void write(boolean isLate) throws IOException {
        var request = isLate ? late : inTime;
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads once; returns whether the reply is whole. */
    boolean read() throws IOException {
        if (channel.read(reply) < 0) {
            throw new EOFException("the responder has closed a connection");
        }
        return reply.position() >= Integer.BYTES && reply.position() >= reply.getInt(0);
    }

    /** Takes the whole reply out and returns which request it answers. */
    int take() {
        int responseTo = reply.getInt(RESPONSE_TO);
        reply.clear();
        return responseTo;
    }

    /** Takes the whole reply out and insists on the request it answers. */
    void take(int requestId) {
        int answered = take();
        if (answered != requestId) {
            throw new IllegalStateException("answers request " + answered + ", asked was " + requestId);
        }
    }
}
