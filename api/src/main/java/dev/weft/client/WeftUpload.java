package dev.weft.client;

import dev.weft.client.gridfs.GridFsFile;
import dev.weft.client.gridfs.GridFsUpload;
import dev.weft.core.execute.Call;
import dev.weft.core.gridfs.ChunkSink;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.InsertOne;
import dev.weft.error.DuplicateKeyException;
import dev.weft.error.MongoException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A file on its way into a bucket, in one call: one deadline, one session. */
final class WeftUpload extends GridFsUpload {
    /** How far it is. */
    private enum State {
        OPEN("is open"),
        STORED("is closed"),
        ABORTED("was aborted"),
        FAILED("has failed before");

        private final String said;

        State(String said) {
            this.said = said;
        }
    }

    private final StoredFiles bucket;
    private final BucketIndexes indexes;
    private final String filename;
    private final BsonValue id;
    private final int chunkSize;
    private final @Nullable Document metadata;
    private final Call call;
    private final ChunkSink sink;

    private State state = State.OPEN;
    /** Whether the files document may have come to the server. */
    private boolean fileAttempted;
    /** Whether the id is another file's. */
    private boolean foreign;

    WeftUpload(StoredFiles bucket, BucketIndexes indexes, String filename, BucketForms.Upload form) {
        this.bucket = bucket;
        this.indexes = indexes;
        this.filename = Objects.requireNonNull(filename, "filename");
        this.id = form.idOrNew();
        this.chunkSize = form.chunkSize();
        this.metadata = form.metadata();
        this.call = bucket.call();
        this.sink = new ChunkSink(bucket.runner(), bucket.inChunks(), call, id, chunkSize);
    }

    @Override
    public BsonValue id() {
        return id;
    }

    @Override
    public void write(int b) throws IOException {
        checkOpen();
        sink.write(b);
        sendWhenFull();
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, b.length);
        checkOpen();
        for (int done = 0; done < len; ) {
            done += sink.write(b, off + done, len - done);
            sendWhenFull();
        }
    }

    /** Stores all of a stream, or nothing if it fails. */
    GridFsFile store(InputStream source) throws IOException {
        try {
            while (sink.readFrom(source)) {
                sendWhenFull();
            }
        } catch (IOException | RuntimeException failed) {
            abortAfter(failed);
            throw failed;
        }
        return store();
    }

    /** What the server has failed with is not cleaned up after; what the source has failed with is. */
    private void abortAfter(Exception failed) {
        if (state == State.OPEN) {
            try {
                abort();
            } catch (MongoException left) {
                failed.addSuppressed(left);
            }
        }
    }

    @Override
    public void close() {
        if (state == State.OPEN) {
            store();
        }
    }

    private GridFsFile store() {
        sink.finish();
        send();
        Instant now = bucket.runner().cluster().nanoClock().now().truncatedTo(ChronoUnit.MILLIS);
        Document file = new Document("_id", id)
                .append("length", sink.length())
                .append("chunkSize", chunkSize)
                .append("uploadDate", new BsonDateTime(now.toEpochMilli()))
                .append("filename", filename);
        if (metadata != null) {
            file.append("metadata", metadata);
        }
        var codec = bucket.wiring().codec(Document.class);
        failing(() -> {
            fileAttempted = true;
            bucket.run(new InsertOne<>(bucket.inFiles(), file, codec), call);
        });
        state = State.STORED;
        end();
        return new GridFsFile(
                id, filename, sink.length(), chunkSize, now, metadata == null ? new Document() : metadata);
    }

    @Override
    public void abort() {
        switch (state) {
            case ABORTED -> {}
            case STORED ->
                throw new IllegalStateException("the file '" + filename + "' is stored: delete it by its id, " + id);
            case OPEN, FAILED -> {
                failing(this::deleteWhatWasSent);
                state = State.ABORTED;
                end();
            }
        }
    }

    private void deleteWhatWasSent() {
        if (foreign) {
            return;
        }
        if (fileAttempted) {
            bucket.run(new Delete(bucket.inFiles(), new BsonDocument("_id", id), false), call);
        }
        if (sink.attempted()) {
            bucket.run(new Delete(bucket.inChunks(), new BsonDocument("files_id", id), true), call);
        }
    }

    private void sendWhenFull() {
        if (sink.isFull()) {
            send();
        }
    }

    private void send() {
        failing(() -> {
            indexes.seeTo(bucket, call);
            if (!sink.isEmpty()) {
                sink.send();
            }
        });
    }

    /** Whatever a step fails with, nothing is sent after it but what {@link #abort} deletes. */
    private void failing(Runnable step) {
        State before = state;
        state = State.FAILED;
        try {
            step.run();
            state = before;
        } catch (DuplicateKeyException taken) {
            foreign = true;
            throw taken;
        } finally {
            if (state == State.FAILED) {
                end();
            }
        }
    }

    private void end() {
        sink.release();
        call.end();
    }

    private void checkOpen() throws IOException {
        if (state != State.OPEN) {
            throw new IOException("the upload of '" + filename + "' " + state.said + ": open another one");
        }
    }
}
