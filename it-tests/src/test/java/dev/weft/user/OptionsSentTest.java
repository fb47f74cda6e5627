package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.AggregateQuery;
import dev.weft.client.CommandQuery;
import dev.weft.client.DistinctQuery;
import dev.weft.client.FindQuery;
import dev.weft.client.ListQuery;
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
import dev.weft.client.options.ViewOptions;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every option of every call makes of the command what {@link Samples} says, in the place where the server looks for it. Options are found by
 * reflection, so that a new one without a sample fails.
 */
class OptionsSentTest {
    private static final Bson FILTER = BsonDocument.parse("{_id: 1}");
    private static final Bson CHANGE = BsonDocument.parse("{$set: {a: 2}}");
    private static final BsonDocument REPLY = BsonDocument.parse("{n: 1, nModified: 1, values: [], databases: [],"
            + " cursor: {id: {$numberLong: '0'}, ns: 'db.c', firstBatch: []}, indexesCreated: [], ok: 1}");

    private static final Set<String> OF_A_CHANGE = Set.of("upsert", "arrayFilters", "collation", "hint", "sort");
    private static final Set<String> OF_A_REMOVAL = Set.of("collation", "hint");

    private static final Queue<BsonDocument> SENT = new ConcurrentLinkedQueue<>();
    private static ScriptedServer server;
    private static MongoClient client;
    private static MongoDatabase database;
    private static MongoCollection<Document> collection;

    @BeforeAll
    static void connect() {
        server = ScriptedServer.start(Scripts.each((peer, request) -> {
            if (Scripts.isHello(request)) {
                // A router is told the read preference, and this version knows every option.
                peer.reply(
                        request,
                        Scripts.hello()
                                .append("msg", new BsonString("isdbgrid"))
                                .append("maxWireVersion", new BsonInt32(27)));
                return;
            }
            SENT.add(Scripts.whole(request));
            peer.reply(request, REPLY);
        }));
        client = MongoClient.connect(server.uri());
        database = client.database("db");
        collection = database.collection("c");
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
    }

    /**
     * A call with a form.
     *
     * @param place where an option stands in the command, by its field: a path with dots
     */
    private record Call<O>(String name, Class<O> form, Consumer<Consumer<O>> run, Function<String, String> place) {}

    private static <O> Call<O> top(String name, Class<O> form, Consumer<Consumer<O>> run) {
        return new Call<>(name, form, run, field -> field);
    }

    private static <O> Call<O> within(
            String name, Class<O> form, String statement, Set<String> those, Consumer<Consumer<O>> run) {
        return new Call<>(name, form, run, field -> those.contains(field) ? statement + field : field);
    }

    private static <O> Call<O> inside(String name, Class<O> form, String statement, Consumer<Consumer<O>> run) {
        return new Call<>(name, form, run, field -> statement + field);
    }

    private static List<Call<?>> calls() {
        List<Call<?>> calls = new ArrayList<>(writes());
        calls.addAll(bulks());
        calls.addAll(catalog());
        return calls;
    }

    private static List<Call<?>> writes() {
        Document document = new Document("_id", 1);
        return List.of(
                top("insertOne", InsertOneOptions.class, o -> collection.insertOne(document, o)),
                top("insertMany", InsertManyOptions.class, o -> collection.insertMany(List.of(document), o)),
                within(
                        "updateOne",
                        UpdateOneOptions.class,
                        "updates.0.",
                        OF_A_CHANGE,
                        o -> collection.updateOne(FILTER, CHANGE, o)),
                within(
                        "updateMany",
                        UpdateManyOptions.class,
                        "updates.0.",
                        OF_A_CHANGE,
                        o -> collection.updateMany(FILTER, CHANGE, o)),
                within(
                        "replaceOne",
                        ReplaceOneOptions.class,
                        "updates.0.",
                        OF_A_CHANGE,
                        o -> collection.replaceOne(FILTER, document, o)),
                within(
                        "deleteOne",
                        DeleteOptions.class,
                        "deletes.0.",
                        OF_A_REMOVAL,
                        o -> collection.deleteOne(FILTER, o)),
                within(
                        "deleteMany",
                        DeleteOptions.class,
                        "deletes.0.",
                        OF_A_REMOVAL,
                        o -> collection.deleteMany(FILTER, o)),
                fields(
                        "findOneAndUpdate",
                        FindOneAndUpdateOptions.class,
                        o -> collection.findOneAndUpdate(FILTER, CHANGE, o)),
                fields(
                        "findOneAndReplace",
                        FindOneAndReplaceOptions.class,
                        o -> collection.findOneAndReplace(FILTER, document, o)),
                fields("findOneAndDelete", FindOneAndDeleteOptions.class, o -> collection.findOneAndDelete(FILTER, o)),
                top("estimatedDocumentCount", EstimatedCountOptions.class, o -> collection.estimatedDocumentCount(o)),
                top("runCommand", CommandOptions.class, o -> database.runCommand(new Document("ping", 1), o)));
    }

    /** findAndModify calls the projection so. */
    private static <O> Call<O> fields(String name, Class<O> form, Consumer<Consumer<O>> run) {
        return new Call<>(name, form, run, field -> field.equals("projection") ? "fields" : field);
    }

    private static List<Call<?>> bulks() {
        Document document = new Document("_id", 1);
        return List.of(
                top(
                        "bulkWrite",
                        BulkWriteOptions.class,
                        o -> collection.bulkWrite(b -> b.updateOne(FILTER, CHANGE), o)),
                inside(
                        "bulkWrite.updateOne",
                        BulkUpdateOneOptions.class,
                        "updates.0.",
                        o -> collection.bulkWrite(b -> b.updateOne(FILTER, CHANGE, o))),
                inside(
                        "bulkWrite.updateMany",
                        BulkUpdateManyOptions.class,
                        "updates.0.",
                        o -> collection.bulkWrite(b -> b.updateMany(FILTER, CHANGE, o))),
                inside(
                        "bulkWrite.replaceOne",
                        BulkReplaceOneOptions.class,
                        "updates.0.",
                        o -> collection.bulkWrite(b -> b.replaceOne(FILTER, document, o))),
                inside(
                        "bulkWrite.deleteOne",
                        BulkDeleteOptions.class,
                        "deletes.0.",
                        o -> collection.bulkWrite(b -> b.deleteOne(FILTER, o))),
                inside(
                        "bulkWrite.deleteMany",
                        BulkDeleteOptions.class,
                        "deletes.0.",
                        o -> collection.bulkWrite(b -> b.deleteMany(FILTER, o))),
                top(
                        "client.bulkWrite",
                        ClientBulkWriteOptions.class,
                        o -> client.bulkWrite(b -> b.on(collection).insertOne(document), o)),
                inside(
                        "client.bulkWrite.updateOne",
                        BulkUpdateOneOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).updateOne(FILTER, CHANGE, o))),
                inside(
                        "client.bulkWrite.deleteMany",
                        BulkDeleteOptions.class,
                        "ops.0.",
                        o -> client.bulkWrite(b -> b.on(collection).deleteMany(FILTER, o))));
    }

    private static List<Call<?>> catalog() {
        return List.of(
                top("createCollection", CollectionOptions.class, o -> database.createCollection("c", o)),
                inside(
                        "timeSeries",
                        TimeSeriesOptions.class,
                        "timeseries.",
                        o -> database.createCollection("c", c -> c.timeSeries("t", o))),
                top("createView", ViewOptions.class, o -> database.createView("v", "c", List.of(), o)),
                top("rename", RenameOptions.class, o -> collection.rename("d", o)),
                top("drop", DropOptions.class, o -> collection.drop(o)),
                top("dropIndex", DropOptions.class, o -> collection.dropIndex("a_1", o)),
                top("dropIndexes", DropOptions.class, o -> collection.dropIndexes(o)),
                new Call<>(
                        "collMod",
                        CollModOptions.class,
                        collection::collMod,
                        field -> field.equals("granularity") ? "timeseries.granularity" : field),
                top(
                        "createIndexes",
                        CreateIndexesOptions.class,
                        o -> collection.createIndexes(b -> b.index(FILTER), o)),
                inside("createIndex", IndexOptions.class, "indexes.0.", o -> collection.createIndex(FILTER, o)),
                inside(
                        "createSearchIndex",
                        SearchIndexOptions.class,
                        "indexes.0.",
                        o -> collection.createSearchIndex(FILTER, o)));
    }

    @TestFactory
    Stream<DynamicTest> everyOptionOfACallIsSent() {
        return calls().stream().flatMap(OptionsSentTest::ofForm);
    }

    private static <O> Stream<DynamicTest> ofForm(Call<O> call) {
        return options(call.form())
                .map(method -> DynamicTest.dynamicTest(call.name() + ": " + shown(method), () -> {
                    Samples.Sample sample = Samples.of(method);
                    SENT.clear();
                    call.run().accept(form -> invoke(method, form, sample));
                    check(SENT.element(), sample.expected(), call.place());
                }));
    }

    private record Asking<Q>(
            String name, Class<?> type, Q query, BiConsumer<Q, String> verb, Function<String, String> place) {}

    private static List<Asking<?>> queries() {
        Function<String, String> same = field -> field;
        Map<String, String> distinct = Map.of("filter", "query");
        Map<String, String> cursor = Map.of("batchSize", "cursor.batchSize");
        Map<String, String> databases = Map.of("authorizedCollections", "authorizedDatabases");
        return List.of(
                new Asking<Query<?, ?>>("find", FindQuery.class, collection.find(), (q, x) -> q.toList(), same),
                new Asking<Query<?, ?>>(
                        "aggregate",
                        AggregateQuery.class,
                        collection.aggregate(),
                        (q, x) -> q.toList(),
                        renamed(cursor)),
                new Asking<Query<?, ?>>(
                        "distinct",
                        DistinctQuery.class,
                        collection.distinct("a", BsonValue.class),
                        (q, x) -> q.toList(),
                        renamed(distinct)),
                new Asking<Query<?, ?>>(
                        "listCollections",
                        ListQuery.class,
                        database.listCollections(),
                        (q, x) -> q.toList(),
                        renamed(cursor)),
                new Asking<Query<?, ?>>(
                        "listIndexes",
                        ListQuery.class,
                        collection.listIndexes(),
                        (q, x) -> q.toList(),
                        renamed(cursor)),
                new Asking<Query<?, ?>>(
                        "listSearchIndexes",
                        ListQuery.class,
                        collection.listSearchIndexes(),
                        (q, x) -> q.toList(),
                        renamed(cursor)),
                new Asking<Query<?, ?>>(
                        "runCursorCommand",
                        CommandQuery.class,
                        database.runCursorCommand(new Document("find", "c")),
                        (q, x) -> q.toList(),
                        same),
                new Asking<Query<?, ?>>(
                        "listDatabases",
                        ListQuery.class,
                        client.listDatabases(),
                        (q, x) -> q.toList(),
                        renamed(databases)));
    }

    private static Function<String, String> renamed(Map<String, String> names) {
        return field -> names.getOrDefault(field, field);
    }

    @TestFactory
    Stream<DynamicTest> everyOptionOfAQueryIsSent() {
        return queries().stream().flatMap(OptionsSentTest::ofQuery);
    }

    private static <Q> Stream<DynamicTest> ofQuery(Asking<Q> asking) {
        return steps(asking.type())
                .filter(method -> applies(asking.name(), method))
                .map(method -> DynamicTest.dynamicTest(asking.name() + ": " + shown(method), () -> {
                    Samples.Sample sample = Samples.of(method);
                    SENT.clear();
                    @SuppressWarnings("unchecked") // A step of a query is a query of the same kind.
                    Q asked = (Q) invoke(method, asking.query(), sample);
                    asking.verb().accept(asked, "");
                    check(SENT.element(), sample.expected(), asking.place());
                }));
    }

    /** What has no word of its own in the command it is for: times of later messages, and what only counts beside another option. */
    private static boolean applies(String query, Method step) {
        Set<String> elsewhere = Set.of("as", "timeoutMode", "maxAwait");
        // What is answered whole has no batches.
        boolean whole = step.getName().equals("batchSize")
                && Set.of("distinct", "listDatabases").contains(query);
        // Of a command of the user's these steer the messages that bring more.
        boolean later = query.equals("runCursorCommand")
                && Set.of("batchSize", "comment", "tailable").contains(step.getName());
        // There is nothing to choose by, or the choice is a stage of its own: these throw or have tests of their own.
        boolean none = Set.of("listIndexes", "listSearchIndexes").contains(query)
                && Set.of("filter", "authorizedOnly").contains(step.getName());
        return !elsewhere.contains(step.getName()) && !whole && !later && !none;
    }

    private static Stream<Method> options(Class<?> form) {
        return Arrays.stream(form.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge());
    }

    private static Stream<Method> steps(Class<?> query) {
        return options(query)
                .filter(method ->
                        Query.class.isAssignableFrom(method.getReturnType()) || method.getReturnType() == Object.class);
    }

    private static String shown(Method method) {
        return method.getName()
                + Arrays.toString(Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toArray());
    }

    private static Object invoke(Method method, Object on, Samples.Sample sample) {
        try {
            return method.invoke(on, sample.arguments().toArray());
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(method + " threw " + thrown.getCause(), thrown.getCause());
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }

    private static void check(BsonDocument command, BsonDocument expected, Function<String, String> place) {
        expected.forEach((field, value) -> {
            String path = place.apply(field);
            BsonValue found = at(command, path);
            if (value.equals(new BsonString(Samples.ANY_NUMBER))) {
                assertTrue(found != null && found.isNumber(), () -> path + " is no number in " + command.toJson());
            } else {
                assertEquals(value, found, () -> path + " of " + command.toJson());
            }
        });
    }

    private static BsonValue at(BsonValue command, String path) {
        BsonValue found = command;
        for (String name : path.split("\\.", -1)) {
            if (found instanceof BsonArray array) {
                found = array.get(Integer.parseInt(name));
            } else if (found instanceof BsonDocument document) {
                found = document.get(name);
            } else {
                return null;
            }
        }
        return found;
    }
}
