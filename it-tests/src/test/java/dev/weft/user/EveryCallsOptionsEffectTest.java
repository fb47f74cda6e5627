package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.error.MongoException;
import dev.weft.error.TimedOutException;
import dev.weft.testbed.Capability;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
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
