package dev.weft.user;

import static dev.weft.query.Aggregates.match;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Sorts.ascending;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.error.CommandFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.query.Aggregates;
import dev.weft.query.Filters;
import dev.weft.query.Row;
import dev.weft.query.WindowOutputFields;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Sends what a builder made to a server, in the place where a server reads such a thing, and tells the server's answer. */
final class BuilderSender {
    static final String ACCEPTED = "accepted";
    private static final Set<String> OF_REDACT = Set.of("'$$DESCEND'", "'$$PRUNE'", "'$$KEEP'");
    private static final String DATABASE = "weft_builders";

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> things;
    /** With one geospatial index, so that {@code $geoNear} need not be told which. */
    private final MongoCollection<Document> places;

    BuilderSender(MongoClient client) {
        this.client = client;
        database = client.database(DATABASE);
        things = database.collection("things");
        places = database.collection("places");
    }

    /** Puts in the documents, and the indexes that some filters need, as far as the server has them. */
    void prepare() {
        database.drop();
        things.insertMany(IntStream.range(1, 5).mapToObj(BuilderSender::thing).toList());
        database.collection("other")
                .insertOne(new Document("_id", 1).append("k", 1).append("up", 2));
        places.insertOne(thing(1));
        answer(() -> createIndex("places", BsonDocument.parse("{at: '2dsphere'}")));
        List.of("{words: 'text'}", "{at: '2dsphere'}", "{flat: '2d'}")
                .forEach(keys -> answer(() -> createIndex("things", BsonDocument.parse(keys))));
    }

    private static Document thing(int i) {
        return Document.parse("{_id: " + i + ", n: " + i + ", m: " + (10 - i) + ", x: 1.25, s: 'abc', yes: true,"
                + " t: ISODate('2024-02-29T12:30:15.00" + i + "Z'), ts: Timestamp(7, 1), bin: BinData(0, 'AAEC'),"
                + " a: [1, 2, " + i + "], b: [2, 3, 5], d: {k: 1}, docs: [{k: 1, v: 'x'}, {k: 2, v: 'y'}],"
                + " pairs: [{k: 'p', v: 1}], words: 'sea and sky', flat: [1, " + i + "],"
                + " at: {type: 'Point', coordinates: [1.5, 1.0]}}");
    }

    /** {@link #ACCEPTED}, or the server's error code. */
    String send(Row row) {
        return answer(() -> {
            Bson what = row.document();
            switch (row.place()) {
                case FILTER -> things.find(what).toList();
                case GEOMETRY -> things.find(Filters.geoIntersects("at", what)).toList();
                case PROJECTION -> things.find(asked(row)).project(what).toList();
                case SORT -> things.find(asked(row)).sort(what).toList();
                case UPDATE -> update(what);
                case INDEX -> index(what);
                case SCHEMA -> validate(what);
                case SEARCH_INDEX -> searchIndex("search", what);
                case VECTOR_INDEX -> searchIndex("vectorSearch", what);
                case PART -> throw new IllegalArgumentException("a part is sent with what it is a part of: " + row);
                default -> aggregate(row, what);
            }
        });
    }

    private void aggregate(Row row, Bson what) {
        switch (row.place()) {
            case DATABASE_STAGE -> database.aggregate(what).toList();
            case ADMIN_STAGE -> client.database("admin").aggregate(what).toList();
            case SESSIONS_STAGE ->
                client.database("config")
                        .collection("system.sessions")
                        .aggregate(what)
                        .toList();
            case EXPRESSION ->
                things.aggregate(match(asked(row)), stage(row, what)).toList();
            default -> {
                var from = row.json().startsWith("{$geoNear") ? places : things;
                var pipeline = from.aggregate(stage(row, what));
                if (row.json().matches("\\{\\$(out|merge):.*")) {
                    pipeline.run();
                } else {
                    pipeline.toList();
                }
            }
        }
    }

    /** The score of a text needs a search for one, and {@code $} in a projection an array that is asked for. */
    private static Bson asked(Row row) {
        return row.json().contains("textScore") ? Filters.text("sea") : eq("a", 1);
    }

    private static Bson stage(Row row, Bson what) {
        boolean timed = row.json().contains("unit:");
        Bson order = ascending(timed ? "t" : "n");
        return switch (row.place()) {
            case STAGE -> what;
            case ACCUMULATOR -> Aggregates.group(null, what);
            case WINDOW -> Aggregates.setWindowFields(null, order, WindowOutputFields.sum("k", "$n", what));
            case WINDOW_OUTPUT -> Aggregates.setWindowFields(null, order, what);
            case DENSIFY_RANGE -> Aggregates.densify(timed ? "t" : "n", what, o -> o.partitionByFields("s"));
            case FILL_OUTPUT -> Aggregates.fill(List.of(what), o -> o.sortBy(order));
            case FACET -> Aggregates.facet(what);
            case EXPRESSION ->
                OF_REDACT.contains(row.json()) ? Aggregates.redact(row.what()) : Aggregates.project(what);
            case SEARCH_OPERATOR -> Aggregates.search(what);
            default -> throw new IllegalArgumentException(row + " is no stage");
        };
    }

    private void update(Bson what) {
        MongoCollection<Document> changed = database.collection("changed");
        changed.deleteMany(Filters.empty());
        changed.insertOne(thing(1));
        changed.updateOne(eq(1), what);
    }

    private void index(Bson keys) {
        try {
            createIndex("indexed", keys.toBsonDocument());
        } finally {
            database.collection("indexed").drop();
        }
    }

    private void createIndex(String collection, BsonDocument keys) {
        BsonDocument index = new BsonDocument("key", keys).append("name", new BsonString("of_" + keys.hashCode()));
        database.runCommand(new BsonDocument("createIndexes", new BsonString(collection))
                .append("indexes", new BsonArray(List.of(index))));
    }

    private void validate(Bson schema) {
        try {
            database.runCommand(new BsonDocument("create", new BsonString("validated"))
                    .append("validator", Filters.jsonSchema(schema).toBsonDocument()));
        } finally {
            database.collection("validated").drop();
        }
    }

    private void searchIndex(String type, Bson definition) {
        BsonDocument index = new BsonDocument("name", new BsonString("found"))
                .append("type", new BsonString(type))
                .append("definition", definition.toBsonDocument());
        database.runCommand(new BsonDocument("createSearchIndexes", new BsonString("things"))
                .append("indexes", new BsonArray(List.of(index))));
    }

    private static String answer(Runnable call) {
        try {
            call.run();
            return ACCEPTED;
        } catch (CommandFailedException refused) {
            return "" + refused.code();
        } catch (WriteFailedException refused) {
            return "" + refused.code();
        }
    }
}
