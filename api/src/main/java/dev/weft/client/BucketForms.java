package dev.weft.client;

import dev.weft.client.options.BucketOptions;
import dev.weft.client.options.UploadOptions;
import java.util.Objects;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** The forms of buckets and uploads. */
final class BucketForms {
    /** 255 KiB: with what stands around it, a chunk is a little smaller than a power of two (GridFS specification). */
    static final int USUAL_CHUNK = 255 * 1024;
    /** A document has at most 16 MiB, and a chunk is one with an id of the user's. */
    private static final int LARGEST_CHUNK = 16_000_000;

    private BucketForms() {}

    private static int checkChunk(int bytes) {
        if (bytes < 1 || bytes > LARGEST_CHUNK) {
            throw new IllegalArgumentException("a chunk has 1 to " + LARGEST_CHUNK + " bytes, and not " + bytes
                    + ": leave chunkSize out for the usual " + USUAL_CHUNK);
        }
        return bytes;
    }

    static final class Bucket implements BucketOptions {
        private int chunkSize = USUAL_CHUNK;

        @Override
        public BucketOptions chunkSize(int bytes) {
            chunkSize = checkChunk(bytes);
            return this;
        }

        int chunkSize() {
            return chunkSize;
        }
    }

    static final class Upload implements UploadOptions {
        private @Nullable BsonValue id;
        private int chunkSize;
        private @Nullable Document metadata;

        Upload(int bucketsChunkSize) {
            chunkSize = bucketsChunkSize;
        }

        @Override
        public UploadOptions id(BsonValue value) {
            id = Objects.requireNonNull(value, "id");
            return this;
        }

        @Override
        public UploadOptions chunkSize(int bytes) {
            chunkSize = checkChunk(bytes);
            return this;
        }

        @Override
        public UploadOptions metadata(Document document) {
            metadata = Objects.requireNonNull(document, "metadata");
            return this;
        }

        int chunkSize() {
            return chunkSize;
        }

        @Nullable
        Document metadata() {
            return metadata;
        }

        BsonValue idOrNew() {
            return id == null ? new BsonObjectId(new ObjectId()) : id;
        }
    }
}
