package dev.weft.user;

import dev.weft.client.AggregateQuery;
import dev.weft.client.CommandQuery;
import dev.weft.client.DistinctQuery;
import dev.weft.client.FindQuery;
import dev.weft.client.ListCollectionsQuery;
import dev.weft.client.ListDatabasesQuery;
import dev.weft.client.ListIndexesQuery;
import dev.weft.client.ListSearchIndexesQuery;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.client.Query;
import dev.weft.client.options.BulkDeleteOptions;
import dev.weft.client.options.BulkReplaceOneOptions;
import dev.weft.client.options.BulkUpdateManyOptions;
import dev.weft.client.options.BulkUpdateOneOptions;
import dev.weft.client.options.BulkWriteOptions;
import dev.weft.client.options.ClientBulkWriteOptions;
import dev.weft.client.options.CollModOptions;
import dev.weft.client.options.CollectionOptions;
import dev.weft.client.options.CommandOptions;
import dev.weft.client.options.CreateIndexesOptions;
import dev.weft.client.options.CreateSearchIndexesOptions;
import dev.weft.client.options.DeleteOptions;
import dev.weft.client.options.DropOptions;
import dev.weft.client.options.EstimatedCountOptions;
import dev.weft.client.options.FindOneAndDeleteOptions;
import dev.weft.client.options.FindOneAndReplaceOptions;
import dev.weft.client.options.FindOneAndUpdateOptions;
import dev.weft.client.options.IndexOptions;
import dev.weft.client.options.InsertManyOptions;
import dev.weft.client.options.InsertOneOptions;
import dev.weft.client.options.RenameOptions;
import dev.weft.client.options.ReplaceOneOptions;
import dev.weft.client.options.SearchIndexOptions;
import dev.weft.client.options.TimeSeriesOptions;
import dev.weft.client.options.UpdateManyOptions;
import dev.weft.client.options.UpdateOneOptions;
import dev.weft.client.options.UpdateSearchIndexOptions;
import dev.weft.client.options.ValidateOptions;
import dev.weft.client.options.ViewOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Every call that takes a form, and every query. Options are found by reflection, so that a new one is seen by the tests that go through all.
 *
 * @param filter which documents are written to
 * @param change what updates make of them
 * @param document what is inserted, or put in their place
 */
record EveryCall(
        MongoClient client, MongoCollection<Document> collection, Bson filter, Bson change, Document document) {
    private static final Bson KEYS = BsonDocument.parse("{_id: 1}");
    private static final Bson DEFINITION = BsonDocument.parse("{mappings: {dynamic: true}}");
    private static final Set<String> OF_A_CHANGE = Set.of("upsert", "arrayFilters", "collation", "hint", "sort");
    private static final Set<String> OF_A_REMOVAL = Set.of("collation", "hint");

    /** Does nothing that any server would refuse. */
    static EveryCall harmless(MongoClient client, MongoCollection<Document> collection) {
        return new EveryCall(
                client,
                collection,
                BsonDocument.parse("{_id: 1}"),
                BsonDocument.parse("{$set: {a: 2}}"),
                new Document("_id", 1));
    }

    /**
     * A call or a query.
     *
     * @param type its form, or what it is as a query
     * @param sender sends it with options that are filled in
     * @param place where an option stands in the command, by its field: a path with dots
     */
    record Call(String name, Class<?> type, Consumer<UnaryOperator<Object>> sender, Function<String, String> place) {
        /** What it can be told. */
        Stream<Method> options() {
            return Arrays.stream(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                    .filter(method -> !isQuery() || isStep(method));
        }

        private boolean isQuery() {
            return Query.class.isAssignableFrom(type);
        }

        /** Steps return the query, or, where they are inherited, what the erased type of the query is. */
        private static boolean isStep(Method method) {
            boolean chains =
                    Query.class.isAssignableFrom(method.getReturnType()) || method.getReturnType() == Object.class;
            return chains && !method.getName().equals("as");
        }

        void send() {
            sender.accept(on -> on);
        }

        void send(Method option, Object... arguments) {
            sender.accept(on -> invoke(option, on, arguments));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An option as people and lists name it: {@code hint(String)}. */
    static String signature(Method option) {
        return option.getName()
                + Arrays.stream(option.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** The form or query with an option filled in. */
    static Object invoke(Method option, Object on, Object... arguments) {
        try {
            return option.invoke(on, arguments);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(option + " threw " + thrown.getCause(), thrown.getCause());
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }

    private static <O> Call placed(
            String name, Class<O> form, Consumer<Consumer<O>> run, Function<String, String> place) {
        return new Call(
                name,
                form,
                fill -> run.accept(o -> Objects.requireNonNull(fill.apply(o), "an option returns its form")),
                place);
    }

    private static <O> Call top(String name, Class<O> form, Consumer<Consumer<O>> run) {
        return placed(name, form, run, field -> field);
    }

    private static <O> Call within(
            String name, Class<O> form, String statement, Set<String> those, Consumer<Consumer<O>> run) {
        return placed(name, form, run, field -> those.contains(field) ? statement + field : field);
    }

    private static <O> Call inside(String name, Class<O> form, String statement, Consumer<Consumer<O>> run) {
        return placed(name, form, run, field -> statement + field);
    }

    /** Of a query the field is renamed where the server calls it otherwise. */
    private static Call asked(Class<?> type, Query<?, ?> query, String name, Map<String, String> names) {
        return new Call(
                name,
                type,
                fill -> ((Query<?, ?>) fill.apply(query)).toList(),
                field -> names.getOrDefault(field, field));
    }

    private MongoDatabase database() {
        return client.database(collection.namespace().database());
    }

    Stream<Call> all() {
        return Stream.of(writes(), bulks(), catalog(), queries()).flatMap(List::stream);
    }

    private List<Call> writes() {
        return List.of(
                top("insertOne", InsertOneOptions.class, o -> collection.insertOne(document, o)),
                top("insertMany", InsertManyOptions.class, o -> collection.insertMany(List.of(document), o)),
                within(
                        "updateOne",
                        UpdateOneOptions.class,
                        "updates.0.",
                        OF_A_CHANGE,
                        o -> collection.updateOne(filter, change, o)),
                within(
                        "updateMany",
                        UpdateManyOptions.class,
                        "updates.0.",
                        OF_A_CHANGE,
                        o -> collection.updateMany(filter, change, o)),
                within(
                        "replaceOne",
                        ReplaceOneOptions.class,
                        "updates.0.",
                        OF_A_CHANGE,
                        o -> collection.replaceOne(filter, document, o)),
                within(
                        "deleteOne",
                        DeleteOptions.class,
                        "deletes.0.",
                        OF_A_REMOVAL,
                        o -> collection.deleteOne(filter, o)),
                within(
                        "deleteMany",
                        DeleteOptions.class,
                        "deletes.0.",
                        OF_A_REMOVAL,
                        o -> collection.deleteMany(filter, o)),
                fields(
                        "findOneAndUpdate",
                        FindOneAndUpdateOptions.class,
                        o -> collection.findOneAndUpdate(filter, change, o)),
                fields(
                        "findOneAndReplace",
                        FindOneAndReplaceOptions.class,
                        o -> collection.findOneAndReplace(filter, document, o)),
                fields("findOneAndDelete", FindOneAndDeleteOptions.class, o -> collection.findOneAndDelete(filter, o)),
                top("estimatedDocumentCount", EstimatedCountOptions.class, o -> collection.estimatedDocumentCount(o)),
                top("runCommand", CommandOptions.class, o -> database().runCommand(new Document("ping", 1), o)));
    }

    /** findAndModify calls the projection so. */
    private static <O> Call fields(String name, Class<O> form, Consumer<Consumer<O>> run) {
        return placed(name, form, run, field -> field.equals("projection") ? "fields" : field);
    }

    private List<Call> bulks() {
        return List.of(
                top(
                        "bulkWrite",
                        BulkWriteOptions.class,
                        o -> collection.bulkWrite(b -> b.updateOne(filter, change), o)),
                inside(
                        "bulkWrite.updateOne",
                        BulkUpdateOneOptions.class,
                        "updates.0.",
                        o -> collection.bulkWrite(b -> b.updateOne(filter, change, o))),
                inside(
                        "bulkWrite.updateMany",
                        BulkUpdateManyOptions.class,
                        "updates.0.",
                        o -> collection.bulkWrite(b -> b.updateMany(filter, change, o))),
                inside(
                        "bulkWrite.replaceOne",
                        BulkReplaceOneOptions.class,
                        "updates.0.",
                        o -> collection.bulkWrite(b -> b.replaceOne(filter, document, o))),
                inside(
                        "bulkWrite.deleteOne",
                        BulkDeleteOptions.class,
                        "deletes.0.",
                        o -> collection.bulkWrite(b -> b.deleteOne(filter, o))),
                inside(
                        "bulkWrite.deleteMany",
                        BulkDeleteOptions.class,
                        "deletes.0.",
                        o -> collection.bulkWrite(b -> b.deleteMany(filter, o))),
                top(
                        "client.bulkWrite",
                        ClientBulkWriteOptions.class,
                        o -> client.bulkWrite(b -> b.on(collection).updateOne(filter, change), o)),
                inside(
                        "client.bulkWrite.updateOne",
                        BulkUpdateOneOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).updateOne(filter, change, o))),
                inside(
                        "client.bulkWrite.updateMany",
                        BulkUpdateManyOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).updateMany(filter, change, o))),
                inside(
                        "client.bulkWrite.replaceOne",
                        BulkReplaceOneOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).replaceOne(filter, document, o))),
                inside(
                        "client.bulkWrite.deleteOne",
                        BulkDeleteOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).deleteOne(filter, o))),
                inside(
                        "client.bulkWrite.deleteMany",
                        BulkDeleteOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).deleteMany(filter, o))));
    }

    private List<Call> catalog() {
        return List.of(
                top("createCollection", CollectionOptions.class, o -> database().createCollection("c", o)),
                inside(
                        "timeSeries",
                        TimeSeriesOptions.class,
                        "timeseries.",
                        o -> database().createCollection("c", c -> c.timeSeries("t", o))),
                top("createView", ViewOptions.class, o -> database().createView("v", "c", List.of(), o)),
                top("rename", RenameOptions.class, o -> collection.rename("d", o)),
                top("drop", DropOptions.class, o -> collection.drop(o)),
                top("dropIndex", DropOptions.class, o -> collection.dropIndex("a_1", o)),
                top("dropIndexes", DropOptions.class, o -> collection.dropIndexes(o)),
                placed(
                        "collMod",
                        CollModOptions.class,
                        collection::collMod,
                        field -> field.equals("granularity") ? "timeseries.granularity" : field),
                top("createIndexes", CreateIndexesOptions.class, o -> collection.createIndexes(b -> b.index(KEYS), o)),
                inside("createIndex", IndexOptions.class, "indexes.0.", o -> collection.createIndex(KEYS, o)),
                top(
                        "createSearchIndexes",
                        CreateSearchIndexesOptions.class,
                        o -> collection.createSearchIndexes(b -> b.index(DEFINITION), o)),
                top(
                        "updateSearchIndex",
                        UpdateSearchIndexOptions.class,
                        o -> collection.updateSearchIndex("words", DEFINITION, o)),
                top("dropSearchIndex", DropOptions.class, o -> collection.dropSearchIndex("words", o)),
                top("validate", ValidateOptions.class, o -> collection.validate(o)),
                inside(
                        "createSearchIndex",
                        SearchIndexOptions.class,
                        "indexes.0.",
                        o -> collection.createSearchIndex(DEFINITION, o)));
    }

    private List<Call> queries() {
        Map<String, String> same = Map.of();
        Map<String, String> cursor = Map.of("batchSize", "cursor.batchSize");
        return List.of(
                asked(FindQuery.class, collection.find(), "find", same),
                asked(AggregateQuery.class, collection.aggregate(), "aggregate", cursor),
                asked(
                        DistinctQuery.class,
                        collection.distinct("a", BsonValue.class),
                        "distinct",
                        Map.of("filter", "query")),
                asked(ListCollectionsQuery.class, database().listCollections(), "listCollections", cursor),
                asked(ListIndexesQuery.class, collection.listIndexes(), "listIndexes", cursor),
                asked(
                        ListSearchIndexesQuery.class,
                        collection.listSearchIndexes(),
                        "listSearchIndexes",
                        Map.of("batchSize", "cursor.batchSize", "filter", "pipeline.1.$match")),
                asked(
                        CommandQuery.class,
                        database()
                                .runCursorCommand(new Document(
                                        "find", collection.namespace().collection())),
                        "runCursorCommand",
                        same),
                asked(
                        ListDatabasesQuery.class,
                        client.listDatabases(),
                        "listDatabases",
                        Map.of("authorizedCollections", "authorizedDatabases")));
    }
}
