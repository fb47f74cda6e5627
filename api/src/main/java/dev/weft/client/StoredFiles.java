package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.ReadPreference;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsFile;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.error.GridFsFailedException;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Decoder;
import org.bson.codecs.RawBsonDocumentCodec;

/**
 * The two collections of a bucket, and how they are asked.
 *
 * @param wiring what the bucket has of its database
 * @param files the documents of its files
 * @param chunks their bytes
 */
record StoredFiles(Wiring wiring, Namespace files, Namespace chunks) {
    private static final Decoder<RawBsonDocument> RAW = new RawBsonDocumentCodec();
    private static final BsonDocument ID_ONLY = new BsonDocument("_id", new BsonInt32(1));

    static StoredFiles of(Wiring wiring, String database, String bucket) {
        if (bucket.isEmpty()) {
            throw new IllegalArgumentException(
                    "a bucket's name has at least one character: use bucket() for the usual one, 'fs'");
        }
        return new StoredFiles(
                wiring, new Namespace(database, bucket + ".files"), new Namespace(database, bucket + ".chunks"));
    }

    StoredFiles with(Wiring other) {
        return new StoredFiles(other, files, chunks);
    }

    OperationRunner runner() {
        return wiring.engine().runner();
    }

    /** A call of several commands under one deadline, which begins now. Whoever makes it ends it. */
    Call call() {
        return runner().call(inFiles(), wiring.bound()).goesOn();
    }

    <R> R run(Operation<R> operation, Call call) {
        return runner().run(operation, call);
    }

    Target inFiles() {
        return wiring.target(files, Options.NONE);
    }

    Target inChunks() {
        return wiring.target(chunks, Options.NONE);
    }

    Decoder<GridFsFile> decoder() {
        return new FileDecoder(wiring.codec(Document.class));
    }

    /** The file of this key (GridFS specification, "File Download" and "File Download by Filename"). */
    GridFsFile find(FileKey key, Call call) {
        Options query = switch (key) {
            case FileKey.Id one -> Options.NONE.with(Field.FILTER, new BsonDocument("_id", one.id()));
            case FileKey.Name name -> revision(name);
        };
        return run(new FindOne<GridFsFile>(wiring.target(files, query), decoder()), call)
                .orElseThrow(() -> missing(key, call));
    }

    private static Options revision(FileKey.Name name) {
        boolean fromTheOldest = name.revision() >= 0;
        long skipped = fromTheOldest ? name.revision() : -1L - name.revision();
        Options query = Options.NONE
                .with(Field.FILTER, named(name.filename()))
                .with(Field.SORT, new BsonDocument("uploadDate", new BsonInt32(fromTheOldest ? 1 : -1)));
        return skipped == 0 ? query : query.with(Field.SKIP, skipped);
    }

    static BsonDocument named(String filename) {
        return new BsonDocument("filename", new BsonString(filename));
    }

    /** Whether no file is stored, asked of the primary (GridFS specification, "Before write operations"). */
    boolean isEmpty(Call call) {
        var primary = wiring.settings().with(s -> s.readPreference(ReadPreference.primary()));
        var target = new Target(files, primary, Options.NONE.with(Field.PROJECTION, ID_ONLY));
        return run(new FindOne<RawBsonDocument>(target, RAW), call).isEmpty();
    }

    private GridFsFailedException missing(FileKey key, Call call) {
        if (key instanceof FileKey.Name name && name.revision() != FileKey.LATEST) {
            Options any =
                    Options.NONE.with(Field.FILTER, named(name.filename())).with(Field.PROJECTION, ID_ONLY);
            Optional<RawBsonDocument> other = run(new FindOne<RawBsonDocument>(wiring.target(files, any), RAW), call);
            if (other.isPresent()) {
                return missing("the file '" + name.filename() + "' has no revision " + name.revision() + " in " + files
                        + ": 0 is its oldest, -1 its newest");
            }
        }
        return missing(key);
    }

    GridFsFailedException missing(FileKey key) {
        return missing(
                switch (key) {
                    case FileKey.Id one -> "no file has the id " + one.id() + " in " + files;
                    case FileKey.Name name -> "no file has the name '" + name.filename() + "' in " + files;
                });
    }

    private static GridFsFailedException missing(String what) {
        return new GridFsFailedException(GridFsFailedException.Kind.FILE_MISSING, what);
    }
}
