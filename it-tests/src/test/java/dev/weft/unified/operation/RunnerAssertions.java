package dev.weft.unified.operation;

import dev.weft.client.MongoDatabase;
import dev.weft.error.CommandFailedException;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.file.ExpectedEvent;
import dev.weft.unified.match.Mismatch;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What the runner asserts by itself, about clients and about what the deployment holds. */
final class RunnerAssertions {
    private static final int NO_SUCH_COLLECTION = 26;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private RunnerAssertions() {}

    static void register(OperationTable table) {
        RunnerOperations.add(
                table,
                "assertNumberConnectionsCheckedOut",
                RunnerAssertions::connectionsCheckedOut,
                "client",
                "connections");
        RunnerOperations.add(table, "assertEventCount", RunnerAssertions::eventCount, "client", "event", "count");
        RunnerOperations.add(table, "assertSameLsidOnLastTwoCommands", (a, s) -> lastTwoSessions(a, s, true), "client");
        RunnerOperations.add(
                table, "assertDifferentLsidOnLastTwoCommands", (a, s) -> lastTwoSessions(a, s, false), "client");
        RunnerOperations.add(
                table, "assertTopologyType", RunnerAssertions::topologyType, "topologyDescription", "topologyType");
        for (boolean there : new boolean[] {true, false}) {
            String ending = there ? "Exists" : "NotExists";
            RunnerOperations.add(
                    table,
                    "assertCollection" + ending,
                    (a, s) -> holds(a, collectionExists(a, s), there),
                    "databaseName",
                    "collectionName");
            RunnerOperations.add(
                    table,
                    "assertIndex" + ending,
                    (a, s) -> holds(a, indexExists(a, s), there),
                    "databaseName",
                    "collectionName",
                    "indexName");
        }
    }

    private static void connectionsCheckedOut(Arguments a, Scene scene) {
        Entity.Client client = scene.entities().client(a.text("client"));
        long expected = a.number("connections");
        // The pool's own count: its events are told by another thread and might say so a moment later.
        int actual = client.client().pools().stream()
                .mapToInt(pool -> pool.inUse() + pool.draining())
                .sum();
        if (actual != expected) {
            throw new Mismatch(a.path(), actual + " connections are checked out, expected " + expected);
        }
    }

    private static void eventCount(Arguments a, Scene scene) {
        Entity.Client client = scene.entities().client(a.text("client"));
        ExpectedEvent event = ExpectedEvent.read(a.path() + ".event", a.value("event"));
        long expected = a.number("count");
        // Events of pools and topologies are told by a thread of the client's and may still be on their way.
        client.events().await(MOMENT, () -> scene.events().count(event, client.events()) >= expected);
        long actual = scene.events().count(event, client.events());
        if (actual != expected) {
            throw new Mismatch(
                    a.path(), actual + " events " + event.kind().word() + " were published, expected " + expected);
        }
    }

    private static void lastTwoSessions(Arguments a, Scene scene, boolean same) {
        List<BsonDocument> commands =
                scene.entities().client(a.text("client")).events().commands().toList();
        if (commands.size() < 2) {
            throw new Mismatch(a.path(), "only " + commands.size() + " commands were sent");
        }
        BsonValue last = commands.getLast().get("lsid");
        BsonValue before = commands.get(commands.size() - 2).get("lsid");
        if (last == null || before == null) {
            throw new Mismatch(a.path(), "a command has no lsid");
        }
        if (last.equals(before) != same) {
            throw new Mismatch(a.path(), "the last two commands have " + (same ? "different" : "the same") + " lsids");
        }
    }

    private static void topologyType(Arguments a, Scene scene) {
        String actual = scene.entities()
                .get(a.text("topologyDescription"), Kind.TOPOLOGY, Entity.TopologyDescription.class)
                .topology()
                .type()
                .word();
        String expected = a.text("topologyType");
        if (!actual.equals(expected)) {
            throw new Mismatch(a.path(), "the topology is " + actual + ", expected " + expected);
        }
    }

    private static void holds(Arguments a, boolean there, boolean expected) {
        if (there != expected) {
            throw new Mismatch(a.path(), there ? "it exists" : "it does not exist");
        }
    }

    private static boolean collectionExists(Arguments a, Scene scene) {
        var filter = new BsonDocument("name", new BsonString(a.text("collectionName")));
        var command = new BsonDocument("listCollections", new BsonInt32(1)).append("filter", filter);
        return !firstBatch(scene.internal().database(a.text("databaseName")), command)
                .isEmpty();
    }

    private static boolean indexExists(Arguments a, Scene scene) {
        String index = a.text("indexName");
        var command = new BsonDocument("listIndexes", new BsonString(a.text("collectionName")));
        return firstBatch(scene.internal().database(a.text("databaseName")), command).stream()
                .anyMatch(each -> each.asDocument().getString("name").getValue().equals(index));
    }

    private static List<BsonValue> firstBatch(MongoDatabase database, BsonDocument command) {
        try {
            return database.runCommand(command, BsonDocument.class)
                    .getDocument("cursor")
                    .getArray("firstBatch");
        } catch (CommandFailedException failed) {
            if (failed.code() == NO_SUCH_COLLECTION) {
                return List.of();
            }
            throw failed;
        }
    }
}
