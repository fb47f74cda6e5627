package dev.weft.unified.operation;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.ExpectedEvent;
import dev.weft.unified.file.Operation;
import dev.weft.unified.match.Mismatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;

/** What the runner does by itself: fail points, threads, waiting, new entities ("Special Test Operations"). */
final class RunnerOperations {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RunnerOperations() {}

    static void register(OperationTable table) {
        add(table, "failPoint", RunnerOperations::failPoint, "client", "failPoint");
        add(table, "createEntities", RunnerOperations::createEntities, "entities");
        add(table, "runOnThread", RunnerOperations::runOnThread, "thread", "operation");
        add(table, "waitForThread", RunnerOperations::waitForThread, "thread");
        add(table, "waitForEvent", RunnerOperations::waitForEvent, "client", "event", "count");
        add(table, "recordTopologyDescription", RunnerOperations::recordTopology, "client", "id");
        add(
                table,
                "waitForPrimaryChange",
                RunnerOperations::waitForPrimaryChange,
                "client",
                "priorTopologyDescription",
                "timeoutMS");
        add(table, "wait", (a, s) -> pause(Duration.ofMillis(a.number("ms"))), "ms");
    }

    interface Step {
        void run(Arguments arguments, Scene scene);
    }

    static void add(OperationTable table, String name, Step step, String... arguments) {
        table.add(
                Kind.TEST_RUNNER,
                Entity.Runner.class,
                name,
                (runner, given, scene) -> {
                    step.run(given, scene);
                    return Result.nothing();
                },
                arguments);
    }

    private static void failPoint(Arguments a, Scene scene) {
        Entity.Client client = scene.entities().client(a.text("client"));
        BsonDocument command = a.document("failPoint");
        client.client().database("admin").runCommand(command);
        scene.failPoints()
                .accept(
                        client.events().failPointServer().orElseThrow(),
                        command.getString("configureFailPoint").getValue());
    }

    private static void createEntities(Arguments a, Scene scene) {
        List<EntitySpec> specs = new ArrayList<>();
        for (BsonDocument each : a.documents("entities")) {
            specs.add(EntitySpec.read(a.path() + ".entities[" + specs.size() + "]", each));
        }
        scene.maker().make(specs);
    }

    private static void runOnThread(Arguments a, Scene scene) {
        Entity.Worker worker = worker(a, scene);
        Operation operation = Operation.read(a.path() + ".operation", a.value("operation"));
        worker.thread().run(() -> new Executor(scene).execute(operation));
    }

    private static void waitForThread(Arguments a, Scene scene) {
        worker(a, scene).thread().finish(PATIENCE);
    }

    private static Entity.Worker worker(Arguments a, Scene scene) {
        return scene.entities().get(a.text("thread"), Kind.THREAD, Entity.Worker.class);
    }

    private static void waitForEvent(Arguments a, Scene scene) {
        Entity.Client client = scene.entities().client(a.text("client"));
        ExpectedEvent event = ExpectedEvent.read(a.path() + ".event", a.value("event"));
        long count = a.number("count");
        if (!client.events().await(PATIENCE, () -> scene.events().count(event, client.events()) >= count)) {
            throw new Mismatch(
                    a.path(),
                    "waited in vain for " + count + " " + event.kind().word() + ", saw "
                            + scene.events().count(event, client.events()));
        }
    }

    private static void recordTopology(Arguments a, Scene scene) {
        Topology topology = scene.entities().client(a.text("client")).client().topology();
        scene.entities().put(a.text("id"), new Entity.TopologyDescription(topology));
    }

    private static void waitForPrimaryChange(Arguments a, Scene scene) {
        Entity.Client client = scene.entities().client(a.text("client"));
        Optional<ServerAddress> before = primary(scene.entities()
                .get(a.text("priorTopologyDescription"), Kind.TOPOLOGY, Entity.TopologyDescription.class)
                .topology());
        Duration limit = a.optionalNumber("timeoutMS").map(Duration::ofMillis).orElse(PATIENCE);
        boolean changed = client.events().await(limit, () -> {
            Optional<ServerAddress> now = primary(client.client().topology());
            return now.isPresent() && !now.equals(before);
        });
        if (!changed) {
            throw new Mismatch(a.path(), "no other primary in time");
        }
    }

    private static Optional<ServerAddress> primary(Topology topology) {
        return topology.servers().values().stream()
                .filter(server -> server.type() == ServerType.RS_PRIMARY)
                .map(server -> server.address())
                .findFirst();
    }

    /** The one operation that is about time itself: there is no other thing to wait for. */
    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
