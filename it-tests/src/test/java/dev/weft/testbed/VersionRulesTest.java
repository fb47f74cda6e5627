package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.strict.Version;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What came and went with which version, asked of every profile. */
class VersionRulesTest {
    private static final String NUMBERED = "txnNumber: {$numberLong: '%d'},"
            + " lsid: {id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";

    /**
     * @param since the version from which on the command is taken
     * @param until the version that no longer takes it
     * @param refused the code of a version that does not
     */
    private record Rule(String command, String since, String until, int refused) {
        Rule(String command, String since, int refused) {
            this(command, since, "99.0", refused);
        }

        boolean taken(Version by) {
            return by.compareTo(Version.of(since)) >= 0 && by.compareTo(Version.of(until)) < 0;
        }
    }

    private static final int UNKNOWN_FIELD = 40415;
    private static final int NO_COMMAND = 59;
    private static final int FAILED_TO_PARSE = 9;
    private static final int WRONG_TYPE = 14;

    private static final List<Rule> RULES = List.of(
            new Rule("find: 'c', comment: 'x'", "3.6", UNKNOWN_FIELD),
            new Rule("insert: 'c', documents: [{}], comment: 'x'", "4.4", UNKNOWN_FIELD),
            new Rule("find: 'c', allowDiskUse: true", "4.4", FAILED_TO_PARSE),
            new Rule("find: 'c', let: {a: 1}", "5.0", FAILED_TO_PARSE),
            new Rule("aggregate: 'c', pipeline: [], cursor: {}, let: {a: 1}", "5.0", FAILED_TO_PARSE),
            new Rule("findAndModify: 'c', remove: true, query: {_id: 1}, let: {a: 1}", "5.0", UNKNOWN_FIELD),
            new Rule("find: 'c', comment: {a: 1}", "4.4", WRONG_TYPE),
            new Rule("aggregate: 'c', pipeline: [], cursor: {}, comment: {a: 1}", "4.4", WRONG_TYPE),
            new Rule("update: 'c', updates: [{q: {_id: 1}, u: [{$set: {a: 1}}]}]", "4.2", WRONG_TYPE),
            new Rule("update: 'c', updates: [{q: {_id: 1}, u: {$set: {a: 1}}, hint: '_id_'}]", "4.2", UNKNOWN_FIELD),
            new Rule("count: 'c', rawData: true", "8.2", UNKNOWN_FIELD),
            new Rule("delete: 'c', deletes: [{q: {_id: 0}, limit: 1, hint: '_id_'}]", "4.4", UNKNOWN_FIELD),
            new Rule("update: 'c', updates: [{q: {_id: 0}, u: {$set: {a: 1}}, sort: {_id: 1}}]", "8.0", UNKNOWN_FIELD),
            new Rule("findAndModify: 'c', remove: true, query: {_id: 0}, hint: '_id_'", "4.4", UNKNOWN_FIELD),
            new Rule("createIndexes: 'c', indexes: [{key: {a: 1}, name: 'a'}], commitQuorum: 1", "4.4", UNKNOWN_FIELD),
            new Rule("create: 'series', timeseries: {timeField: 't'}", "5.0", UNKNOWN_FIELD),
            new Rule("create: 'clustered', clusteredIndex: {key: {_id: 1}, unique: true}", "5.3", UNKNOWN_FIELD),
            new Rule("create: 'images', changeStreamPreAndPostImages: {enabled: true}", "6.0", UNKNOWN_FIELD),
            new Rule("ping: 1, apiVersion: '1'", "5.0", UNKNOWN_FIELD),
            new Rule("getLastError: 1", "3.6", "5.1", NO_COMMAND),
            new Rule("getnonce: 1", "3.6", "6.2", NO_COMMAND),
            new Rule("drop: 'nothing'", "7.0", 26));

    private static Version version(ServerProfile profile) {
        return Version.of(profile.version());
    }

    private static int code(BsonDocument reply) {
        return reply.containsKey("code") ? reply.getInt32("code").getValue() : 0;
    }

    @ParameterizedTest
    @EnumSource
    void takesACommandOrAFieldFromItsVersionOn(ServerProfile profile) throws IOException {
        try (var server = Deployment.standalone().profile(profile).start();
                var client = new RawClient(server.member(0))) {
            client.call("{insert: 'c', documents: [{_id: 0}], $db: 'a'}");
            for (Rule rule : RULES) {
                BsonDocument reply = client.call("{" + rule.command + ", $db: 'a'}");
                int expected = rule.taken(version(profile)) ? 0 : rule.refused;
                assertEquals(expected, code(reply), () -> profile + ": " + rule.command + ": " + reply.toJson());
            }
            int bulkWrite = code(client.call(
                    "{bulkWrite: 1, ops: [{insert: 0, document: {}}], nsInfo: [{ns: 'a.c'}], $db: 'admin'}"));
            assertEquals(profile.compareTo(ServerProfile.V8_0) >= 0 ? 0 : NO_COMMAND, bulkWrite);
            int search = code(client.call("{createSearchIndexes: 'c', indexes: [{definition: {}}], $db: 'a'}"));
            assertEquals(profile.compareTo(ServerProfile.V7_0) >= 0 ? 31082 : NO_COMMAND, search);
            BsonDocument commands =
                    client.call("{listCommands: 1, $db: 'admin'}").getDocument("commands");
            assertEquals(profile.compareTo(ServerProfile.V8_0) >= 0, commands.containsKey("bulkWrite"));
            assertEquals(profile.compareTo(ServerProfile.V5_0) <= 0, commands.containsKey("getLastError"));
            assertEquals(List.of(), server.violations());
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesFieldNamesWithADollarSignFromItsVersionOn(ServerProfile profile) throws IOException {
        boolean stored = profile.compareTo(ServerProfile.V5_0) >= 0;
        try (var server = Deployment.standalone().profile(profile).start();
                var client = new RawClient(server.member(0))) {
            BsonDocument inserted =
                    client.call("{insert: 'c', documents: [{_id: 1}, {_id: 2, $a: 1}, {_id: 3}], $db: 'a'}");
            assertEquals(stored ? 0 : 2, writeError(inserted));
            assertEquals(stored ? 3 : 1, inserted.getInt32("n").getValue());
            BsonDocument unordered = client.call(
                    "{insert: 'c', documents: [{_id: 4}, {_id: 5, $a: 1}, {_id: 6}], ordered: false, $db: 'a'}");
            assertEquals(stored ? 3 : 2, unordered.getInt32("n").getValue());
            BsonDocument deeper = client.call("{insert: 'c', documents: [{_id: 7, u: {$b: 1}}], $db: 'a'}");
            assertEquals(0, writeError(deeper), deeper::toJson);
            BsonDocument replaced =
                    client.call("{update: 'c', updates: [{q: {_id: 1}, u: {a: {b: {$c: 1}}}}], $db: 'a'}");
            assertEquals(stored ? 0 : 52, writeError(replaced));
            assertEquals(stored ? 1 : 0, replaced.getInt32("n").getValue());
            int found = code(client.call("{findAndModify: 'c', query: {_id: 1}, update: {a: [{$c: 1}]}, $db: 'a'}"));
            assertEquals(stored ? 0 : 52, found);
            BsonDocument reference =
                    client.call("{update: 'c', updates: [{q: {_id: 1}, u: {a: {$ref: 'c', $id: 4}}}], $db: 'a'}");
            assertEquals(0, writeError(reference), reference::toJson);
        }
    }

    private static int writeError(BsonDocument reply) {
        return code(reply.getArray("writeErrors", new BsonArray(List.of(new BsonDocument())))
                .getFirst()
                .asDocument());
    }

    @ParameterizedTest
    @EnumSource
    void endsACursorWithTheLastDocumentOfItsLimitUpToItsVersion(ServerProfile profile) throws IOException {
        try (var server = Deployment.standalone().profile(profile).start();
                var client = new RawClient(server.member(0))) {
            client.call("{insert: 'c', documents: [{_id: 1}, {_id: 2}, {_id: 3}], $db: 'a'}");
            long id = client.call("{find: 'c', batchSize: 1, limit: 2, $db: 'a'}")
                    .getDocument("cursor")
                    .getInt64("id")
                    .getValue();
            long after = client.call("{getMore: {$numberLong: '" + id + "'}, collection: 'c', batchSize: 1, $db: 'a'}")
                    .getDocument("cursor")
                    .getInt64("id")
                    .getValue();
            assertEquals(profile.compareTo(ServerProfile.V4_4) <= 0, after == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void labelsAnErrorAsItsVersionDoes(ServerProfile profile) throws IOException {
        List<String> expected = Stream.of("RetryableWriteError", "NoWritesPerformed")
                .filter(label ->
                        profile.compareTo(label.startsWith("Retry") ? ServerProfile.V4_4 : ServerProfile.V6_0) >= 0)
                .toList();
        try (var set = Deployment.replicaSet("rs", 2).profile(profile).start();
                var primary = new RawClient(set.member(0));
                var secondary = new RawClient(set.member(1))) {
            String insert = "{insert: 'c', documents: [{}], $db: 'a', " + NUMBERED + "}";
            BsonDocument refused = secondary.call(insert.formatted(1));
            assertEquals(10107, code(refused));
            assertEquals(expected, labels(refused));
            assertEquals(
                    profile.compareTo(ServerProfile.V5_0) >= 0 ? "NotWritablePrimary" : "NotMaster",
                    refused.getString("codeName").getValue());
            assertEquals(profile.hasTopologyVersion(), refused.containsKey("topologyVersion"));
            primary.call("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                    + " errorCode: 91}, $db: 'admin'}");
            assertEquals(expected, labels(primary.call(insert.formatted(2))));
            primary.call("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                    + " writeConcernError: {code: 91, errmsg: 'x'}}, $db: 'admin'}");
            assertEquals(
                    expected.stream().limit(1).toList(),
                    labels(primary.call(insert.formatted(3))),
                    "the write was performed");
            primary.call("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                    + " errorCode: 11000}, $db: 'admin'}");
            assertEquals(List.of(), labels(primary.call(insert.formatted(4))), "no error that goes away by itself");
            assertEquals(List.of(), labels(secondary.call("{insert: 'c', documents: [{}], $db: 'a'}")));
        }
    }

    private static List<String> labels(BsonDocument reply) {
        return reply.getArray("errorLabels", new BsonArray()).stream()
                .map(label -> ((BsonString) label).getValue())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void keepsConnectionsAtAStepDownFromItsVersionOn(ServerProfile profile) throws IOException {
        try (var set = Deployment.replicaSet("rs", 3).profile(profile).start();
                var client = new RawClient(set.member(0))) {
            client.call("{ping: 1, $db: 'a'}");
            set.stepDown(Duration.ofSeconds(10));
            boolean kept = profile.compareTo(ServerProfile.V4_2) >= 0;
            boolean answered;
            try {
                answered = client.call("{ping: 1, $db: 'a'}").getDouble("ok").getValue() == 1;
            } catch (EOFException | java.net.SocketException closed) {
                answered = false;
            }
            assertEquals(kept, answered);
            assertTrue(ReplicaSetTest.awaitPrimary(set).id() > 0);
        }
    }
}
