package dev.weft.core.gridfs;

import dev.weft.core.cursor.BatchCursor;
import dev.weft.core.cursor.Cursors;
import dev.weft.core.execute.Call;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Find;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.protocol.WireFormatException;
import java.io.IOException;
import java.io.OutputStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.RawBsonDocument;
import org.bson.codecs.RawBsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a stored file from its chunks, in batches of about four megabytes. A read that begins somewhere else than the last one has
 * ended, beyond what is buffered, asks for the one chunk it needs, and for batches again once it goes on.
 *
 * <p>A read that has failed has not moved: the next one asks for the same chunk again. Not thread-safe.
 */
public final class ChunkSource {
    private static final int BATCH_BYTES = 4 << 20;
    private static final int BATCH_CHUNKS = 1000;
    private static final RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();
    private static final BsonDocument BY_NUMBER = new BsonDocument("n", new BsonInt32(1));

    private final Cursors cursors;
    private final Target chunks;
    private final Call call;
    private final StoredFile file;
    private final int perBatch;
    private final Chunk chunk = new Chunk();

    private @Nullable BatchCursor<RawBsonDocument> cursor;
    /** The number of the chunk that the cursor brings next; without one, where the last has ended. */
    private long next;
    /** Up to which chunk the cursor goes. */
    private long until;

    private long position;

    /**
     * A source at the beginning of the file. Nothing is sent before the first read, and nothing at all for an empty file.
     *
     * @param call whose deadline is that of all reads
     */
    public ChunkSource(Cursors cursors, Target chunks, Call call, StoredFile file) {
        this.cursors = cursors;
        this.chunks = chunks;
        this.call = call;
        this.file = file;
        this.perBatch = perBatch(file);
    }

    /** So many that the last batch is not full: a server then says by itself that there is nothing more. */
    private static int perBatch(StoredFile file) {
        int batch = Math.clamp(BATCH_BYTES / Math.max(1, file.chunkSize()), 1, BATCH_CHUNKS);
        while (file.chunks() > 0 && file.chunks() % batch == 0) {
            batch++;
        }
        return batch;
    }

    /** Where the next byte is read. */
    public long position() {
        return position;
    }

    /** Goes somewhere else, at most to the end; what that takes is done by the next read. */
    public void seek(long to) {
        position = to;
    }

    /** How many bytes can be read without asking the server, of this chunk or else of the next one. */
    public int available() {
        if (position >= file.length()) {
            return 0;
        }
        long wanted = position / file.chunkSize();
        boolean here = chunk.n() == wanted;
        BatchCursor<RawBsonDocument> open = cursor;
        if (!here && (open == null || wanted != next || open.buffered() == 0)) {
            return 0;
        }
        return file.sizeOf(wanted) - (int) (position % file.chunkSize());
    }

    /**
     * Reads what is at hand, and asks the server if that is nothing; as many bytes as fit, of several chunks if need be.
     *
     * @return how many; -1 at the end
     */
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position >= file.length()) {
            checkEnd();
            return -1;
        }
        int done = 0;
        do {
            locate();
            int from = (int) (position % file.chunkSize());
            int some = Math.min(length - done, chunk.length() - from);
            System.arraycopy(chunk.array(), chunk.offset() + from, into, offset + done, some);
            done += some;
            position += some;
        } while (done < length && available() > 0);
        return done;
    }

    /** Reads one byte; -1 at the end. */
    public int read() {
        if (position >= file.length()) {
            checkEnd();
            return -1;
        }
        locate();
        int value = chunk.array()[chunk.offset() + (int) (position % file.chunkSize())] & 0xFF;
        position++;
        return value;
    }

    /** Writes all that is left straight from the replies that bring it; how many bytes these were. */
    public long writeTo(OutputStream target) throws IOException {
        long from = position;
        while (position < file.length()) {
            locate();
            int begin = (int) (position % file.chunkSize());
            int some = chunk.length() - begin;
            target.write(chunk.array(), chunk.offset() + begin, some);
            position += some;
        }
        checkEnd();
        return position - from;
    }

    /** Ends it on the server, too. */
    public void close() {
        chunk.forget();
        BatchCursor<RawBsonDocument> open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }

    /** Makes the chunk that has the next byte the one at hand. */
    private void locate() {
        long wanted = position / file.chunkSize();
        if (chunk.n() == wanted) {
            return;
        }
        boolean arrived = false;
        try {
            BatchCursor<RawBsonDocument> open = reach(wanted);
            while (next <= wanted) {
                advance(open);
            }
            arrived = true;
        } finally {
            if (!arrived) {
                close();
            }
        }
    }

    /** A cursor that brings this chunk next, or has it buffered. */
    private BatchCursor<RawBsonDocument> reach(long wanted) {
        BatchCursor<RawBsonDocument> open = cursor;
        boolean goesOn = wanted == next;
        if (open != null && wanted < until && wanted >= next && (goesOn || wanted - next < open.buffered())) {
            return open;
        }
        close();
        BatchCursor<RawBsonDocument> opened = open(wanted, goesOn);
        cursor = opened;
        next = wanted;
        until = goesOn ? file.chunks() : wanted + 1;
        return opened;
    }

    private BatchCursor<RawBsonDocument> open(long from, boolean toTheEnd) {
        BsonDocument filter = new BsonDocument("files_id", file.id());
        if (from > 0) {
            filter.append("n", new BsonDocument("$gte", new BsonInt64(from)));
        }
        Options query = chunks.options().with(Field.FILTER, filter).with(Field.SORT, BY_NUMBER);
        Options options = toTheEnd ? query.with(Field.BATCH_SIZE, perBatch) : query.with(Field.LIMIT, 1);
        return cursors.open(new Find<>(chunks.with(options), RAW), call.part());
    }

    private void advance(BatchCursor<RawBsonDocument> from) {
        if (!from.hasNext()) {
            throw file.missing(next);
        }
        try {
            chunk.take(from.next(), file, next);
        } catch (WireFormatException broken) {
            throw new ProtocolBrokenException(from.server(), "a chunk is no document", broken);
        }
        next++;
    }

    /** A file that was read to its end has no more chunks. Without a cursor that has come so far nobody knows, and nobody asks. */
    private void checkEnd() {
        BatchCursor<RawBsonDocument> open = cursor;
        boolean more = open != null && next == file.chunks() && until == next && open.hasNext();
        close();
        if (more) {
            throw file.broken("there is a chunk behind the last one, " + (file.chunks() - 1));
        }
    }
}
