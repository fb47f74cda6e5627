package dev.weft.core.gridfs;

import dev.weft.core.cluster.Server;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.core.operation.WriteBatch;
import dev.weft.error.WriteFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Puts bytes into chunks where they will be sent from: the documents of one message lie in one array, which holds about one megabyte, or
 * one chunk if that is larger, and is used again for the next message. Small files need only a small one.
 *
 * <p>Nothing is sent but by {@link #send}, and nothing is taken beyond what the array holds. Not thread-safe.
 */
public final class ChunkSink {
    /**
     * With the command around them, as much as a connection keeps its buffer for: larger messages would cost an array each, and took
     * almost twice the time when that was measured; smaller ones take more round trips. Four of the usual chunks fit.
     */
    private static final int MESSAGE_BYTES = (1 << 20) - 3072;

    private static final int MESSAGE_CHUNKS = 1000;
    private static final int FIRST_BYTES = 16 * 1024;
    private static final int GROWTH = 4;
    private static final byte[] NOTHING = {};

    private final OperationRunner runner;
    private final Target chunks;
    private final Call call;
    private final ChunkFrame frame;
    private final int chunkSize;
    private final int mostChunks;

    private byte[] array = NOTHING;
    /** How many chunks of the array are whole. */
    private int whole;
    /** Where the next byte goes, in the chunk that has been begun. */
    private int at;
    /** How many bytes the chunk that has been begun still takes; 0: none has been begun. */
    private int room;
    /** The number of the next chunk to begin. */
    private int next;

    private long length;
    private boolean attempted;

    /**
     * An empty sink.
     *
     * @param call what all messages are sent in
     * @param fileId what the chunks name as {@code files_id}
     * @param chunkSize bytes of each chunk but the last
     */
    public ChunkSink(OperationRunner runner, Target chunks, Call call, BsonValue fileId, int chunkSize) {
        this.runner = runner;
        this.chunks = chunks;
        this.call = call;
        this.frame = ChunkFrame.of(fileId);
        this.chunkSize = chunkSize;
        this.mostChunks = Math.clamp(MESSAGE_BYTES / frame.bytes(chunkSize), 1, MESSAGE_CHUNKS);
    }

    /** How many bytes it was given. */
    public long length() {
        return length;
    }

    /** Whether the array is full: it has to be sent before more is given. */
    public boolean isFull() {
        return whole == mostChunks;
    }

    /** Whether there is something to send, once the last chunk is {@linkplain #finish finished}. */
    public boolean isEmpty() {
        return whole == 0;
    }

    /** Whether chunks may have come to the server. */
    public boolean attempted() {
        return attempted;
    }

    /** Takes as many bytes as there is room for in one chunk, and returns how many. Not when it is full. */
    public int write(byte[] bytes, int offset, int count) {
        begin();
        int some = Math.min(count, room);
        ensure(at + some + 1);
        System.arraycopy(bytes, offset, array, at, some);
        took(some);
        return some;
    }

    /** Takes a byte. Not when it is full. */
    public void write(int value) {
        begin();
        ensure(at + 2);
        array[at] = (byte) value;
        took(1);
    }

    /** Reads once from a stream straight into a chunk. Not when it is full. False at the stream's end. */
    public boolean readFrom(InputStream source) throws IOException {
        begin();
        ensure(at + 2);
        int some = source.read(array, at, Math.min(room, array.length - at - 1));
        if (some > 0) {
            took(some);
        }
        if (some == 0) {
            // The stream breaks its contract; its other method can't.
            int value = source.read();
            if (value >= 0) {
                write(value);
            }
            return value >= 0;
        }
        return some > 0;
    }

    /** Ends the last chunk, which is as large as it needs to be. Nothing is written behind it. */
    public void finish() {
        if (room > 0 && room < chunkSize) {
            close();
        }
        room = 0;
    }

    /** Forgets what was not sent, and the memory for it. */
    public void release() {
        array = NOTHING;
        whole = 0;
        room = 0;
    }

    /**
     * Sends the whole chunks; the sink can then take more. After a failure it is not to be used any more.
     *
     * @throws dev.weft.error.MongoException when they may not have been stored
     */
    public void send() {
        List<Statement> inserts = new ArrayList<>(whole);
        for (int i = 0; i < whole; i++) {
            inserts.add(new Statement.Insert<>(document(i), Statement.RAW));
        }
        attempted = true;
        WriteBatch batch = WriteBatch.of(chunks, inserts);
        while (batch.more()) {
            check(runner.run(batch, call));
            batch.settle();
        }
        whole = 0;
    }

    private RawBsonDocument document(int place) {
        int start = place * frame.bytes(chunkSize);
        return new RawBsonDocument(array, start, frame.size(array, start));
    }

    private void check(WriteBatch.Outcome outcome) {
        Server server = call.server();
        if (server != null && !outcome.errors().isEmpty() && outcome.errors().get(0) instanceof BsonDocument first) {
            WriteFailedException failure = WriteFailedException.of(server.address(), first);
            if (outcome.concern() != null) {
                failure.addSuppressed(outcome.concern());
            }
            throw failure;
        }
        if (outcome.concern() != null) {
            throw outcome.concern();
        }
    }

    private void begin() {
        if (room > 0) {
            return;
        }
        if (next < 0) {
            throw new IllegalStateException(
                    "a file has at most 2,147,483,648 chunks: store it in larger ones than " + chunkSize + " bytes");
        }
        int start = whole * frame.bytes(chunkSize);
        ensure(start + frame.bytes(1));
        frame.begin(array, start, next++);
        at = start + frame.headBytes();
        room = chunkSize;
    }

    private void took(int bytes) {
        at += bytes;
        room -= bytes;
        length += bytes;
        if (room == 0) {
            close();
        }
    }

    private void close() {
        frame.close(array, whole * frame.bytes(chunkSize), at);
        whole++;
    }

    private void ensure(int bytes) {
        if (bytes > array.length) {
            long grown = Math.max(Math.max(bytes, FIRST_BYTES), (long) GROWTH * array.length);
            array = Arrays.copyOf(array, (int) Math.min(grown, (long) mostChunks * frame.bytes(chunkSize)));
        }
    }
}
