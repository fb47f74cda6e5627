package dev.weft.testbed;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;

/** The server's end of one connection. It belongs to its thread, but for what tests may read of it. */
final class ClientConnection {
    /** How often a wait looks whether its condition holds: changes of the topology are heard of this late. */
    private static final int LISTEN_MILLIS = 5;

    private final int id;
    private final Socket socket;
    private final BufferedInputStream in;
    private final WireBuffer out = new WireBuffer(1024, 1 << 20);
    private final AtomicReference<Optional<BsonDocument>> metadata = new AtomicReference<>(Optional.empty());

    ClientConnection(int id, Socket socket) throws IOException {
        this.id = id;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        socket.setTcpNoDelay(true);
    }

    int id() {
        return id;
    }

    Socket socket() {
        return socket;
    }

    /** What the client said of itself in its first hello. */
    Optional<BsonDocument> metadata() {
        return metadata.get();
    }

    void metadata(BsonDocument client) {
        metadata.set(Optional.of(client));
    }

    /** The next frame; an {@link EOFException} when the client has left. */
    byte[] read() throws IOException {
        byte[] header = in.readNBytes(MessageHeader.SIZE);
        if (header.length < MessageHeader.SIZE) {
            throw new EOFException("the client left");
        }
        int length = MessageHeader.length(header, 0);
        if (length < MessageHeader.SIZE || length > Frames.LIMITS.maxMessageBytes()) {
            throw new BadHeader("A message claims " + length + " bytes.");
        }
        byte[] frame = Arrays.copyOf(header, length);
        if (in.readNBytes(frame, header.length, length - header.length) < length - header.length) {
            throw new EOFException("the client left in the middle of a message");
        }
        return frame;
    }

    /** Writes a reply and returns its request id. */
    int write(Request request, int responseTo, int flagBits, BsonDocument body) throws IOException {
        out.clear();
        int replyId = Frames.reply(out, request, responseTo, flagBits, body);
        socket.getOutputStream().write(out.array(), 0, out.position());
        return replyId;
    }

    /**
     * Waits until the condition holds or the time is up, and hears it at once when the client leaves meanwhile.
     *
     * @return whether the condition holds
     */
    boolean listen(long millis, BooleanSupplier until) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!until.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || socket.isClosed()) {
                return until.getAsBoolean();
            }
            listen((int) Math.min(left, LISTEN_MILLIS));
        }
        return true;
    }

    private void listen(int millis) throws IOException {
        in.mark(1);
        socket.setSoTimeout(millis);
        try {
            if (in.read() < 0) {
                throw new EOFException("the client left while it was waited for");
            }
            in.reset();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        } catch (SocketTimeoutException nothingSaid) {
            // The usual case: the client waits for its reply.
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }
}
