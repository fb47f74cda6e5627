package dev.weft.core.bulk;

import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Namespace;
import dev.weft.ServerAddress;
import dev.weft.core.cluster.Cluster;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.MappingFailedException;
import dev.weft.error.NetworkFailedException;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleSettings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.junit.jupiter.api.Test;

/** A message of a bulk write is sent again, and that ends otherwise than the first time. */
class RepeatedBulkWriteTest {
    private static final BsonDocument NEWEST = BsonDocument.parse("{maxWireVersion: 25}");
    private static final BsonDocument GOING = BsonDocument.parse(
            "{ok: 1, errorLabels: ['RetryableWriteError']," + " writeConcernError: {code: 91, errmsg: 'going'}}");

    /** Fails once, when it has written so many documents. */
    private static final class Stumbling extends DocumentCodec {
        private int left;

        Stumbling(int left) {
            this.left = left;
        }

        @Override
        public void encode(BsonWriter writer, Document document, EncoderContext context) {
            if (left-- == 0) {
                throw new IllegalStateException("stumbled");
            }
            super.encode(writer, document, context);
        }
    }

    private static List<Statement.Insert<Document>> inserts(int count, DocumentCodec codec) {
        return IntStream.range(0, count)
                .mapToObj(id -> new Statement.Insert<>(new Document("_id", id), codec))
                .toList();
    }

    private static List<ClientWrite.Item> items(List<? extends Statement> statements) {
        return statements.stream()
                .map(statement ->
                        new ClientWrite.Item(new Namespace("db", "c"), statement, HandleSettings.DEFAULTS.codecs()))
                .toList();
    }

    private static Target admin() {
        return Target.database("admin", HandleSettings.DEFAULTS, Options.NONE);
    }

    private static BsonDocument going(String more) {
        BsonDocument reply = GOING.clone();
        reply.putAll(BsonDocument.parse(more));
        return reply;
    }

    @Test
    void whatWasAnsweredIsToldWholeThoughItCannotBeWrittenAgain() {
        Answer answer = (peer, request) -> peer.reply(request, going("{n: 3}"));
        try (var deployment = Deployment.replicaSet("", NEWEST, answer)) {
            // The second of the repeated message is not written any more.
            var inserts = inserts(3, new Stumbling(4));
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> BulkWrite.run(deployment.runner(), target(Options.NONE), inserts, Bound.NOTHING));
            assertEquals(1, deployment.commands().size());
            assertEquals(3, failure.partial().inserted());
            assertEquals(Set.of(0, 1, 2), failure.partial().insertedIds().keySet());
            assertEquals(91, failure.writeConcernFailures().getFirst().code());
        }
    }

    @Test
    void theNextMessageOfAClientsBulkWriteHoldsWhatTheAnsweredOneDidNot() {
        Answer answer = (peer, request) -> {
            int held = Deployment.whole(request).getArray("ops").size();
            peer.reply(request, going("{nInserted: " + held + "}"));
        };
        BsonDocument ofThree = BsonDocument.parse("{maxWireVersion: 25, maxWriteBatchSize: 3}");
        try (var deployment = Deployment.replicaSet("", ofThree, answer)) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> ClientBulkWrite.run(
                            deployment.runner(), admin(), items(inserts(4, new Stumbling(4))), false, Bound.NOTHING));
            assertEquals(4, failure.partial().inserted());
            assertEquals(
                    List.of(0, 1, 2, 3),
                    deployment.commands().stream()
                            .filter(distinctBy(command -> command.get("txnNumber")))
                            .flatMap(command -> command.getArray("ops").stream())
                            .map(op -> op.asDocument()
                                    .getDocument("document")
                                    .getInt32("_id")
                                    .getValue())
                            .toList());
        }
    }

    private static <T> Predicate<T> distinctBy(Function<T, Object> key) {
        Set<Object> met = new HashSet<>();
        return value -> met.add(key.apply(value));
    }

    @Test
    void thatTheNetworkFailedIsToldThoughTheMessageCannotBeWrittenAgain() {
        Answer hangsUp = (peer, request) -> peer.close();
        try (var deployment = Deployment.replicaSet("", NEWEST, hangsUp)) {
            var failure = assertThrows(
                    NetworkFailedException.class,
                    () -> BulkWrite.run(
                            deployment.runner(), target(Options.NONE), inserts(2, new Stumbling(3)), Bound.NOTHING));
            assertInstanceOf(MappingFailedException.class, failure.getSuppressed()[0]);
            assertThrows(
                    NetworkFailedException.class,
                    () -> ClientBulkWrite.run(
                            deployment.runner(), admin(), items(inserts(2, new Stumbling(3))), false, Bound.NOTHING));
        }
    }

    /** A command, and the port of the router that it came to. */
    private record Sent(int port, String command) {}

    /** A router that answers the first write of all, and refuses the second. */
    private static ScriptedServer router(Collection<Sent> sent, AtomicInteger writes, BsonDocument first) {
        var self = new ScriptedServer[1];
        self[0] = ScriptedServer.start(Scripts.each((peer, request) -> {
            BsonDocument command = Scripts.whole(request);
            if (Scripts.isHello(request)) {
                peer.reply(
                        request,
                        Scripts.hello()
                                .append("msg", new BsonString("isdbgrid"))
                                .append("maxWireVersion", new BsonInt32(25)));
                return;
            }
            sent.add(new Sent(self[0].port(), command.getFirstKey()));
            if (!command.containsKey("ops") && !command.containsKey("documents")) {
                peer.ok(request);
            } else if (writes.incrementAndGet() == 1) {
                peer.reply(request, first);
            } else {
                peer.reply(request, BsonDocument.parse("{ok: 0, code: 13, errmsg: 'not allowed here'}"));
            }
        }));
        return self[0];
    }

    private interface Run {
        void on(OperationRunner runner);
    }

    /** Asserts that both routers were tried, and that what the first has refused is said to be its refusal; returns what was sent. */
    private static List<Sent> assertFirstIsNamed(BsonDocument answer, Run run) {
        var sent = new ConcurrentLinkedQueue<Sent>();
        var writes = new AtomicInteger();
        try (var one = router(sent, writes, answer);
                var two = router(sent, writes, answer);
                var cluster = Cluster.open(
                        ClientSettings.of("mongodb://127.0.0.1:" + one.port() + ",127.0.0.1:" + two.port() + "/"))) {
            var runner = new OperationRunner(cluster, cluster.settings());
            var failure = assertThrows(BulkWriteFailedException.class, () -> run.on(runner));
            List<Sent> all = List.copyOf(sent);
            assertEquals(2, all.stream().map(Sent::port).distinct().count(), all::toString);
            assertEquals(
                    Optional.of(new ServerAddress("127.0.0.1", all.getFirst().port())),
                    failure.failures().get(1).server());
            return all;
        }
    }

    @Test
    void noServerIsAskedToEndTheCursorOfAnother() {
        BsonDocument first =
                going("{nInserted: 1, nErrors: 1, cursor: {id: {$numberLong: '5'}, ns: 'admin.$cmd.bulkWrite',"
                        + " firstBatch: [{ok: 0, idx: 1, code: 11000, errmsg: 'twice'}]}}");
        var sent = assertFirstIsNamed(
                first,
                runner -> ClientBulkWrite.run(
                        runner, admin(), items(inserts(2, new DocumentCodec())), false, Bound.NOTHING));
        assertEquals(
                List.of("bulkWrite", "bulkWrite"),
                sent.stream().map(Sent::command).toList());
    }

    @Test
    void whoRefusedAWriteIsNamedThoughTheNextAttemptWentElsewhere() {
        BsonDocument first = going("{n: 1, writeErrors: [{index: 1, code: 11000, errmsg: 'twice'}]}");
        assertFirstIsNamed(
                first,
                runner -> BulkWrite.run(runner, target(Options.NONE), inserts(2, new DocumentCodec()), Bound.NOTHING));
    }
}
