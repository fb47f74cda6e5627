package dev.weft.client;

import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsDownload;
import dev.weft.client.gridfs.GridFsFile;
import dev.weft.client.gridfs.GridFsUpload;
import dev.weft.client.options.UploadOptions;
import dev.weft.core.cursor.BatchCursor;
import dev.weft.core.execute.Call;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.Drop;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Find;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Update;
import dev.weft.result.DeleteResult;
import dev.weft.result.UpdateResult;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.conversions.Bson;

/** A bucket of files; its copies know together whether its indexes have been seen to. */
final class WeftBucket implements GridFsBucket, Wiring.Wired<GridFsBucket> {
    private static final BsonDocument ID_ONLY = new BsonDocument("_id", new BsonInt32(1));
    private static final RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();
    /** How many files are deleted by one command: their ids, of whatever size, must fit into it. */
    private static final int AT_ONCE = 1000;

    private final String name;
    private final int chunkSize;
    private final StoredFiles bucket;
    private final BucketIndexes indexes;

    WeftBucket(Wiring wiring, String database, String name, int chunkSize) {
        this(name, chunkSize, StoredFiles.of(wiring, database, name), new BucketIndexes());
    }

    private WeftBucket(String name, int chunkSize, StoredFiles bucket, BucketIndexes indexes) {
        this.name = name;
        this.chunkSize = chunkSize;
        this.bucket = bucket;
        this.indexes = indexes;
    }

    @Override
    public Wiring wiring() {
        return bucket.wiring();
    }

    @Override
    public GridFsBucket rewired(Wiring other) {
        return new WeftBucket(name, chunkSize, bucket.with(other), indexes);
    }

    @Override
    public HandleSettings settings() {
        return wiring().settings();
    }

    @Override
    public GridFsBucket with(Consumer<? super HandleOptions> changes) {
        return rewired(wiring().with(changes));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int chunkSize() {
        return chunkSize;
    }

    @Override
    public FindQuery<GridFsFile> find() {
        return new WeftFind<>(wiring(), bucket.files(), Options.NONE, bucket.decoder());
    }

    @Override
    public FindQuery<GridFsFile> find(Bson filter) {
        return find().filter(filter);
    }

    @Override
    public GridFsFile upload(String filename, InputStream source) throws IOException {
        return upload(filename, source, o -> {});
    }

    @Override
    public GridFsFile upload(String filename, InputStream source, Consumer<? super UploadOptions> o)
            throws IOException {
        Objects.requireNonNull(source, "source");
        return begin(filename, o).store(source);
    }

    @Override
    public GridFsFile download(FileKey key, OutputStream target) throws IOException {
        Objects.requireNonNull(target, "target");
        try (GridFsDownload download = openDownload(key)) {
            download.transferTo(target);
            return download.file();
        }
    }

    @Override
    public GridFsUpload openUpload(String filename) {
        return openUpload(filename, o -> {});
    }

    @Override
    public GridFsUpload openUpload(String filename, Consumer<? super UploadOptions> o) {
        return begin(filename, o);
    }

    private WeftUpload begin(String filename, Consumer<? super UploadOptions> o) {
        var form = new BucketForms.Upload(chunkSize);
        o.accept(form);
        return new WeftUpload(bucket, indexes, filename, form);
    }

    @Override
    public GridFsDownload openDownload(FileKey key) {
        Call call = bucket.call();
        try {
            return new WeftDownload(bucket, bucket.find(key, call), call);
        } finally {
            // Its deadline goes on, for the reads; its session does not.
            call.end();
        }
    }

    @Override
    public void rename(FileKey key, String filename) {
        var change = new Update.Operators(new BsonDocument("$set", StoredFiles.named(filename)));
        Update update = switch (key) {
            case FileKey.Id one -> new Update(bucket.inFiles(), new BsonDocument("_id", one.id()), change, false);
            case FileKey.Name all ->
                new Update(bucket.inFiles(), StoredFiles.named(allOf(all, "rename")), change, true);
        };
        UpdateResult renamed = wiring().run(update);
        if (renamed.acknowledged() && renamed.matched() == 0) {
            throw bucket.missing(key);
        }
    }

    @Override
    public void delete(FileKey key) {
        Call call = bucket.call();
        try {
            boolean found = switch (key) {
                case FileKey.Id one -> deleteOne(one, call);
                case FileKey.Name all -> deleteAll(allOf(all, "delete"), call);
            };
            if (!found) {
                throw bucket.missing(key);
            }
        } finally {
            call.end();
        }
    }

    /** Everybody would lose what is meant to stay if a revision were passed over in silence. */
    private static String allOf(FileKey.Name key, String what) {
        if (key.revision() != FileKey.LATEST) {
            throw new IllegalArgumentException("'" + what + "' by name is for all revisions, and revision "
                    + key.revision() + " of '" + key.filename() + "' was named: find it, and " + what
                    + " it by its id; or name the file without a revision");
        }
        return key.filename();
    }

    private boolean deleteOne(FileKey.Id one, Call call) {
        DeleteResult file = bucket.run(new Delete(bucket.inFiles(), new BsonDocument("_id", one.id()), false), call);
        bucket.run(new Delete(bucket.inChunks(), new BsonDocument("files_id", one.id()), true), call);
        return !file.acknowledged() || file.deleted() > 0;
    }

    private boolean deleteAll(String filename, Call call) {
        Options query = Options.NONE
                .with(Field.FILTER, StoredFiles.named(filename))
                .with(Field.PROJECTION, ID_ONLY)
                .with(Field.BATCH_SIZE, AT_ONCE);
        var finding = new Find<RawBsonDocument>(wiring().target(bucket.files(), query), RAW);
        boolean found = false;
        try (BatchCursor<RawBsonDocument> files = wiring().engine().cursors().open(finding, call.part())) {
            while (files.hasNext()) {
                var ids = new BsonArray();
                do {
                    ids.add(files.next().get("_id"));
                } while (files.buffered() > 0);
                deleteAll(ids, call);
                found = true;
            }
        }
        return found;
    }

    private void deleteAll(BsonArray ids, Call call) {
        var these = new BsonDocument("$in", ids);
        bucket.run(new Delete(bucket.inFiles(), new BsonDocument("_id", these), true), call);
        bucket.run(new Delete(bucket.inChunks(), new BsonDocument("files_id", these), true), call);
    }

    @Override
    public void drop() {
        Call call = bucket.call();
        try {
            bucket.run(new Drop(bucket.inFiles()), call);
            bucket.run(new Drop(bucket.inChunks()), call);
            indexes.dropped();
        } finally {
            call.end();
        }
    }

    @Override
    public String toString() {
        return "GridFsBucket " + name + " of " + bucket.files().database();
    }
}
