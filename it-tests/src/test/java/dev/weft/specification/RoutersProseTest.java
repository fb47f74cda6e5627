package dev.weft.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.core.cluster.Until;
import dev.weft.error.CommandFailedException;
import dev.weft.event.CommandEvent;
import dev.weft.testbed.Deployment;
import dev.weft.testbed.Member;
import dev.weft.topology.ServerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Prose tests that need routers, by the names of their specifications and their numbers there. */
class RoutersProseTest {
    /** Each prose test of two routers can pass by chance, one time in two. */
    private static final int TIMES = 20;

    private static final String READ = "failCommands: ['find'], errorCode: 6";
    private static final String WRITE = "failCommands: ['insert'], errorCode: 6, errorLabels: ['RetryableWriteError']";

    private final List<CommandEvent> ended = new CopyOnWriteArrayList<>();

    private MongoClient connect(String uri) {
        return MongoClient.connect(
                uri,
                s -> s.listen(CommandEvent.Succeeded.class, ended::add).listen(CommandEvent.Failed.class, ended::add));
    }

    private static void failOnce(Member router, String data) {
        router.failPoint("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {" + data + "}}");
    }

    private static void awaitRouters(MongoClient client, int count) {
        Until.holds(() -> client.topology().of(ServerType.MONGOS).size() == count);
    }

    private interface Use {
        void of(MongoCollection<Document> collection);
    }

    private void failsOnBoth(String data, Use use) {
        try (var cluster = Deployment.sharded(2).start();
                var client = connect(cluster.uri())) {
            awaitRouters(client, 2);
            var collection = client.database("prose").collection("routers");
            for (int i = 0; i < TIMES; i++) {
                ended.clear();
                cluster.members().forEach(router -> failOnce(router, data));
                assertEquals(
                        6,
                        assertThrows(CommandFailedException.class, () -> use.of(collection))
                                .code());
                assertEquals(2, ended.size(), ended::toString);
                ended.forEach(event -> assertTrue(event instanceof CommandEvent.Failed, event::toString));
                assertNotEquals(server(0), server(1));
            }
        }
    }

    private void succeedsOnTheSame(String data, Use use) {
        try (var cluster = Deployment.sharded(1).start();
                var client = connect(cluster.uri() + "?directConnection=false")) {
            failOnce(cluster.member(0), data);
            use.of(client.database("prose").collection("routers"));
            assertEquals(2, ended.size(), ended::toString);
            assertTrue(ended.get(0) instanceof CommandEvent.Failed, ended::toString);
            assertTrue(ended.get(1) instanceof CommandEvent.Succeeded, ended::toString);
            assertEquals(server(0), server(1));
        }
    }

    private ServerAddress server(int event) {
        return ended.get(event).call().server();
    }

    @Test
    void retryableReads21RetriesOnAnotherRouterWhenThereIsOne() {
        failsOnBoth(READ, collection -> collection.find().first());
    }

    @Test
    void retryableReads22RetriesOnTheSameRouterWhenThereIsNoOther() {
        succeedsOnTheSame(READ, collection -> collection.find().first());
    }

    @Test
    void retryableWrites4RetriesOnAnotherRouterWhenThereIsOne() {
        failsOnBoth(WRITE, collection -> collection.insertOne(new Document()));
    }

    @Test
    void retryableWrites5RetriesOnTheSameRouterWhenThereIsNoOther() {
        succeedsOnTheSame(WRITE + ", closeConnection: true", collection -> collection.insertOne(new Document()));
    }

    @Test
    void maxStalenessDirectConnectionTellsTheRouterOrDoesNot() {
        try (var cluster = Deployment.sharded(1).start()) {
            Member router = cluster.member(0);
            try (var client =
                    MongoClient.connect(cluster.uri() + "?readPreference=secondary&maxStalenessSeconds=120")) {
                client.database("prose").collection("routers").find().first();
            }
            assertEquals(
                    new BsonDocument("mode", new BsonString("secondary"))
                            .append("maxStalenessSeconds", new BsonInt64(120)),
                    router.lastCommand("find").orElseThrow().getDocument("$readPreference"));
            try (var client = MongoClient.connect(cluster.uri() + "?readPreference=secondary")) {
                client.database("prose").collection("routers").find().first();
            }
            assertEquals(
                    new BsonDocument("mode", new BsonString("secondary")),
                    router.lastCommand("find").orElseThrow().getDocument("$readPreference"));
        }
    }

    @Test
    void serverSelectionSpreadsOverRoutersByTheirRunningOperations() {
        try (var cluster = Deployment.sharded(2).start();
                var client = MongoClient.connect(cluster.uri()
                        + "?appName=loadBalancingTest&localThresholdMS=30000&minPoolSize=10&maxPoolSize=10")) {
            awaitRouters(client, 2);
            Until.holds(() -> client.pools().stream().allMatch(pool -> pool.idle() == 10)
                    && client.pools().size() == 2);
            Member slow = cluster.member(0);
            slow.failPoint("{configureFailPoint: 'failCommand', mode: {times: 10000}, data: {failCommands: ['find'],"
                    + " blockConnection: true, blockTimeMS: 500, appName: 'loadBalancingTest'}}");
            long onSlow = finds(client, cluster, 10).get(slow);
            assertTrue(onSlow < 25, onSlow + " of 100 went to the slow one");
            slow.clearFailPoints();
            long half = finds(client, cluster, 100).get(slow);
            assertTrue(half >= 400 && half <= 600, half + " of 1000");
        }
    }

    /** How many of the finds of ten threads, each one after the other, arrived where. */
    private static Map<Member, Long> finds(MongoClient client, Deployment cluster, int each) {
        Map<Member, Long> before = counts(cluster);
        List<Thread> threads = new ArrayList<>();
        var done = new AtomicLong();
        for (int i = 0; i < 10; i++) {
            threads.add(Thread.ofVirtual().name("prose-find-" + i).start(() -> {
                for (int n = 0; n < each; n++) {
                    client.database("prose").collection("routers").find().first();
                    done.incrementAndGet();
                }
            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stop) {
            throw new AssertionError("interrupted", stop);
        }
        assertEquals(10L * each, done.get());
        Map<Member, Long> after = counts(cluster);
        return after.keySet().stream()
                .collect(Collectors.toMap(member -> member, member -> after.get(member) - before.get(member)));
    }

    private static Map<Member, Long> counts(Deployment cluster) {
        return cluster.members().stream()
                .collect(Collectors.toMap(member -> member, member -> member.commandCount("find")));
    }
}
