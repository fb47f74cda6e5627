package dev.weft.benchmarks.responder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * The one file of GridFS, of 50 MB in the usual chunks, in batches of four megabytes whoever asks for whatever. So both drivers get the same bytes in the same messages.
 */
final class Files {
    /** Cursors from here on are of chunks; what is above says which chunk comes next. */
    private static final long CURSORS = 1L << 62;

    private static final int CHUNK = 255 * 1024;
    private static final int PER_BATCH = 16;
    private static final int CHUNKS = (int) Math.ceilDiv(Samples.FILE_BYTES, CHUNK);

    private final Map<Integer, Reply> batches = new HashMap<>();
    private final byte[] filler = new byte[CHUNK];

    /** The reply to who looks for a file. */
    Reply file() {
        var file = new Document("_id", Samples.ID)
                .append("length", Samples.FILE_BYTES)
                .append("chunkSize", CHUNK)
                .append("uploadDate", new BsonDateTime(0))
                .append("filename", "file");
        return Batches.reply("firstBatch", Samples.FILES, List.of(Samples.encode(file)), 0);
    }

    /** The reply to who looks for its chunks. */
    Reply chunks() {
        return batches.computeIfAbsent(0, from -> batch("firstBatch", from));
    }

    static boolean isOurs(long cursor) {
        return cursor >= CURSORS;
    }

    Reply next(long cursor) {
        return batches.computeIfAbsent((int) (cursor - CURSORS), from -> batch("nextBatch", from));
    }

    private Reply batch(String name, int from) {
        var some = new ArrayList<byte[]>();
        int end = Math.min(CHUNKS, from + PER_BATCH);
        for (int n = from; n < end; n++) {
            int bytes = (int) Math.min(CHUNK, Samples.FILE_BYTES - (long) n * CHUNK);
            some.add(Samples.encode(new Document("_id", new ObjectId(n, 1))
                    .append("files_id", Samples.ID)
                    .append("n", n)
                    .append("data", new Binary(bytes == CHUNK ? filler : new byte[bytes]))));
        }
        return Batches.reply(name, Samples.CHUNKS, some, end == CHUNKS ? 0 : CURSORS + end);
    }
}
