package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.storage.engine.EngineStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaggingMemberTest {
    private static final String SECONDARY = ", $db: 'a', $readPreference: {mode: 'secondary'}";
    private static final Duration LONG = Duration.ofMinutes(1);

    private Deployment set;
    private RawClient primary;
    private RawClient late;

    @BeforeEach
    void start() throws IOException {
        set = Deployment.replicaSet("rs", 3).start();
        primary = new RawClient(set.member(0));
        late = new RawClient(set.member(1));
    }

    @AfterEach
    void close() throws IOException {
        late.close();
        primary.close();
        set.close();
    }

    private BsonDocument write(String command) throws IOException {
        BsonDocument reply = primary.call("{" + command + ", $db: 'a'}");
        assertEquals(1, reply.getDouble("ok").getValue(), reply::toJson);
        assertFalse(reply.containsKey("writeErrors"), reply::toJson);
        return reply;
    }

    private static String found(RawClient client, String command) throws IOException {
        BsonDocument reply = client.call("{" + command + SECONDARY + "}");
        assertTrue(reply.containsKey("cursor"), reply::toJson);
        return reply.getDocument("cursor").getArray("firstBatch").getValues().toString();
    }

    private String late() throws IOException {
        return found(late, "find: 'c'");
    }

    private static String after(BsonTimestamp time) {
        return ", readConcern: {afterClusterTime: {$timestamp: {t: " + time.getTime() + ", i: " + time.getInc() + "}}}";
    }

    private int count(RawClient client, String more) throws IOException {
        return client.call("{find: 'c'" + more + SECONDARY + "}")
                .getDocument("cursor")
                .getArray("firstBatch")
                .size();
    }

    @Test
    void readsWhatThePrimaryHeldAWhileAgo() throws IOException {
        write("insert: 'c', documents: [{_id: 1, x: 1}, {_id: 2}]");
        String before = late();
        set.lag(set.member(1), LONG);
        write("insert: 'c', documents: [{_id: 3}]");
        write("update: 'c', updates: [{q: {_id: 1}, u: {$set: {x: 2}}}]");
        write("delete: 'c', deletes: [{q: {_id: 2}, limit: 1}]");
        write("create: 'd'");
        assertEquals(before, late());
        assertEquals(
                1,
                late.call("{listCollections: 1" + SECONDARY + "}")
                        .getDocument("cursor")
                        .getArray("firstBatch")
                        .size());
        assertEquals(
                2, late.call("{count: 'c'" + SECONDARY + "}").getNumber("n").intValue());
        try (var current = new RawClient(set.member(2))) {
            assertEquals(found(primary, "find: 'c'"), found(current, "find: 'c'"));
        }
        set.lag(set.member(1), Duration.ZERO);
        assertEquals(found(primary, "find: 'c'"), late());
    }

    @Test
    void comesToHoldWhatThePrimaryHoldsWhateverWroteIt() throws IOException {
        write("insert: 'c', documents: [{_id: 1, x: 1}, {_id: 2}, {_id: 3}, {_id: 4}]");
        write("createIndexes: 'c', indexes: [{key: {x: 1}, name: 'x', unique: true, sparse: true}]");
        write("create: 'capped', capped: true, size: 4096, max: 2");
        write("create: 'seen', viewOn: 'c', pipeline: [{$match: {_id: {$gt: 1}}}]");
        set.lag(set.member(1), Duration.ofMillis(30));
        for (String command : List.of(
                "insert: 'c', documents: [{_id: 5}, {_id: 6, a: [1, {b: null}]}, {y: 'no id'}]",
                "update: 'c', updates: [{q: {_id: 2}, u: {z: 1}}, {q: {_id: 9}, u: {$set: {x: 9}}, upsert: true}]",
                "update: 'c', updates: [{q: {}, u: {$currentDate: {at: true}}, multi: true}]",
                "update: 'c', updates: [{q: {_id: 2}, u: [{$set: {z: {$add: ['$z', 1]}}}]}]",
                "update: 'c', updates: [{q: {_id: 6}, u: {$set: {'a.1.b': {$date: 0}}, $unset: {at: 1}}}]",
                "findAndModify: 'c', query: {_id: 1}, update: {$inc: {x: 1}}",
                "findAndModify: 'c', query: {_id: 10}, update: {$set: {w: 1}}, upsert: true",
                "findAndModify: 'c', query: {_id: 3}, remove: true",
                "delete: 'c', deletes: [{q: {_id: 4}, limit: 1}]",
                "insert: 'c', documents: [{_id: 11, 'a.b': {c: 1}}]",
                "update: 'c', updates: [{q: {_id: 11}, u: {'d.e': 1}}]",
                "insert: 'capped', documents: [{_id: 1}, {_id: 2}, {_id: 3}]",
                "create: 'checked', validator: {x: {$gt: 1}}",
                "insert: 'checked', documents: [{_id: 1, x: 2}]",
                "createIndexes: 'checked', indexes: [{key: {x: 1}, name: 'down'}]",
                "createIndexes: 'checked', indexes: [{key: {y: 1}, name: 'up'}]",
                "dropIndexes: 'checked', index: 'down'",
                "collMod: 'checked', validator: {}",
                "aggregate: 'c', pipeline: [{$match: {x: {$gt: 1}}}, {$out: 'made'}], cursor: {}",
                "aggregate: 'c', pipeline: [{$match: {x: {$gt: 1}}}, {$out: 'made'}], cursor: {}",
                "aggregate: 'c', pipeline: [{$project: {x: 1}}, {$merge: {into: 'merged'}}], cursor: {}",
                "create: 'short'",
                "drop: 'short'")) {
            write(command);
        }
        BsonDocument renamed = primary.call("{renameCollection: 'a.made', to: 'a.kept', $db: 'admin'}");
        String after = after(renamed.getTimestamp("operationTime"));
        List<String> asked = new ArrayList<>(List.of("listIndexes: 'c'", "listIndexes: 'checked'"));
        for (String collection : List.of("c", "capped", "seen", "checked", "made", "kept", "merged", "short")) {
            asked.add("find: '" + collection + "'");
        }
        assertEquals(
                1,
                late.call("{find: 'c'" + after + SECONDARY + "}")
                        .getDouble("ok")
                        .getValue());
        for (String question : asked) {
            assertEquals(found(primary, question), found(late, question), question);
        }
        String names = "listCollections: 1, nameOnly: true, filter: {name: {$ne: 'x'}}";
        assertEquals(found(primary, names), found(late, names));
        assertTrue(found(late, "find: 'kept'").contains("9"), "the copy holds what the pipeline put out");
    }

    @Test
    void hidesFromAMajorityReadWhatAMajorityHasNot() throws IOException {
        write("insert: 'c', documents: [{_id: 1}]");
        set.lag(set.member(1), LONG);
        BsonDocument two = write("insert: 'c', documents: [{_id: 2}]");
        assertEquals(2, count(primary, ", readConcern: {level: 'majority'}"), "two of three have it");
        assertEquals(1, count(late, ", readConcern: {level: 'majority'}"));
        set.lag(set.member(2), LONG);
        write("insert: 'c', documents: [{_id: 3}]");
        assertEquals(3, count(primary, ", readConcern: {level: 'local'}"));
        assertEquals(2, count(primary, ", readConcern: {level: 'majority'}"));
        String majority = ", readConcern: {level: 'majority', afterClusterTime: {$timestamp: {t: %d, i: %d}}}";
        BsonTimestamp time = two.getTimestamp("operationTime");
        assertEquals(2, count(primary, majority.formatted(time.getTime(), time.getInc())));
        BsonTimestamp newest = primary.call("{ping: 1, $db: 'a'}").getTimestamp("operationTime");
        BsonDocument tooLate = primary.call(
                "{find: 'c', maxTimeMS: 40" + majority.formatted(newest.getTime(), newest.getInc()) + SECONDARY + "}");
        assertEquals(50, tooLate.getInt32("code").getValue(), "it waits for the majority");
        set.lag(set.member(2), Duration.ZERO);
        assertEquals(3, count(primary, majority.formatted(newest.getTime(), newest.getInc())));
    }

    @Test
    void isElectedOnlyWhereNobodyKnowsMoreAndKnowsAllThen() throws IOException {
        set.lag(set.member(1), LONG);
        write("insert: 'c', documents: [{_id: 1}]");
        assertEquals("[]", late());
        set.stepDown(LONG);
        ReplicaSetTest.awaitPrimary(set);
        assertEquals(2, set.primary().orElseThrow().id());
        set.elect(set.member(1));
        assertEquals(1, late.call("{count: 'c', $db: 'a'}").getNumber("n").intValue());
        late.call("{insert: 'c', documents: [{_id: 2}], $db: 'a'}");
        assertEquals(found(late, "find: 'c'"), found(primary, "find: 'c'"));
        assertThrows(IllegalArgumentException.class, () -> set.lag(set.member(1), LONG));
    }

    @Test
    void wakesATailableCursorWhenItHasAppliedTheWrite() throws IOException {
        write("create: 'c', capped: true, size: 4096");
        write("insert: 'c', documents: [{_id: 1}]");
        set.lag(set.member(1), Duration.ofMillis(60));
        BsonDocument first = late.call("{find: 'c', tailable: true, awaitData: true" + SECONDARY + "}");
        long before = System.nanoTime();
        write("insert: 'c', documents: [{_id: 2}]");
        BsonDocument more = late.call("{getMore: {$numberLong: '"
                + first.getDocument("cursor").getInt64("id").getValue()
                + "'}, collection: 'c', maxTimeMS: 5000, $db: 'a'}");
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertEquals(1, more.getDocument("cursor").getArray("nextBatch").size());
        assertTrue(millis >= 55 && millis < 3000, () -> millis + " ms");
    }

    @Test
    void neverGoesBackAndSeesAllInTheEndUnderLoad() throws Exception {
        set.lag(set.member(1), Duration.ofMillis(5));
        Thread writer = Thread.ofVirtual().name("writer").start(() -> {
            try {
                for (int i = 0; i < 300; i++) {
                    write("insert: 'c', documents: [{_id: " + i + "}]");
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        int seen = 0;
        while (writer.isAlive()) {
            int now = late.call("{count: 'c'" + SECONDARY + "}").getNumber("n").intValue();
            assertTrue(now >= seen, now + " after " + seen);
            seen = now;
        }
        BsonTimestamp newest = primary.call("{ping: 1, $db: 'a'}").getTimestamp("operationTime");
        late.call("{find: 'c'" + after(newest) + SECONDARY + "}");
        assertEquals(
                300, late.call("{count: 'c'" + SECONDARY + "}").getNumber("n").intValue());
    }

    @Test
    void needsAStorageWhosePastIsKnown() {
        try (var engine = new EngineStorage("127.0.0.1", 1, () -> {})) {
            var refused = assertThrows(IllegalStateException.class, () -> engine.follow(System::nanoTime));
            assertTrue(refused.getMessage().contains("StorageKind.MEMORY"), refused.getMessage());
        }
    }
}
