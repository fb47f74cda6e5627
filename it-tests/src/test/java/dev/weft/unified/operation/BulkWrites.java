package dev.weft.unified.operation;

import dev.weft.client.options.BulkWrite;
import dev.weft.client.options.ClientBulkWrite;
import dev.weft.result.BulkWriteResult;
import dev.weft.unified.entity.Concerns;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.file.MalformedFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** Several writes in one call. */
final class BulkWrites {
    private static final String[] CHANGE = {"filter", "update", "upsert", "arrayFilters", "collation", "hint"};

    private BulkWrites() {}

    static void register(OperationTable table) {
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                "bulkWrite",
                (on, given, scene) -> run(on, given),
                CallArguments.of("requests", "ordered", "bypassDocumentValidation", "let"));
        table.add(
                Kind.CLIENT,
                Entity.Client.class,
                "clientBulkWrite",
                (on, given, scene) -> run(on, given),
                CallArguments.of(
                        "models", "ordered", "bypassDocumentValidation", "let", "verboseResults", "writeConcern"));
    }

    private static Result run(Entity.Client on, Arguments a) {
        List<BsonDocument> models = a.documents("models");
        var cluster = a.optionalDocument("writeConcern").isPresent()
                ? on.client().with(o -> o.writeConcern(Concerns.write(a.document("writeConcern"))))
                : on.client();
        BulkWriteResult result = cluster.bulkWrite(b -> models.forEach(each -> add(b, on, a.path(), each)), o -> {
            CallArguments.writing(a, o);
            a.flag("ordered", o::ordered);
            a.flag("verboseResults", o::verboseResults);
        });
        return Result.of(Results.of(result));
    }

    private static void add(ClientBulkWrite b, Entity.Client on, String path, BsonDocument model) {
        String name = model.getFirstKey();
        BsonDocument given = model.getDocument(name);
        String namespace = given.getString("namespace").getValue();
        int dot = namespace.indexOf('.');
        var collection = on.client()
                .database(namespace.substring(0, dot))
                .collection(namespace.substring(dot + 1), BsonDocument.class);
        add(b.on(collection), name, given, path + "." + name, "namespace");
    }

    private static Result run(Entity.Collection on, Arguments a) {
        List<BsonDocument> requests = a.documents("requests");
        return Result.of(Results.of(on.collection()
                .bulkWrite(b -> requests.forEach(each -> add(b, a.path(), each)), o -> {
                    CallArguments.writing(a, o);
                    a.flag("ordered", o::ordered);
                })));
    }

    private static void add(BulkWrite<BsonDocument> b, String path, BsonDocument request) {
        String name = request.getFirstKey();
        add(b, name, request.getDocument(name), path + "." + name);
    }

    /** Adds one write of this kind; {@code more} are arguments that somebody else uses. */
    static void add(BulkWrite<BsonDocument> b, String name, BsonDocument given, String path, String... more) {
        Arguments a = new Arguments(path, given, allowed(name, more));
        Arrays.stream(more).forEach(a::any);
        switch (name) {
            case "insertOne" -> b.insertOne(a.document("document"));
            case "updateOne" -> updateOne(b, a);
            case "updateMany" -> {
                Bson filter = a.document("filter");
                b.updateMany(filter, a.update("update"), o -> CallArguments.changing(a, o));
            }
            case "replaceOne" -> replaceOne(b, a);
            case "deleteOne" -> b.deleteOne(a.document("filter"), o -> CallArguments.matching(a, o));
            default -> b.deleteMany(a.document("filter"), o -> CallArguments.matching(a, o));
        }
        a.end();
    }

    private static void updateOne(BulkWrite<BsonDocument> b, Arguments a) {
        Bson filter = a.document("filter");
        b.updateOne(filter, a.update("update"), o -> {
            CallArguments.changing(a, o);
            a.document("sort", o::sort);
        });
    }

    private static void replaceOne(BulkWrite<BsonDocument> b, Arguments a) {
        Bson filter = a.document("filter");
        b.replaceOne(filter, a.document("replacement"), o -> {
            CallArguments.matching(a, o);
            a.flag("upsert", o::upsert);
            a.document("sort", o::sort);
        });
    }

    private static Set<String> allowed(String name, String... more) {
        Stream<String> own = switch (name) {
            case "insertOne" -> Stream.of("document");
            case "updateOne" -> Stream.concat(Arrays.stream(CHANGE), Stream.of("sort"));
            case "updateMany" -> Arrays.stream(CHANGE);
            case "replaceOne" -> Stream.of("filter", "replacement", "upsert", "collation", "hint", "sort");
            case "deleteOne", "deleteMany" -> Stream.of("filter", "collation", "hint");
            default -> throw new MalformedFileException(name, "is no write");
        };
        Set<String> allowed = new HashSet<>(own.toList());
        allowed.addAll(List.of(more));
        return allowed;
    }
}
