package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.WriteFailedException;
import dev.weft.event.CommandEvent;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * What tests share that show an option by its effect. A test says by {@link EffectOf} which options of which calls it is for. Where a server
 * does not have the effect, or refuses the option, a line of {@code options-without-effect.txt} says so, and the test holds it to that.
 */
abstract class OptionEffects {
    /** The options that a test shows: a call, or {@code *} within its name, and the signature, such as {@code "find limit(long)"}. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface EffectOf {
        String[] value();
    }

    /** Shows one option of one call. */
    interface Trial {
        void run(EveryCall.Call call, Method option);
    }

    static final int BAD_VALUE = 2;
    static final int MEMORY_EXCEEDED = 292;
    static final String DATABASE = "weft_effects";

    private final Queue<RawBsonDocument> sent = new ConcurrentLinkedQueue<>();
    private ServerKind kind;
    private WithoutEffect exceptions;
    private List<String> shown;

    MongoClient client;
    MongoDatabase database;
    MongoCollection<Document> things;

    @BeforeEach
    void open(TestServer server, TestInfo test) {
        kind = server.kind();
        exceptions = WithoutEffect.read();
        shown = Optional.ofNullable(test.getTestMethod().orElseThrow().getAnnotation(EffectOf.class))
                .map(of -> List.of(of.value()))
                .orElse(List.of());
        client = MongoClient.connect(
                server.uri(), s -> s.listen(CommandEvent.Started.class, started -> sent.add(started.body())));
        database = client.database(DATABASE);
        database.drop();
        things = database.collection("things");
    }

    @AfterEach
    void close() {
        database.drop();
        client.close();
    }

    /** Two documents that tests tell apart. */
    final void prepare() {
        things.drop();
        things.insertOne(Document.parse("{_id: 1, n: 5, s: 'a', a: [1, 2, 3, 4]}"));
        things.insertOne(Document.parse("{_id: 2, n: 1, s: 'b', a: []}"));
    }

    final EveryCall given(String filter, String change, String document) {
        return new EveryCall(
                client, things, BsonDocument.parse(filter), BsonDocument.parse(change), Document.parse(document));
    }

    /** All documents, in the order of their ids. */
    final List<Document> all() {
        return things.find().sort(new Document("_id", 1)).toList();
    }

    /** The ids of the documents that differ from those. */
    final List<Object> changedSince(List<Document> before) {
        List<Document> now = all();
        List<Object> changed = new ArrayList<>();
        before.stream().filter(each -> !now.contains(each)).forEach(each -> changed.add(each.get("_id")));
        return changed;
    }

    /** How many commands of this name were sent since the last time this was asked. */
    final long sent(String command) {
        long count =
                sent.stream().filter(body -> body.getFirstKey().equals(command)).count();
        sent.clear();
        return count;
    }

    /** The server's code; 0 when it refuses nothing. */
    static int refusal(Runnable call) {
        try {
            call.run();
        } catch (CommandFailedException refused) {
            return refused.code();
        } catch (WriteFailedException refused) {
            return refused.code();
        }
        return 0;
    }

    /** Does something while the server has next to no memory for sorting. */
    final void littleMemory(Runnable what) {
        Document before = sortMemory(64);
        try {
            what.run();
        } finally {
            sortMemory(before.get("was", Number.class).longValue());
        }
    }

    private Document sortMemory(long bytes) {
        var command = new Document("setParameter", 1).append("internalQueryMaxBlockingSortMemoryUsageBytes", bytes);
        return client.database("admin").runCommand(command);
    }

    /** Shows each of the test's options at each call that has it. */
    final void each(EveryCall calls, Trial trial) {
        var wrong = new TreeSet<String>();
        calls.all()
                .forEach(call -> call.options()
                        .filter(option -> isShown(call, option))
                        .forEach(option ->
                                judge(WithoutEffect.key(call, option), () -> trial.run(call, option), wrong)));
        assertEquals("", String.join("\n", wrong));
    }

    /** Shows the test's options by one trial. */
    final void shows(Runnable trial) {
        var wrong = new TreeSet<String>();
        EveryCall.harmless(client, things)
                .all()
                .forEach(call -> call.options()
                        .filter(option -> isShown(call, option))
                        .forEach(option -> judge(WithoutEffect.key(call, option), trial, wrong)));
        assertEquals("", String.join("\n", wrong));
    }

    private boolean isShown(EveryCall.Call call, Method option) {
        String key = WithoutEffect.key(call, option);
        return shown.stream().anyMatch(pattern -> WithoutEffect.matches(pattern, key)) && !exceptions.isNowhere(key);
    }

    private void judge(String key, Runnable trial, Set<String> wrong) {
        String outcome = WithoutEffect.SHOWN;
        String more = "";
        try {
            trial.run();
        } catch (MongoException refused) {
            outcome = code(refused);
            more = refused.getMessage();
        } catch (AssertionError noEffect) {
            outcome = "none";
            more = noEffect.getMessage();
        }
        if (!outcome.equals(exceptions.expected(kind, key))) {
            wrong.add(kind + " " + outcome + " " + key + "   # " + more);
        }
    }

    private static String code(MongoException refused) {
        return switch (refused) {
            case CommandFailedException failed -> "" + failed.code();
            case WriteFailedException failed ->
                failed.code() == 0 && failed.getCause() instanceof MongoException cause
                        ? code(cause)
                        : "" + failed.code();
            default -> refused.getClass().getSimpleName();
        };
    }
}
