package dev.weft.user;

import static dev.weft.query.Indexes.ascending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.TimeoutMode;
import dev.weft.client.BatchedQuery;
import dev.weft.client.Query;
import dev.weft.error.MongoException;
import dev.weft.error.TimedOutException;
import dev.weft.testbed.Capability;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.Document;

/** What the options do that nearly every call has. */
class EveryCallsOptionsEffectTest extends OptionEffects {
    private static final int TIME_IS_UP = 50;

    /** All but those by which a client keeps up with its servers. */
    private static final String COMMANDS = "'find', 'aggregate', 'distinct', 'count', 'insert', 'update', 'delete',"
            + " 'findAndModify', 'bulkWrite', 'create', 'collMod', 'drop', 'renameCollection', 'createIndexes', 'dropIndexes',"
            + " 'listCollections', 'listIndexes', 'listDatabases', 'ping', 'validate', 'createSearchIndexes',"
            + " 'updateSearchIndex', 'dropSearchIndex'";

    private static MongoException refused(Runnable call) {
        return assertThrows(MongoException.class, call::run);
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("* timeout(Duration)")
    void aTimeoutEndsACall() {
        each(EveryCall.harmless(client, things), (call, option) -> {
            client.ping();
            assertThrows(TimedOutException.class, () -> call.send(option, Duration.ofNanos(1)));
        });
    }

    /** What takes too long is ended by the server itself. */
    @EachServer(ServerKind.EMBEDDED)
    @EffectOf("* maxTime(Duration)")
    void theServerEndsWhatTakesTooLong(TestServer server) {
        var member = ((EmbeddedServer) server).deployment().member(0);
        prepare();
        each(EveryCall.harmless(client, things), (call, option) -> {
            member.failPoint("{configureFailPoint: 'failCommand', mode: 'alwaysOn', data: {blockConnection: true,"
                    + " blockTimeMS: 40, failCommands: [" + COMMANDS + "]}}");
            try {
                assertEquals(TIME_IS_UP, refusal(() -> call.send(option, Duration.ofMillis(10))));
            } finally {
                member.failPoint("{configureFailPoint: 'failCommand', mode: 'off'}");
            }
        });
    }

    /** Four batches come late: together later than the timeout, each of them well within it. */
    @EachServer(ServerKind.EMBEDDED)
    @EffectOf("* timeoutMode(TimeoutMode)")
    void aTimeoutCountsTheWholeCursorOrEachOfItsBatches(TestServer server) {
        var member = ((EmbeddedServer) server).deployment().member(0);
        // More than a server's first batch has when nobody says how many.
        things.insertMany(
                IntStream.range(0, 105).mapToObj(i -> new Document("_id", i)).toList());
        for (String name : List.of("a", "b", "c", "d")) {
            things.createIndex(ascending(name));
            database.createCollection(name);
        }
        each(EveryCall.harmless(client, things), (call, option) -> {
            Consumer<TimeoutMode> late = mode -> {
                member.failPoint("{configureFailPoint: 'failCommand', mode: {times: 4}, data: {blockConnection: true,"
                        + " blockTimeMS: 150, failCommands: ['getMore']}}");
                try {
                    call.sender()
                            .accept(query ->
                                    EveryCall.invoke(option, inSmallBatches(query, Duration.ofMillis(500)), mode));
                } finally {
                    member.failPoint("{configureFailPoint: 'failCommand', mode: 'off'}");
                }
            };
            assertThrows(TimedOutException.class, () -> late.accept(TimeoutMode.WHOLE_CURSOR));
            sent("getMore");
            late.accept(TimeoutMode.EACH_BATCH);
            assertTrue(sent("getMore") >= 4, "all four were waited for");
        });
    }

    private static Object inSmallBatches(Object query, Duration timeout) {
        Object timed = ((Query<?, ?>) query).timeout(timeout);
        return ((BatchedQuery<?, ?>) timed).batchSize(1);
    }

    /** A server that knows no such field says so. */
    @EachServer({ServerKind.ENGINE, ServerKind.EXTERNAL})
    @EffectOf("* option(String,Object)")
    void aFieldOfTheUsersReachesTheServer() {
        each(EveryCall.harmless(client, things), (call, option) -> {
            prepare();
            String message =
                    refused(() -> call.send(option, "newerThanWeft", 1)).getMessage();
            assertTrue(message.contains("newerThanWeft"), message);
        });
    }

    /** What a time series stores are buckets, and measurements are what it shows. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"find rawData(boolean)", "aggregate rawData(boolean)"})
    void theBucketsOfATimeSeriesAreRead() {
        shows(() -> {
            prepare();
            database.collection("beside").insertOne(new Document());
            things.drop();
            database.createCollection("things", o -> o.timeSeries("at"));
            things.insertOne(new Document("at", new BsonDateTime(0)));
            assertEquals(
                    1,
                    things.find(BsonDocument.parse("{control: {$exists: true}}"))
                            .rawData(true)
                            .toList()
                            .size());
            assertEquals(
                    0,
                    things.find(BsonDocument.parse("{control: {$exists: true}}"))
                            .rawData(false)
                            .toList()
                            .size());
            assertTrue(things.aggregate().rawData(true).first().orElseThrow().containsKey("control"));
        });
    }
}
