package dev.weft.core.execute;

import dev.weft.Namespace;
import dev.weft.core.cluster.Cluster;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.event.MongoEvent;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleSettings;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** A scripted server with a client of the engine's own on it, which remembers the commands it was sent. */
public final class Deployment implements AutoCloseable {
    private static final Namespace NAMESPACE = new Namespace("db", "coll");

    private final Queue<BsonDocument> commands = new ConcurrentLinkedQueue<>();
    private final ScriptedServer server;
    private final ClientSettings settings;
    private final Cluster cluster;
    private final OperationRunner runner;
    private volatile boolean remembers = true;

    private Deployment(UnaryOperator<BsonDocument> hello, String options, Answer answer) {
        this(hello, options, answer, form -> {});
    }

    private Deployment(
            UnaryOperator<BsonDocument> hello,
            String options,
            Answer answer,
            Consumer<? super ClientSettings.Builder> form) {
        ScriptedServer[] self = new ScriptedServer[1];
        this.server = ScriptedServer.start(Scripts.each((peer, request) -> {
            BsonDocument command = whole(request);
            if (command.getFirstKey().equalsIgnoreCase("hello")
                    || command.getFirstKey().equalsIgnoreCase("ismaster")) {
                peer.reply(
                        request,
                        hello.apply(Scripts.hello().append("me", new BsonString("127.0.0.1:" + self[0].port()))));
                return;
            }
            if (command.getFirstKey().equals("endSessions")) {
                peer.ok(request);
                return;
            }
            if (remembers) {
                commands.add(command);
            }
            answer.answer(peer, request);
        }));
        self[0] = server;
        this.settings = ClientSettings.of(server.uri() + options, form);
        this.cluster = Cluster.open(settings);
        this.runner = new OperationRunner(cluster, settings);
    }

    /** A server on its own. */
    public static Deployment standalone(String options, Answer answer) {
        return new Deployment(hello -> without(hello, "me"), options, answer);
    }

    /** A server on its own with a client that has a listener. */
    public static <E extends MongoEvent> Deployment heard(Class<E> kind, Consumer<? super E> listener, Answer answer) {
        return new Deployment(hello -> without(hello, "me"), "", answer, form -> form.listen(kind, listener));
    }

    /** A server on its own that remembers no commands, for a great many calls. */
    public static Deployment forgetful(Answer answer) {
        var deployment = new Deployment(hello -> without(hello, "me"), "", answer);
        deployment.remembers = false;
        return deployment;
    }

    /** A replica set of one member, whose hello says what {@code more} says beside. */
    public static Deployment replicaSet(String options, BsonDocument more, Answer answer) {
        return new Deployment(
                hello -> {
                    BsonDocument said = hello.append("setName", new BsonString("rs"))
                            .append("setVersion", new BsonInt32(1))
                            .append("hosts", new BsonArray(List.of(hello.get("me"))))
                            .append("primary", hello.get("me"));
                    said.putAll(more);
                    return said;
                },
                options,
                answer);
    }

    /** A router of a sharded cluster. */
    public static Deployment router(Answer answer) {
        return router("", answer);
    }

    /** The same with a client that has options of its own. */
    public static Deployment router(String options, Answer answer) {
        return new Deployment(hello -> without(hello, "me").append("msg", new BsonString("isdbgrid")), options, answer);
    }

    private static BsonDocument without(BsonDocument document, String field) {
        document.remove(field);
        return document;
    }

    /** The command with its document sequences as arrays. */
    public static BsonDocument whole(OpMsg request) {
        return Scripts.whole(request);
    }

    public OperationRunner runner() {
        return runner;
    }

    public Cluster cluster() {
        return cluster;
    }

    public ClientSettings settings() {
        return settings;
    }

    public ScriptedServer server() {
        return server;
    }

    /** What was sent so far, handshakes, checks and the last good-bye aside. */
    public List<BsonDocument> commands() {
        return List.copyOf(commands);
    }

    public <R> R run(Operation<R> operation) {
        return runner.run(operation, runner.call(operation, Bound.NOTHING));
    }

    public static Target target(Options options) {
        return target(HandleSettings.DEFAULTS, options);
    }

    public static Target target(HandleSettings settings, Options options) {
        return new Target(NAMESPACE, settings, options);
    }

    /** Answers each request with the next of these replies, and the last one again and again. */
    public static Answer replies(String... replies) {
        Queue<String> left = new ConcurrentLinkedQueue<>(List.of(replies));
        return (peer, request) -> {
            String reply = left.size() > 1 ? left.remove() : left.element();
            if (!Peer.unacknowledged(request)) {
                peer.reply(request, BsonDocument.parse(reply));
            }
        };
    }

    @Override
    public void close() {
        cluster.close();
        server.close();
    }
}
