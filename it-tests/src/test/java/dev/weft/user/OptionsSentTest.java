package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every option of every call makes of the command what {@link Samples} says, in the place where the server looks for it. Options are found by
 * reflection, so that a new one without a sample fails.
 */
class OptionsSentTest {
    private static final BsonDocument REPLY = BsonDocument.parse("{n: 1, nModified: 1, values: [], databases: [],"
            + " cursor: {id: {$numberLong: '0'}, ns: 'db.c', firstBatch: []}, indexesCreated: [], ok: 1}");

    private static final Queue<BsonDocument> SENT = new ConcurrentLinkedQueue<>();
    private static ScriptedServer server;
    private static MongoClient client;

    @BeforeAll
    static void connect() {
        server = ScriptedServer.start(Scripts.each((peer, request) -> {
            if (Scripts.isHello(request)) {
                // A router is told the read preference, and this version knows every option.
                peer.reply(
                        request,
                        Scripts.hello()
                                .append("msg", new BsonString("isdbgrid"))
                                .append("maxWireVersion", new BsonInt32(27)));
                return;
            }
            SENT.add(Scripts.whole(request));
            peer.reply(request, REPLY);
        }));
        client = MongoClient.connect(server.uri());
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOptionOfEveryCallIsSent() {
        return EveryCall.harmless(client, client.database("db").collection("c"))
                .all()
                .flatMap(OptionsSentTest::ofCall);
    }

    private static Stream<DynamicTest> ofCall(EveryCall.Call call) {
        return call.options()
                .filter(option -> applies(call.name(), option))
                .map(option -> DynamicTest.dynamicTest(call + ": " + EveryCall.signature(option), () -> {
                    Samples.Sample sample = Samples.of(option);
                    SENT.clear();
                    call.send(option, sample.arguments().toArray());
                    check(SENT.element(), sample.expected(), call.place());
                }));
    }

    /** What has no word of its own in the command it is for: times of later messages, and what only counts beside another option. */
    private static boolean applies(String query, Method step) {
        Set<String> elsewhere = Set.of("timeoutMode", "maxAwait");
        // Of a command of the user's these steer the messages that bring more.
        boolean later = query.equals("runCursorCommand")
                && Set.of("batchSize", "comment", "tailable").contains(step.getName());
        return !elsewhere.contains(step.getName()) && !later;
    }

    private static void check(BsonDocument command, BsonDocument expected, Function<String, String> place) {
        expected.forEach((field, value) -> {
            String path = place.apply(field);
            BsonValue found = at(command, path);
            if (value.equals(new BsonString(Samples.ANY_NUMBER))) {
                assertTrue(found != null && found.isNumber(), () -> path + " is no number in " + command.toJson());
            } else {
                assertEquals(value, found, () -> path + " of " + command.toJson());
            }
        });
    }

    private static BsonValue at(BsonValue command, String path) {
        BsonValue found = command;
        for (String name : path.split("\\.", -1)) {
            if (found instanceof BsonArray array) {
                found = array.get(Integer.parseInt(name));
            } else if (found instanceof BsonDocument document) {
                found = document.get(name);
            } else {
                return null;
            }
        }
        return found;
    }
}
