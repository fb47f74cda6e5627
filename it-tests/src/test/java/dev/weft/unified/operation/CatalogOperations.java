package dev.weft.unified.operation;

import dev.weft.client.options.CollectionOptions;
import dev.weft.client.options.SearchIndexOptions;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.NotOfferedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What changes or lists what a database holds: collections, views, indexes. */
final class CatalogOperations {
    private CatalogOperations() {}

    static void register(OperationTable table) {
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "createCollection",
                (on, a, s) -> createCollection(on, a),
                CallArguments.of(
                        "collection",
                        "capped",
                        "size",
                        "max",
                        "changeStreamPreAndPostImages",
                        "clusteredIndex",
                        "encryptedFields",
                        "expireAfterSeconds",
                        "timeseries",
                        "validator",
                        "viewOn",
                        "pipeline"));
        table.add(
                Kind.DATABASE,
                Entity.Database.class,
                "modifyCollection",
                (on, a, s) -> modifyCollection(on, a),
                CallArguments.of("collection", "validator", "changeStreamPreAndPostImages"));
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                "rename",
                (on, a, s) -> {
                    on.collection().rename(a.text("to"), o -> {
                        CallArguments.fill(a, o);
                        a.flag("dropTarget", o::dropTarget);
                    });
                    return Result.nothing();
                },
                CallArguments.of("to", "dropTarget"));
        add(table, "createIndex", CatalogOperations::createIndex, CallArguments.of("keys", "name", "unique"));
        add(table, "dropIndex", CatalogOperations::dropIndex, CallArguments.of("name"));
        add(table, "dropIndexes", CatalogOperations::dropIndexes, CallArguments.NAMES);
        add(table, "listIndexes", CatalogOperations::listIndexes, CallArguments.of("batchSize", "timeoutMode"));
        add(table, "createSearchIndex", CatalogOperations::createSearchIndex, "model");
        add(table, "createSearchIndexes", CatalogOperations::createSearchIndexes, "models");
        add(table, "listSearchIndexes", CatalogOperations::listSearchIndexes, "name", "aggregationOptions");
        add(
                table,
                "updateSearchIndex",
                (on, a) -> {
                    on.collection().updateSearchIndex(a.text("name"), a.document("definition"));
                    return Result.nothing();
                },
                "name",
                "definition");
        add(
                table,
                "dropSearchIndex",
                (on, a) -> {
                    on.collection().dropSearchIndex(a.text("name"));
                    return Result.nothing();
                },
                "name");
    }

    private interface Call {
        Result run(Entity.Collection on, Arguments arguments);
    }

    private static void add(OperationTable table, String name, Call call, String... arguments) {
        table.add(Kind.COLLECTION, Entity.Collection.class, name, (on, given, scene) -> call.run(on, given), arguments);
    }

    private static Result createCollection(Entity.Database on, Arguments a) {
        if (a.any("encryptedFields").isPresent()) {
            throw new NotOfferedException("client-side encryption");
        }
        String name = a.text("collection");
        Optional<String> source = a.optionalText("viewOn");
        if (source.isPresent()) {
            on.database().createView(name, source.get(), a.documents("pipeline"), o -> CallArguments.fill(a, o));
        } else {
            on.database().createCollection(name, o -> {
                CallArguments.fill(a, o);
                fill(a, o);
            });
        }
        // "Test runners MUST support saving the result ... as a collection entity".
        return new Result.Made(new Entity.Collection(on.database().collection(name, BsonDocument.class), on));
    }

    private static void fill(Arguments a, CollectionOptions o) {
        long size = a.optionalNumber("size").orElse(0L);
        if (a.isTrue("capped")) {
            o.capped(size);
        }
        a.number("max", o::maxDocuments);
        a.number("expireAfterSeconds", seconds -> o.expireAfter(Duration.ofSeconds(seconds)));
        a.document("validator", o::validator);
        a.document(
                "changeStreamPreAndPostImages",
                images -> o.changeStreamPreAndPostImages(
                        images.getBoolean("enabled").getValue()));
        // Whatever else a file says of these belongs to the server.
        a.document("clusteredIndex", index -> o.option("clusteredIndex", index));
        a.document("timeseries", series -> o.option("timeseries", series));
    }

    private static Result modifyCollection(Entity.Database on, Arguments a) {
        on.database().collection(a.text("collection")).collMod(o -> {
            CallArguments.fill(a, o);
            a.document("validator", o::validator);
            a.document(
                    "changeStreamPreAndPostImages",
                    images -> o.changeStreamPreAndPostImages(
                            images.getBoolean("enabled").getValue()));
        });
        return Result.nothing();
    }

    private static Result createIndex(Entity.Collection on, Arguments a) {
        List<String> names = on.collection()
                .createIndexes(
                        b -> b.index(a.document("keys"), o -> {
                            a.text("name", o::name);
                            a.flag("unique", o::unique);
                        }),
                        o -> CallArguments.fill(a, o));
        return Result.of(new BsonString(names.getFirst()));
    }

    private static Result dropIndex(Entity.Collection on, Arguments a) {
        on.collection().dropIndex(a.text("name"), o -> CallArguments.fill(a, o));
        return Result.nothing();
    }

    private static Result dropIndexes(Entity.Collection on, Arguments a) {
        on.collection().dropIndexes(o -> CallArguments.fill(a, o));
        return Result.nothing();
    }

    private static Result listIndexes(Entity.Collection on, Arguments a) {
        var query = new CollectionReads.Steps<>(on.collection().listIndexes().as(BsonDocument.class));
        a.number("batchSize", n -> query.step(q -> q.batchSize(n.intValue())));
        a.timeoutMode(mode -> query.step(q -> q.timeoutMode(mode)));
        a.value("comment", any -> query.step(q -> q.comment(any)));
        a.millis("maxTimeMS", limit -> query.step(q -> q.maxTime(limit)));
        a.millis("timeoutMS", limit -> query.step(q -> q.timeout(limit)));
        a.flag("rawData", yes -> query.step(q -> q.rawData(yes)));
        return new Result.Iterated(query.now.toList());
    }

    private static Result createSearchIndex(Entity.Collection on, Arguments a) {
        BsonDocument model = a.document("model");
        return Result.of(new BsonString(
                on.collection().createSearchIndex(model.getDocument("definition"), o -> fill(model, o))));
    }

    private static Result createSearchIndexes(Entity.Collection on, Arguments a) {
        List<BsonDocument> models = a.documents("models");
        List<String> names = on.collection()
                .createSearchIndexes(b ->
                        models.forEach(model -> b.index(model.getDocument("definition"), o -> fill(model, o))));
        return Result.of(new BsonArray(names.stream().map(BsonString::new).toList()));
    }

    private static void fill(BsonDocument model, SearchIndexOptions o) {
        if (model.get("name") instanceof BsonString name) {
            o.name(name.getValue());
        }
        if (model.get("type") instanceof BsonString type) {
            o.type(type.getValue());
        }
    }

    private static Result listSearchIndexes(Entity.Collection on, Arguments a) {
        var listed = a.optionalText("name")
                .map(name -> on.collection().listSearchIndexes(name))
                .orElseGet(() -> on.collection().listSearchIndexes());
        var query = new CollectionReads.Steps<>(listed.as(BsonDocument.class));
        a.document("aggregationOptions", options -> {
            if (options.containsKey("batchSize")) {
                query.step(q -> q.batchSize(options.getNumber("batchSize").intValue()));
            }
        });
        return new Result.Iterated(query.now.toList());
    }
}
