package dev.weft.benchmarks.responder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/** The one file of GridFS, of 50 MB in the usual chunks, in batches as a server would make them: as large as is asked for, and 16 MB at most. */
final class StoredFile {
    /** Cursors from here on are of chunks; what is above says which chunk comes next. */
    private static final long CURSORS = 1L << 62;

    private static final int CHUNK = 255 * 1024;
    /** What a chunk's document has besides its bytes, at most. */
    private static final int OVERHEAD = 100;

    private static final int CHUNKS = (int) Math.ceilDiv(Samples.FILE_BYTES, CHUNK);

    private final Map<List<Integer>, Reply> batches = new HashMap<>();
    private final byte[] filler = new byte[CHUNK];

    /** The reply to who looks for a file. */
    Reply description() {
        var file = new Document("_id", Samples.ID)
                .append("length", Samples.FILE_BYTES)
                .append("chunkSize", CHUNK)
                .append("uploadDate", new BsonDateTime(0))
                .append("filename", "file");
        return Batches.reply("firstBatch", Samples.FILES, List.of(Samples.encode(file)), 0);
    }

    /** The reply to who looks for its chunks. */
    Reply chunks(int batchSize) {
        return batches.computeIfAbsent(
                List.of(0, batchSize == 0 ? Answers.FIRST_BATCH : batchSize),
                which -> batch("firstBatch", 0, which.get(1)));
    }

    static boolean isOurs(long cursor) {
        return cursor >= CURSORS;
    }

    Reply next(long cursor, int batchSize) {
        return batches.computeIfAbsent(
                List.of((int) (cursor - CURSORS), batchSize == 0 ? CHUNKS : batchSize),
                which -> batch("nextBatch", which.get(0), which.get(1)));
    }

    private Reply batch(String name, int from, int atMost) {
        var some = new ArrayList<byte[]>();
        int end = Math.min(CHUNKS, from + Math.min(atMost, Answers.LONGEST_BATCH / (CHUNK + OVERHEAD)));
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
