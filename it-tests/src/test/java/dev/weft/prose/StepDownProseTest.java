package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.WriteConcern;
import dev.weft.client.MongoCollection;
import dev.weft.core.cluster.Until;
import dev.weft.error.CommandFailedException;
import dev.weft.event.PoolEvent;
import dev.weft.testbed.Deployment;
import dev.weft.topology.ServerType;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The four tests of the specification "connections survive step down". */
class StepDownProseTest {
    private Deployment set;
    private Watched watched;
    private MongoCollection<Document> collection;

    @BeforeEach
    void prepare() {
        set = Deployment.replicaSet("rs", 3).start();
        // A fail point says that the server is shutting down and changes nothing in it, so a stream has nothing to tell
        // before its next heartbeat.
        watched = Watched.connect(set.uri() + "&retryWrites=false&heartbeatFrequencyMS=500");
        var majority = watched.client.database("step-down").with(o -> o.writeConcern(WriteConcern.majority()));
        collection = majority.collection("step-down");
        collection.drop();
        majority.runCommand(new Document("create", "step-down"));
    }

    @AfterEach
    void close() {
        watched.close();
        set.close();
    }

    private int cleared() {
        return watched.count(PoolEvent.PoolCleared.class);
    }

    private void insertFailsWith(int code) {
        FailPoint.failCommand(set.member(0), "{times: 1}", "failCommands: ['insert'], errorCode: " + code);
        assertEquals(
                code,
                assertThrows(CommandFailedException.class, () -> collection.insertOne(new Document("test", 1)))
                        .code());
    }

    @Test
    void getMoreIterationGoesOnOnTheMemberThatSteppedDown() {
        collection.insertMany(
                IntStream.range(0, 5).mapToObj(i -> new Document("_id", i)).toList());
        try (var cursor = collection.find().batchSize(2).cursor()) {
            var found = new ArrayList<>(cursor.nextBatch());
            assertEquals(2, found.size());
            var before = cleared();
            try (var secondary = Watched.connect(set.member(1).uri());
                    var primary = Watched.connect(set.member(0).uri())) {
                secondary.client.database("admin").runCommand(new Document("replSetFreeze", 0));
                primary.client.database("admin").runCommand(new Document("replSetStepDown", 30).append("force", true));
            }
            found.addAll(cursor.nextBatch());
            assertEquals(4, found.size());
            assertEquals(before, cleared());
        }
        // Nothing is retried here, so the next write must not go where it would be refused.
        Until.holds(this::anotherPrimaryIsKnown);
        collection.insertOne(new Document("_id", 5));
        assertEquals(0, cleared());
    }

    private boolean anotherPrimaryIsKnown() {
        return watched.client.topology().of(ServerType.RS_PRIMARY).stream()
                .anyMatch(primary ->
                        !primary.address().toString().equals(set.member(0).host()));
    }

    @Test
    void notPrimaryKeepsTheConnectionPool() {
        insertFailsWith(10107);
        collection.insertOne(new Document("test", 1));
        assertEquals(0, cleared());
    }

    @Test
    void shutdownInProgressResetsTheConnectionPool() {
        insertFailsWith(91);
        Until.holds(() -> cleared() == 1);
        collection.insertOne(new Document("test", 1));
        assertEquals(1, cleared());
    }

    @Test
    void interruptedAtShutdownResetsTheConnectionPool() {
        insertFailsWith(11600);
        Until.holds(() -> cleared() == 1);
        collection.insertOne(new Document("test", 1));
        assertEquals(1, cleared());
    }
}
