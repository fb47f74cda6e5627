package dev.weft.testbed;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.inc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import dev.weft.core.cluster.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routers of the testbed are routers to the official driver too, which keeps them honest. */
class OfficialShardedTest {
    private final List<ServerAddress> failed = new CopyOnWriteArrayList<>();
    private final List<ServerAddress> succeeded = new CopyOnWriteArrayList<>();
    private Deployment cluster;
    private MongoClient client;

    @BeforeEach
    void start() {
        cluster = Deployment.sharded(2).start();
        client = client();
    }

    private MongoClient client() {
        var listener = new CommandListener() {
            @Override
            public void commandFailed(CommandFailedEvent event) {
                failed.add(event.getConnectionDescription().getServerAddress());
            }

            @Override
            public void commandSucceeded(CommandSucceededEvent event) {
                succeeded.add(event.getConnectionDescription().getServerAddress());
            }
        };
        // However long a router takes to answer, it is near enough to be used.
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(
                        new ConnectionString(cluster.uri() + "?heartbeatFrequencyMS=500&localThresholdMS=10000"))
                .addCommandListener(listener)
                .build());
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
        assertEquals(List.of(), cluster.takeViolations());
    }

    private void awaitRouters(int count) {
        Until.holds(() -> client.getClusterDescription().getServerDescriptions().stream()
                        .filter(server -> server.getState() == ServerConnectionState.CONNECTED)
                        .count()
                == count);
    }

    private void failOnBoth(String data) {
        cluster.members()
                .forEach(router -> router.failPoint(
                        "{configureFailPoint: 'failCommand', mode: {times: 1}, data: {" + data + "}}"));
    }

    @Test
    void readsAndWritesThroughBothRouters() {
        awaitRouters(2);
        assertEquals(ClusterType.SHARDED, client.getClusterDescription().getType());
        var books = client.getDatabase("library").getCollection("books").withWriteConcern(WriteConcern.MAJORITY);
        books.insertMany(
                IntStream.range(0, 250).mapToObj(i -> new Document("_id", i)).toList());
        for (int i = 0; i < 20; i++) {
            assertEquals(250, books.find().batchSize(50).into(new ArrayList<>()).size());
            assertEquals(1, books.updateOne(eq("_id", i), inc("n", 1)).getModifiedCount());
        }
        assertEquals(50, books.deleteMany(lt("_id", 50)).getDeletedCount());
        var nearest = books.withReadPreference(ReadPreference.secondaryPreferred());
        assertEquals(200, nearest.countDocuments());
        assertEquals(Set.of(cluster.member(0).host(), cluster.member(1).host()), hosts(succeeded));
        assertEquals(List.of(), failed);
    }

    private static Set<String> hosts(List<ServerAddress> addresses) {
        return addresses.stream()
                .map(address -> address.getHost() + ":" + address.getPort())
                .collect(Collectors.toSet());
    }

    @Test
    void triesReadsAndWritesAgainOnTheOtherRouter() {
        awaitRouters(2);
        var books = client.getDatabase("library").getCollection("books");
        books.insertOne(new Document("_id", 0));
        for (int i = 1; i <= 5; i++) {
            cluster.member(0)
                    .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['find'],"
                            + " errorCode: 6}}");
            assertEquals(i, books.find().into(new ArrayList<>()).size());
            cluster.member(1)
                    .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                            + " errorCode: 6, errorLabels: ['RetryableWriteError']}}");
            books.insertOne(new Document("_id", i));
        }
        cluster.members().forEach(Member::clearFailPoints);
        failed.clear();
        failOnBoth("failCommands: ['insert'], errorCode: 6, errorLabels: ['RetryableWriteError']");
        assertThrows(MongoException.class, () -> books.insertOne(new Document()));
        assertEquals(Set.of(cluster.member(0).host(), cluster.member(1).host()), hosts(failed));
        assertEquals(6, books.countDocuments());
    }

    @Test
    void goesOnWhileOneRouterIsStoppedAndUsesItAgain() {
        awaitRouters(2);
        var books = client.getDatabase("library").getCollection("books");
        for (int round = 0; round < 2; round++) {
            Member router = cluster.member(round);
            router.stop();
            for (int i = 0; i < 20; i++) {
                books.insertOne(new Document());
            }
            awaitRouters(1);
            router.start();
            awaitRouters(2);
            long before = router.commandCount("find");
            Until.holds(() -> {
                books.find().first();
                return router.commandCount("find") > before;
            });
        }
        assertEquals(40, books.countDocuments());
    }
}
