package dev.weft.benchmarks.responder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/** One connection: what it leads to, what has come in, and what has not gone out yet. */
final class Guest {
    private static final int LARGE = 64 * 1024;
    private static final int SMALL = 8 * 1024;
    private static final int RESPONSE_TO_AT = 8;
    private static final int FLAGS_AT = 16;
    private static final int HEAD = 20;

    private final Seat seat;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in;
    private final ByteBuffer out = little(SMALL);
    /** Long replies, and all that come after them; behind what is in {@code out}. */
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

    private final Intake intake;

    /** Registers itself; {@code asked} hears of each request. */
    Guest(Seat seat, SocketChannel channel, Selector selector, BiConsumer<Guest, Request> asked) throws IOException {
        this.seat = seat;
        this.channel = channel;
        this.in = little(seat.isMember() ? SMALL : LARGE);
        this.intake = new Intake(request -> asked.accept(this, request));
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    Seat seat() {
        return seat;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Reads or writes, whatever can be done. */
    void turn() throws IOException {
        if (key.isReadable()) {
            if (channel.read(in) < 0) {
                throw new IOException("closed by the peer");
            }
            in.flip();
            intake.take(in);
            in.compact();
        }
        flush();
    }

    /** Puts a reply behind those that wait; {@link #flush()} sends them. */
    void send(Reply reply, int responseTo, int id, int flags) throws IOException {
        var bytes = reply.bytes().duplicate();
        if (waiting.isEmpty() && bytes.remaining() > out.remaining()) {
            flush();
        }
        if (waiting.isEmpty() && bytes.remaining() <= out.remaining()) {
            int start = out.position();
            head(out.put(bytes), start, responseTo, id, flags);
            return;
        }
        var head = little(HEAD);
        head.put(0, bytes, 0, HEAD);
        head(head, 0, responseTo, id, flags);
        waiting.add(head);
        waiting.add(bytes.position(HEAD));
    }

    /** A reply that follows from the legacy opening has other fields where OP_MSG has flags: 0 leaves them as they are. */
    private static void head(ByteBuffer message, int start, int responseTo, int id, int flags) {
        message.putInt(start + RESPONSE_TO_AT, responseTo);
        if (id != 0) {
            message.putInt(start + RESPONSE_TO_AT - Integer.BYTES, id);
        }
        if (flags != 0) {
            message.putInt(start + FLAGS_AT, flags);
        }
    }

    /** Sends what the connection takes now. Who does not read is not read from, either. */
    void flush() throws IOException {
        if (out.position() > 0) {
            out.flip();
            channel.write(out);
            out.compact();
        }
        boolean goesOn = out.position() == 0;
        while (goesOn && !waiting.isEmpty()) {
            var first = waiting.element();
            channel.write(first);
            goesOn = !first.hasRemaining();
            if (goesOn) {
                waiting.remove();
            }
        }
        int interest = out.position() == 0 && waiting.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
