package dev.weft.testbed.wire;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection. It belongs to its thread, but for what tests may read of it. */
public final class ClientConnection {
    private final int id;
    private final Socket socket;
    private final Threads threads;
    private final BufferedInputStream in;
    private final WireBuffer out = new WireBuffer(1024, 1 << 20);
    private final AtomicReference<Optional<BsonDocument>> metadata = new AtomicReference<>(Optional.empty());
    private @Nullable Thread watcher;
    private volatile boolean left;

    ClientConnection(int id, Socket socket, Threads threads) throws IOException {
        this.id = id;
        this.socket = socket;
        this.threads = threads;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        socket.setTcpNoDelay(true);
    }

    public int id() {
        return id;
    }

    Socket socket() {
        return socket;
    }

    /** Whether either side has closed it. */
    public boolean gone() {
        return left || socket.isClosed();
    }

    /** Closes it without a word. */
    public void cut() {
        left = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed then, which is what was wanted.
        }
    }

    /** What the client said of itself in its first hello. */
    public Optional<BsonDocument> metadata() {
        return metadata.get();
    }

    public void metadata(BsonDocument client) {
        metadata.set(Optional.of(client));
    }

    /** The {@code application.name} of the metadata, by which fail points tell clients apart. */
    public static Optional<String> appName(BsonDocument metadata) {
        return metadata.get("application") instanceof BsonDocument application
                        && application.get("name") instanceof BsonString name
                ? Optional.of(name.getValue())
                : Optional.empty();
    }

    /** The next frame; an {@link EOFException} when the client has left. */
    public byte[] read() throws IOException {
        endWatch();
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
    public int write(Request request, int responseTo, int flagBits, BsonDocument body) throws IOException {
        out.clear();
        int replyId = Frames.reply(out, request, responseTo, flagBits, body);
        socket.getOutputStream().write(out.array(), 0, out.position());
        return replyId;
    }

    /**
     * Waits until the condition holds or the time is up. The condition is looked at again when the bell rings and when
     * somebody unparks the thread.
     *
     * @return whether the condition holds
     * @throws EOFException if the client leaves meanwhile
     */
    public boolean await(Bell bell, long deadlineNanos, BooleanSupplier until) throws EOFException {
        if (until.getAsBoolean()) {
            return true;
        }
        watch();
        bell.join(Thread.currentThread());
        try {
            while (!until.getAsBoolean()) {
                if (gone()) {
                    throw new EOFException("the client left while it was waited for");
                }
                long rest = deadlineNanos - System.nanoTime();
                if (rest <= 0) {
                    return until.getAsBoolean();
                }
                LockSupport.parkNanos(rest);
            }
            return true;
        } finally {
            bell.leave(Thread.currentThread());
        }
    }

    /**
     * Reads ahead by one byte, on another thread, to hear at once that the client leaves. The byte is put back: when the
     * next frame is read, the watch has either ended with that byte or is ended by it.
     */
    private void watch() {
        if (watcher != null) {
            return;
        }
        Thread waiting = Thread.currentThread();
        watcher = threads.start("watch-" + id, () -> {
            try {
                in.mark(1);
                left |= in.read() < 0;
                in.reset();
            } catch (IOException e) {
                left = true;
            }
            LockSupport.unpark(waiting);
        });
    }

    private void endWatch() {
        if (watcher != null) {
            Threads.joined(watcher);
            watcher = null;
        }
    }
}
