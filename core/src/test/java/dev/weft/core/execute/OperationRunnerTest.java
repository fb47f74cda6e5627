package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.WriteConcern;
import dev.weft.core.cluster.Until;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.Distinct;
import dev.weft.core.operation.EstimatedCount;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.FindAndModify;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.InsertOne;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.core.operation.RunCommand;
import dev.weft.core.operation.Update;
import dev.weft.core.time.Deadline;
import dev.weft.error.CommandFailedException;
import dev.weft.error.DuplicateKeyException;
import dev.weft.error.ErrorLabel;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.event.CommandEvent;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.HandleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.IntegerCodec;
import org.junit.jupiter.api.Test;

/** The loop, against a server that follows a script. */
class OperationRunnerTest {
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final String OK = "{ok: 1}";
    private static final String ONE = "{cursor: {firstBatch: [{_id: 7}], id: 0, ns: 'db.coll'}, ok: 1}";
    private static final BsonDocument NOTHING_MORE = new BsonDocument();

    @Test
    void aCommandCarriesDatabaseAndSessionAndNothingThatWasNotAskedFor() {
        try (var deployment = Deployment.standalone("", replies(ONE))) {
            assertEquals(Optional.of(new Document("_id", 7)), deployment.run(findOne(Options.NONE)));
            var command = deployment.commands().getFirst();
            assertEquals(
                    List.of("find", "filter", "limit", "singleBatch", "$db", "lsid"), List.copyOf(command.keySet()));
            assertEquals(new BsonString("db"), command.get("$db"));
            assertTrue(command.getDocument("lsid").isBinary("id"));
        }
    }

    @Test
    void callsOneAfterTheOtherShareOneServerSession() {
        try (var deployment = Deployment.standalone("", replies(ONE))) {
            deployment.run(findOne(Options.NONE));
            deployment.run(findOne(Options.NONE));
            var commands = deployment.commands();
            assertEquals(commands.get(0).get("lsid"), commands.get(1).get("lsid"));
        }
    }

    @Test
    void explicitConcernsAreSentAndDefaultsAreNot() {
        var settings = HandleSettings.DEFAULTS.with(o -> o.readConcern(ReadConcern.local())
                .writeConcern(WriteConcern.majority().wTimeout(Duration.ofSeconds(1))));
        try (var deployment = Deployment.standalone("", replies(ONE, "{n: 1, ok: 1}"))) {
            deployment.run(new FindOne<>(target(settings, Options.NONE), DOCUMENTS));
            deployment.run(new Delete(target(settings, Options.NONE), new Document(), false));
            deployment.run(new Delete(
                    target(settings, Options.NONE.with(Field.TIMEOUT, Duration.ofSeconds(20))), new Document(), false));
            deployment.run(RunCommand.of(target(settings, Options.NONE), new Document("x", 1), DOCUMENTS));
            var commands = deployment.commands();
            assertEquals(BsonDocument.parse("{level: 'local'}"), commands.get(0).get("readConcern"));
            assertFalse(commands.get(0).containsKey("writeConcern"));
            assertEquals(
                    BsonDocument.parse("{w: 'majority', wtimeout: 1000}"),
                    commands.get(1).get("writeConcern"));
            assertFalse(commands.get(1).containsKey("readConcern"));
            assertEquals(BsonDocument.parse("{w: 'majority'}"), commands.get(2).get("writeConcern"));
            assertEquals(
                    List.of("x", "$db", "lsid"), List.copyOf(commands.get(3).keySet()));
        }
    }

    @Test
    void theStableApiIsDeclaredOnEveryCommand() {
        try (var deployment = Deployment.standalone("", replies(OK))) {
            var api = dev.weft.settings.StableApi.v1().strict(true);
            var settings =
                    dev.weft.settings.ClientSettings.of(deployment.server().uri(), s -> s.stableApi(api));
            var runner = new OperationRunner(deployment.cluster(), settings);
            var ping = new Ping(target(Options.NONE));
            assertTrue(runner.run(ping, runner.call(ping, Bound.NOTHING)));
            var command = deployment.commands().getFirst();
            assertEquals(List.of("ping", "$db", "lsid", "apiVersion", "apiStrict"), List.copyOf(command.keySet()));
        }
    }

    @Test
    void theClusterTimeIsPassedOnFromGoodAndBadReplies() {
        String told = "$clusterTime: {clusterTime: {$timestamp: {t: %d, i: 1}}, signature: {keyId: 1}}";
        var answers = replies(
                "{ok: 1, " + told.formatted(5) + "}", "{ok: 0, code: 2, errmsg: 'x', " + told.formatted(6) + "}", OK);
        try (var deployment = Deployment.standalone("", answers)) {
            var ping = new Ping(target(Options.NONE));
            deployment.run(ping);
            assertThrows(CommandFailedException.class, () -> deployment.run(ping));
            deployment.run(ping);
            var commands = deployment.commands();
            assertFalse(commands.get(0).containsKey("$clusterTime"));
            assertEquals(
                    5,
                    commands.get(1)
                            .getDocument("$clusterTime")
                            .getTimestamp("clusterTime")
                            .getTime());
            assertEquals(
                    6,
                    commands.get(2)
                            .getDocument("$clusterTime")
                            .getTimestamp("clusterTime")
                            .getTime());
        }
    }

    @Test
    void aReplicaSetIsToldTheReadPreferenceUnlessItIsThePrimary() {
        var secondary = HandleSettings.DEFAULTS.with(o -> o.readPreference(ReadPreference.nearest()));
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, replies(ONE))) {
            deployment.run(findOne(Options.NONE));
            deployment.run(new FindOne<>(target(secondary, Options.NONE), DOCUMENTS));
            assertFalse(deployment.commands().get(0).containsKey("$readPreference"));
            assertEquals(
                    BsonDocument.parse("{mode: 'nearest'}"),
                    deployment.commands().get(1).get("$readPreference"));
        }
    }

    @Test
    void aMemberThatIsAskedDirectlyMayAnswerWhateverItIs() {
        try (var deployment =
                Deployment.replicaSet("?directConnection=true", NOTHING_MORE, replies(ONE, "{n: 1, ok: 1}"))) {
            deployment.run(findOne(Options.NONE));
            deployment.run(new Delete(target(Options.NONE), new Document(), false));
            assertEquals(
                    BsonDocument.parse("{mode: 'primaryPreferred'}"),
                    deployment.commands().get(0).get("$readPreference"));
            assertFalse(deployment.commands().get(1).containsKey("$readPreference"));
        }
    }

    @Test
    void aStandaloneIsNeverToldAReadPreference() {
        var secondary = HandleSettings.DEFAULTS.with(o -> o.readPreference(ReadPreference.secondary()));
        try (var deployment = Deployment.standalone("", replies(ONE))) {
            deployment.run(new FindOne<>(target(secondary, Options.NONE), DOCUMENTS));
            assertFalse(deployment.commands().getFirst().containsKey("$readPreference"));
        }
    }

    @Test
    void theServersLimitIsTheUsersOrWhatIsLeftOfTheTimeout() {
        try (var deployment = Deployment.standalone("", replies(ONE))) {
            deployment.run(findOne(Options.NONE.with(Field.MAX_TIME, Duration.ofMillis(1234))));
            deployment.run(findOne(Options.NONE
                    .with(Field.MAX_TIME, Duration.ofMillis(1234))
                    .with(Field.TIMEOUT, Duration.ofSeconds(20))));
            deployment.run(findOne(
                    Options.NONE.with(Field.MAX_TIME, Duration.ofMillis(1234)).with(Field.TIMEOUT, Duration.ZERO)));
            var commands = deployment.commands();
            assertEquals(1234, commands.get(0).getNumber("maxTimeMS").intValue());
            int left = commands.get(1).getNumber("maxTimeMS").intValue();
            assertTrue(left > 10_000 && left <= 20_000, "maxTimeMS " + left);
            assertFalse(commands.get(2).containsKey("maxTimeMS"));
        }
    }

    @Test
    void aScopesCapEndsTheCallAndIsNotToldToTheServer() {
        try (var deployment = Deployment.standalone("", Scripts.neverAnswers())) {
            var find = findOne(Options.NONE);
            var cap = Deadline.in(Duration.ofMillis(300), deployment.cluster().nanoClock());
            var call = deployment.runner().call(find, new Bound(null, cap));
            var thrown = assertThrows(
                    TimedOutException.class, () -> deployment.runner().run(find, call));
            assertEquals(dev.weft.error.Phase.REPLY, thrown.phase());
            assertFalse(deployment.commands().getFirst().containsKey("maxTimeMS"));
        }
    }

    @Test
    void aTimeoutMakesTheServersOwnLimitATimeout() {
        try (var deployment = Deployment.standalone("", replies("{ok: 0, code: 50, errmsg: 'exceeded'}"))) {
            assertThrows(CommandFailedException.class, () -> deployment.run(findOne(Options.NONE)));
            var timed = findOne(Options.NONE.with(Field.TIMEOUT, Duration.ofSeconds(20)));
            var thrown = assertThrows(TimedOutException.class, () -> deployment.run(timed));
            assertInstanceOf(CommandFailedException.class, thrown.getCause());
            assertTrue(thrown.getMessage().contains("exceeded"), thrown.getMessage());
        }
    }

    @Test
    void aReadIsTriedOnceMoreAfterANetworkFailure() {
        try (var deployment = Deployment.standalone("", breakFirst(1, replies(ONE)))) {
            assertTrue(deployment.run(findOne(Options.NONE)).isPresent());
            var commands = deployment.commands();
            assertEquals(2, commands.size());
            assertEquals(commands.get(0).get("lsid"), commands.get(1).get("lsid"));
        }
    }

    @Test
    void aListenerHearsOfAFailureOnTheCallersThreadBeforeTheNextAttemptOfTheSameCall() {
        var heard = new ArrayList<CommandEvent>();
        var threads = new HashSet<Thread>();
        try (var deployment = Deployment.heard(
                CommandEvent.class,
                event -> {
                    heard.add(event);
                    threads.add(Thread.currentThread());
                },
                breakFirst(1, replies(ONE)))) {
            deployment.run(findOne(Options.NONE));
            assertEquals(
                    List.of(
                            CommandEvent.Started.class,
                            CommandEvent.Failed.class,
                            CommandEvent.Started.class,
                            CommandEvent.Succeeded.class),
                    heard.stream().map(Object::getClass).toList());
            assertEquals(Set.of(Thread.currentThread()), threads);
            assertEquals(
                    1,
                    heard.stream()
                            .map(event -> event.call().operationId())
                            .distinct()
                            .count());
            var messages = heard.stream().map(event -> event.call().requestId()).toList();
            assertEquals(messages.get(0), messages.get(1));
            assertEquals(messages.get(2), messages.get(3));
            assertNotEquals(messages.get(0), messages.get(2));
        }
    }

    @Test
    void theSecondNetworkFailureOfAReadIsThrown() {
        try (var deployment = Deployment.standalone("", breakFirst(9, replies(ONE)))) {
            var thrown = assertThrows(NetworkFailedException.class, () -> deployment.run(findOne(Options.NONE)));
            assertInstanceOf(NetworkFailedException.class, thrown.getSuppressed()[0]);
            assertEquals(2, deployment.commands().size());
        }
    }

    @Test
    void aSessionWhoseCommandHasAnUnknownOutcomeIsNotUsedAgain() {
        try (var deployment = Deployment.standalone("", breakFirst(1, replies(ONE)))) {
            deployment.run(findOne(Options.NONE));
            deployment.run(findOne(Options.NONE));
            assertNotEquals(
                    deployment.commands().get(1).get("lsid"),
                    deployment.commands().get(2).get("lsid"));
        }
    }

    @Test
    void aSessionWhoseCommandRanOutOfTimeIsNotUsedAgain() {
        var first = new AtomicInteger(1);
        Answer silentOnce = (peer, request) -> {
            if (first.getAndDecrement() <= 0) {
                peer.ok(request);
            }
        };
        try (var deployment = Deployment.standalone("", silentOnce)) {
            var late = Options.NONE.with(Field.TIMEOUT, Duration.ofMillis(300));
            assertThrows(TimedOutException.class, () -> deployment.run(findOne(late)));
            deployment.run(new Ping(target(Options.NONE)));
            assertNotEquals(
                    deployment.commands().get(0).get("lsid"),
                    deployment.commands().get(1).get("lsid"));
        }
    }

    @Test
    void nothingIsTriedAgainWhenTheUserHasTurnedItOff() {
        try (var deployment = Deployment.standalone("?retryReads=false", breakFirst(1, replies(ONE)))) {
            assertThrows(NetworkFailedException.class, () -> deployment.run(findOne(Options.NONE)));
        }
        try (var deployment = Deployment.replicaSet("?retryWrites=false", NOTHING_MORE, breakFirst(1, replies(OK)))) {
            var thrown = assertThrows(NetworkFailedException.class, () -> deployment.run(insert()));
            assertFalse(thrown.hasLabel(ErrorLabel.RETRYABLE_WRITE));
            assertFalse(deployment.commands().getFirst().containsKey("txnNumber"));
        }
    }

    @Test
    void aWriteIsRepeatedUnderTheSameTransactionNumberWithTheSameId() {
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, breakFirst(1, replies("{n: 1, ok: 1}")))) {
            var result = deployment.run(insert());
            var first = deployment.commands().get(0);
            var second = deployment.commands().get(1);
            assertEquals(first, second);
            assertEquals(1, first.getInt64("txnNumber").getValue());
            assertEquals(
                    result.insertedId(),
                    first.getArray("documents").get(0).asDocument().get("_id"));
            deployment.run(insert());
            assertEquals(1, deployment.commands().get(2).getInt64("txnNumber").getValue(), "the session was dirty");
            deployment.run(insert());
            assertEquals(2, deployment.commands().get(3).getInt64("txnNumber").getValue());
        }
    }

    @Test
    void aStandaloneAndWritesToManyGetNoTransactionNumberAndNoRetry() {
        try (var deployment = Deployment.standalone("", breakFirst(1, replies("{n: 1, ok: 1}")))) {
            assertThrows(NetworkFailedException.class, () -> deployment.run(insert()));
            assertFalse(deployment.commands().getFirst().containsKey("txnNumber"));
        }
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, breakFirst(1, replies("{n: 1, ok: 1}")))) {
            var many = new Delete(target(Options.NONE), new Document(), true);
            assertThrows(NetworkFailedException.class, () -> deployment.run(many));
            assertFalse(deployment.commands().getFirst().containsKey("txnNumber"));
        }
    }

    @Test
    void aLabelInAReplyMakesAWriteRetryable() {
        String stepped =
                "{n: 1, ok: 1, writeConcernError: {code: 91, errmsg: 'x'}, errorLabels: ['RetryableWriteError']}";
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, replies(stepped, "{n: 1, ok: 1}"))) {
            assertTrue(deployment.run(insert()).acknowledged());
            assertEquals(2, deployment.commands().size());
        }
    }

    @Test
    void anUnacknowledgedWriteHasNoReplyNoSessionAndNoNumber() {
        var settings = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        try (var deployment = Deployment.replicaSet("", NOTHING_MORE, replies(OK))) {
            var result = deployment.run(new Delete(target(settings, Options.NONE), new Document(), false));
            assertFalse(result.acknowledged());
            assertTrue(deployment.run(new Ping(target(Options.NONE))));
            var command = deployment.commands().getFirst();
            assertEquals(List.of("delete", "deletes", "ordered", "$db", "writeConcern"), List.copyOf(command.keySet()));
        }
    }

    @Test
    void writeFailuresAreThrownByTheirCause() {
        var answers = replies(
                "{n: 0, ok: 1, writeErrors: [{index: 0, code: 11000, errmsg: 'dup', keyValue: {a: 1}}]}",
                "{n: 0, ok: 1, writeErrors: [{index: 0, code: 2, errmsg: 'bad'}]}",
                "{n: 1, ok: 1, writeConcernError: {code: 64, errmsg: 'waiting'}}",
                "{ok: 0, code: 11000, errmsg: 'dup', keyValue: {b: 1}}");
        try (var deployment = Deployment.standalone("", answers)) {
            var duplicate = assertThrows(DuplicateKeyException.class, () -> deployment.run(insert()));
            assertEquals(BsonDocument.parse("{a: 1}"), duplicate.keyValue());
            assertEquals(
                    2,
                    assertThrows(WriteFailedException.class, () -> deployment.run(update()))
                            .code());
            assertThrows(WriteConcernFailedException.class, () -> deployment.run(update()));
            var modify = new FindAndModify<>(target(Options.NONE), new Document(), null, DOCUMENTS);
            duplicate = assertThrows(DuplicateKeyException.class, () -> deployment.run(modify));
            assertEquals(BsonDocument.parse("{b: 1}"), duplicate.keyValue());
        }
    }

    @Test
    void aFailedWriteKeepsTheFailedWriteConcernBesideItAndItsLabels() {
        String concern = "writeConcernError: {code: 91, errmsg: 'down', errorLabels: ['RetryableWriteError']}";
        var answers = replies("{n: 0, ok: 1, writeErrors: [{index: 0, code: 2, errmsg: 'bad'}], " + concern + "}");
        try (var deployment = Deployment.standalone("", answers)) {
            var failure = assertThrows(WriteFailedException.class, () -> deployment.run(update()));
            assertEquals(2, failure.code());
            assertEquals(Set.of("RetryableWriteError"), failure.labels());
            var beside = assertInstanceOf(WriteConcernFailedException.class, failure.getSuppressed()[0]);
            assertEquals(91, beside.code());
        }
    }

    @Test
    void resultsAreReadFromTheReply() {
        var answers = replies(
                "{n: 1, nModified: 0, upserted: [{index: 0, _id: 'x'}], ok: 1}",
                "{n: 3, nModified: 2, ok: 1}",
                "{n: 4, ok: 1}",
                "{values: [1, 2], ok: 1}",
                "{value: {a: 1}, lastErrorObject: {n: 1}, ok: 1}",
                "{value: null, ok: 1}");
        try (var deployment = Deployment.standalone("", answers)) {
            var upserted = deployment.run(update());
            assertEquals(Optional.of(new BsonString("x")), upserted.upsertedId());
            assertEquals(0, upserted.matched());
            var updated = deployment.run(update());
            assertEquals(List.of(3L, 2L), List.of(updated.matched(), updated.modified()));
            assertEquals(4, deployment.run(new EstimatedCount(target(Options.NONE))));
            assertEquals(List.of(1, 2), deployment.run(new Distinct<>(target(Options.NONE), "a", new IntegerCodec())));
            var modify = new FindAndModify<>(target(Options.NONE), new Document(), null, DOCUMENTS);
            assertEquals(Optional.of(new Document("a", 1)), deployment.run(modify));
            assertEquals(Optional.empty(), deployment.run(modify));
        }
    }

    @Test
    void anInterruptEndsTheCallAndLeavesTheConnectionUsable() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        Answer slow = (peer, request) -> {
            asked.countDown();
            answer.await();
            peer.reply(request, BsonDocument.parse(ONE));
        };
        try (var deployment = Deployment.standalone("?maxPoolSize=1", slow)) {
            var thrown = new AtomicReference<Throwable>();
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    deployment.run(findOne(Options.NONE));
                } catch (InterruptedCallException expected) {
                    thrown.set(expected);
                }
            });
            asked.await();
            caller.interrupt();
            caller.join();
            assertInstanceOf(InterruptedCallException.class, thrown.get());
            var accepted = deployment.server().accepted();
            answer.countDown();
            // Whoever needs a connection while the late reply is awaited may close the one that waits for it.
            Until.holds(() -> deployment.cluster().pools().getFirst().idle() == 1);
            assertTrue(deployment.run(findOne(Options.NONE)).isPresent());
            assertEquals(2, deployment.commands().size());
            assertEquals(accepted, deployment.server().accepted());
        }
    }

    private static Operation<Optional<Document>> findOne(Options options) {
        return new FindOne<>(target(options), DOCUMENTS);
    }

    private static InsertOne<Document> insert() {
        return new InsertOne<>(target(Options.NONE), new Document("a", 1), DOCUMENTS);
    }

    private static Update update() {
        return new Update(
                target(Options.NONE),
                new Document(),
                new Update.Operators(new BsonDocument("$set", new BsonDocument("a", new BsonInt32(1)))),
                false);
    }

    /** Closes the connection instead of answering, so many times. */
    private static Answer breakFirst(int times, Answer then) {
        var left = new AtomicInteger(times);
        return (peer, request) -> {
            if (left.getAndDecrement() > 0) {
                peer.close();
            } else {
                then.answer(peer, request);
            }
        };
    }
}
