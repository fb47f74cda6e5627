package dev.weft.unified.operation;

import dev.weft.client.FindQuery;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsFile;
import dev.weft.client.options.UploadOptions;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.file.Fields;
import dev.weft.unified.file.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;

/** What is done with buckets of files ("GridFS"). */
final class BucketOperations {
    private static final String TIMEOUT = "timeoutMS";
    private static final String[] FIND = {
        "filter", "sort", "skip", "limit", "batchSize", "noCursorTimeout", "allowDiskUse", "maxTimeMS", TIMEOUT
    };

    private BucketOperations() {}

    static void register(OperationTable table) {
        String[] upload = {"filename", "source", "chunkSizeBytes", "metadata", "disableMD5", TIMEOUT};
        add(table, "upload", (b, a, s) -> upload(b, a, false), upload);
        add(
                table,
                "uploadWithId",
                (b, a, s) -> upload(b, a, true),
                "id",
                "filename",
                "source",
                "chunkSizeBytes",
                "metadata",
                "disableMD5",
                TIMEOUT);
        add(table, "download", (b, a, s) -> download(b, a, FileKey.id(a.value("id"))), "id", TIMEOUT);
        add(table, "downloadByName", (b, a, s) -> download(b, a, revision(a)), "filename", "revision", TIMEOUT);
        add(table, "find", (b, a, s) -> find(b, a), FIND);
        add(table, "delete", (b, a, s) -> done(() -> of(b, a).delete(FileKey.id(a.value("id")))), "id", TIMEOUT);
        add(
                table,
                "deleteByName",
                (b, a, s) -> done(() -> of(b, a).delete(FileKey.name(a.text("filename")))),
                "filename",
                TIMEOUT);
        add(
                table,
                "rename",
                (b, a, s) -> done(() -> of(b, a).rename(FileKey.id(a.value("id")), a.text("newFilename"))),
                "id",
                "newFilename",
                TIMEOUT);
        add(
                table,
                "renameByName",
                (b, a, s) -> done(() -> of(b, a).rename(FileKey.name(a.text("filename")), a.text("newFilename"))),
                "filename",
                "newFilename",
                TIMEOUT);
        add(table, "drop", (b, a, s) -> done(() -> of(b, a).drop()), TIMEOUT);
    }

    private static void add(
            OperationTable table, String name, OperationTable.Handler<Entity.Bucket> handler, String... arguments) {
        table.add(Kind.BUCKET, Entity.Bucket.class, name, handler, arguments);
    }

    private static GridFsBucket of(Entity.Bucket entity, Arguments arguments) {
        return arguments
                .optionalNumber(TIMEOUT)
                .map(millis -> entity.bucket().with(o -> o.timeout(Duration.ofMillis(millis))))
                .orElse(entity.bucket());
    }

    private static Result done(Runnable call) {
        call.run();
        return Result.nothing();
    }

    private static Result upload(Entity.Bucket on, Arguments arguments, boolean withId) {
        BsonDocument source = arguments.document("source");
        byte[] bytes = HexFormat.of().parseHex(Fields.textOf("source", source.get("$$hexBytes")));
        if (source.size() != 1) {
            throw new MalformedFileException(arguments.path(), "a source has $$hexBytes and nothing else");
        }
        // There is no MD5 that could be disabled.
        arguments.flag("disableMD5", disabled -> {});
        try {
            GridFsFile stored = of(on, arguments)
                    .upload(arguments.text("filename"), new ByteArrayInputStream(bytes), o -> {
                        fill(arguments, o);
                        if (withId) {
                            o.id(arguments.value("id"));
                        }
                    });
            return Result.of(stored.id());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void fill(Arguments arguments, UploadOptions form) {
        arguments.number("chunkSizeBytes", bytes -> form.chunkSize(bytes.intValue()));
        arguments.document("metadata", given -> form.metadata(tree(given)));
    }

    private static Document tree(BsonDocument given) {
        return new DocumentCodec()
                .decode(given.asBsonReader(), DecoderContext.builder().build());
    }

    private static FileKey revision(Arguments arguments) {
        String filename = arguments.text("filename");
        return arguments
                .optionalNumber("revision")
                .map(n -> FileKey.name(filename, n.intValue()))
                .orElseGet(() -> FileKey.name(filename));
    }

    private static Result download(Entity.Bucket on, Arguments arguments, FileKey key) {
        var bytes = new ByteArrayOutputStream();
        try {
            of(on, arguments).download(key, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Result.of(new BsonBinary(bytes.toByteArray()));
    }

    private static Result find(Entity.Bucket on, Arguments arguments) {
        FindQuery<BsonDocument> all =
                of(on, arguments).find(arguments.document("filter")).as(BsonDocument.class);
        var query = new CollectionReads.Steps<>(all);
        arguments.document("sort", keys -> query.step(q -> q.sort(keys)));
        arguments.number("skip", n -> query.step(q -> q.skip(n)));
        arguments.number("limit", n -> query.step(q -> q.limit(n)));
        arguments.number("batchSize", n -> query.step(q -> q.batchSize(n.intValue())));
        arguments.flag("noCursorTimeout", yes -> query.step(q -> q.noCursorTimeout(yes)));
        arguments.flag("allowDiskUse", yes -> query.step(q -> q.allowDiskUse(yes)));
        arguments.millis("maxTimeMS", limit -> query.step(q -> q.maxTime(limit)));
        return new Result.Iterated(query.now.toList());
    }
}
