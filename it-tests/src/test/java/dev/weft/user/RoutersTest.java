package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadPreference;
import dev.weft.client.MongoClient;
import dev.weft.core.cluster.Until;
import dev.weft.testbed.Deployment;
import dev.weft.testbed.Member;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import java.time.Duration;
import java.util.stream.IntStream;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A sharded deployment as a user meets it: whichever router serves a call, and whichever is gone. */
class RoutersTest {
    private static MongoClient connect(Deployment cluster) {
        MongoClient client = MongoClient.connect(cluster.uri() + "?heartbeatFrequencyMS=500&localThresholdMS=1000");
        Until.holds(() -> client.topology().of(ServerType.MONGOS).size()
                == cluster.members().size());
        return client;
    }

    @Test
    void callsSpreadOverAllRouters() {
        try (var cluster = Deployment.sharded(2).start();
                var client = connect(cluster)) {
            assertEquals(TopologyType.SHARDED, client.topology().type());
            var books = client.database("library").collection("books");
            books.insertMany(IntStream.range(0, 100)
                    .mapToObj(i -> new Document("_id", i))
                    .toList());
            for (int i = 0; i < 100; i++) {
                books.find().first();
            }
            assertEquals(100, books.find().batchSize(7).toList().size());
            for (Member router : cluster.members()) {
                assertTrue(router.commandCount("find") >= 20, () -> router + " got " + router.commandCounts());
            }
        }
    }

    @Test
    void readPreferencesArePassedOnAndThePrimaryIsNotWorthAWord() {
        try (var cluster = Deployment.sharded(1).start();
                var client = connect(cluster)) {
            var books = client.database("library").collection("books");
            books.with(o -> o.readPreference(ReadPreference.nearest())).find().first();
            Member router = cluster.member(0);
            assertEquals(
                    new BsonString("nearest"),
                    router.lastCommand("find")
                            .orElseThrow()
                            .getDocument("$readPreference")
                            .get("mode"));
            books.with(o -> o.readPreference(ReadPreference.primary())).find().first();
            assertFalse(router.lastCommand("find").orElseThrow().containsKey("$readPreference"));
        }
    }

    @Test
    void callsGoOnWhileARouterIsStoppedAndItIsUsedAgainOnceItIsBack() {
        try (var cluster = Deployment.sharded(2).start();
                var client = connect(cluster)) {
            var books = client.database("library").collection("books");
            for (Member router : cluster.members()) {
                router.stop();
                for (int i = 0; i < 20; i++) {
                    books.insertOne(new Document());
                    books.find().first();
                }
                Until.holds(() -> client.topology().of(ServerType.MONGOS).size() == 1);
                router.start();
                Until.holds(() -> client.topology().of(ServerType.MONGOS).size() == 2);
                long before = router.commandCount("find");
                Until.holds(() -> {
                    books.find().first();
                    return router.commandCount("find") > before;
                });
            }
            assertEquals(40, books.find().toList().size());
        }
    }

    @Test
    void aRouterThatEndsInOrderCostsNoCall() {
        try (var cluster = Deployment.sharded(2).start();
                var client = connect(cluster)) {
            var books = client.database("library").collection("books");
            cluster.member(0).shutDown(Duration.ofMinutes(1));
            Until.holds(() -> client.topology().of(ServerType.MONGOS).size() == 1);
            long before = cluster.member(0).commandCount("insert");
            for (int i = 0; i < 20; i++) {
                books.insertOne(new Document());
            }
            assertEquals(before, cluster.member(0).commandCount("insert"));
            assertEquals(20, cluster.member(1).commandCount("insert"));
        }
    }

    @Test
    void writesComeThroughWhileARouterCutsConnections() {
        try (var cluster = Deployment.sharded(2).start();
                var client = connect(cluster)) {
            var books = client.database("library").collection("books");
            for (int i = 0; i < 8; i++) {
                cluster.member(i % 2)
                        .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1},"
                                + " data: {failCommands: ['insert', 'find'], closeConnection: true}}");
                books.insertOne(new Document("_id", i));
                books.find().first();
                cluster.members().forEach(Member::clearFailPoints);
            }
            assertEquals(8, books.find().toList().size());
        }
    }
}
