package dev.weft.core.cursor;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.TimeoutMode;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.Aggregate;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Find;
import dev.weft.core.operation.ListIndexes;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.core.operation.RunCursorCommand;
import dev.weft.core.operation.Target;
import dev.weft.error.CursorLostException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MappingFailedException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.testing.Answer;
import dev.weft.settings.HandleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Decoder;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.RawBsonDocumentCodec;
import org.junit.jupiter.api.Test;

/** A cursor's life, from the first batch to the last word to the server. */
class BatchCursorTest {
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final String FIRST_OPEN = "{cursor: {firstBatch: [{a: 1}, {a: 2}], id: 77, ns: 'db.coll'}, ok: 1}";
    private static final String FIRST_DONE = "{cursor: {firstBatch: [{a: 1}, {a: 2}], id: 0, ns: 'db.coll'}, ok: 1}";
    private static final String NEXT_OPEN = "{cursor: {nextBatch: [{a: 3}], id: 77, ns: 'db.coll'}, ok: 1}";
    private static final String NEXT_EMPTY = "{cursor: {nextBatch: [], id: 77, ns: 'db.coll'}, ok: 1}";
    private static final String NEXT_DONE = "{cursor: {nextBatch: [{a: 4}], id: 0, ns: 'db.coll'}, ok: 1}";
    private static final String OK = "{ok: 1}";

    @Test
    void drainsBatchAfterBatchInOneSession() {
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, NEXT_OPEN, NEXT_EMPTY, NEXT_DONE))) {
            var cursor = open(deployment, Options.NONE.with(Field.BATCH_SIZE, 2));
            assertEquals(List.of(1, 2, 3, 4), drain(cursor));
            assertTrue(cursor.exhausted());
            cursor.close();
            var commands = deployment.commands();
            assertEquals(List.of("find", "getMore", "getMore", "getMore"), names(deployment));
            assertEquals(1, commands.stream().map(c -> c.get("lsid")).distinct().count());
            assertEquals(77, commands.get(1).getInt64("getMore").getValue());
            assertEquals(2, commands.get(1).getInt32("batchSize").getValue());
            assertThrows(IllegalStateException.class, cursor::hasNext);
        }
    }

    @Test
    void theSessionGoesBackWhenTheServerHasNoMoreNotWhenTheUserHasReadIt() {
        try (var deployment = Deployment.standalone("", replies(FIRST_DONE, OK))) {
            var cursor = open(deployment, Options.NONE);
            deployment.run(new Ping(target(Options.NONE)));
            assertEquals(
                    deployment.commands().get(0).get("lsid"),
                    deployment.commands().get(1).get("lsid"));
            assertEquals(List.of(1, 2), drain(cursor));
        }
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, OK))) {
            try (var cursor = open(deployment, Options.NONE)) {
                assertEquals(2, cursor.buffered());
                deployment.run(new Ping(target(Options.NONE)));
            }
            var commands = deployment.commands();
            assertNotEquals(commands.get(0).get("lsid"), commands.get(1).get("lsid"));
            assertEquals(commands.get(0).get("lsid"), commands.get(2).get("lsid"));
        }
    }

    @Test
    void closingKillsWhatIsOpenOnce() {
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, OK))) {
            var cursor = open(deployment, Options.NONE);
            cursor.close();
            cursor.close();
            assertEquals(List.of("find", "killCursors"), names(deployment));
            assertEquals(
                    BsonDocument.parse("{a: [{$numberLong: '77'}]}").get("a"),
                    deployment.commands().get(1).get("cursors"));
        }
    }

    @Test
    void closingGivesTheSessionBackWhateverTheServerSays() {
        for (String killed : List.of(OK, "{ok: 0, code: 2, errmsg: 'no'}")) {
            try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, killed, OK))) {
                open(deployment, Options.NONE).close();
                deployment.run(new Ping(target(Options.NONE)));
                assertEquals(List.of("find", "killCursors", "ping"), names(deployment));
                var sessions = deployment.commands().stream()
                        .map(command -> command.get("lsid"))
                        .distinct();
                assertEquals(1, sessions.count());
            }
        }
    }

    @Test
    void getMoreGoesToTheCollectionTheServerNames() {
        String named = "{cursor: {firstBatch: [], id: 5, ns: 'db.$cmd.listIndexes.coll'}, ok: 1}";
        try (var deployment = Deployment.standalone("", replies(named, NEXT_DONE))) {
            var cursors = new Cursors(deployment.runner());
            var cursor = cursors.open(new ListIndexes<>(target(Options.NONE), DOCUMENTS), Bound.NOTHING);
            assertEquals(List.of(4), drain(cursor));
            assertEquals(
                    new BsonString("$cmd.listIndexes.coll"),
                    deployment.commands().get(1).get("collection"));
        }
    }

    @Test
    void aLimitBoundsEachBatchAndClosesWhatServersLeaveOpen() {
        String firstThree = "{cursor: {firstBatch: [{a: 1}, {a: 2}, {a: 3}], id: 77, ns: 'db.coll'}, ok: 1}";
        try (var deployment = Deployment.standalone("", replies(firstThree, NEXT_OPEN, OK))) {
            var cursor = open(deployment, Options.NONE.with(Field.LIMIT, 4L).with(Field.BATCH_SIZE, 3));
            assertEquals(List.of(1, 2, 3, 3), drain(cursor));
            assertEquals(List.of("find", "getMore", "killCursors"), names(deployment));
            assertEquals(1, deployment.commands().get(1).getInt32("batchSize").getValue());
        }
    }

    @Test
    void aTailableCursorWaitsInHasNextAndAsksOnceInTryNext() {
        Options tailable = Options.NONE
                .with(Field.TAILABLE, true)
                .with(Field.AWAIT_DATA, true)
                .with(Field.MAX_AWAIT, Duration.ofMillis(250))
                .with(Field.MAX_TIME, Duration.ofMillis(900));
        String none = "{cursor: {firstBatch: [], id: 77, ns: 'db.coll'}, ok: 1}";
        try (var deployment =
                Deployment.standalone("", replies(none, NEXT_EMPTY, NEXT_EMPTY, NEXT_OPEN, NEXT_EMPTY, OK))) {
            var cursor = open(deployment, tailable);
            assertEquals(Optional.empty(), cursor.tryNext());
            assertEquals(2, deployment.commands().size());
            assertTrue(cursor.hasNext());
            assertEquals(4, deployment.commands().size());
            assertEquals(new Document("a", 3), cursor.next());
            assertEquals(List.of(), cursor.nextBatch());
            assertEquals(
                    900, deployment.commands().get(0).getNumber("maxTimeMS").intValue());
            assertEquals(
                    250, deployment.commands().get(1).getNumber("maxTimeMS").intValue());
            cursor.close();
        }
    }

    @Test
    void awaitingDataForNoTimeOfItsOwnLeavesTheTimeToTheServer() {
        Options tailable = Options.NONE
                .with(Field.TAILABLE, true)
                .with(Field.AWAIT_DATA, true)
                .with(Field.MAX_AWAIT, Duration.ZERO);
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, NEXT_DONE))) {
            assertEquals(List.of(1, 2, 4), drain(open(deployment, tailable)));
            assertFalse(deployment.commands().get(1).containsKey("maxTimeMS"));
        }
    }

    @Test
    void documentsOutliveTheReplyTheyCameIn() {
        String large = "{cursor: {firstBatch: [{a: 1, pad: '%s'}, {a: 2}], id: 77, ns: 'db.coll'}, ok: 1}"
                .formatted("x".repeat(100_000));
        try (var deployment = Deployment.standalone("", replies(large, OK, NEXT_OPEN, NEXT_DONE))) {
            var cursor = open(deployment, Options.NONE);
            deployment.run(new Ping(target(Options.NONE)));
            assertEquals(100_000, cursor.next().getString("pad").length());
            assertEquals(List.of(2, 3, 4), drain(cursor));
        }
    }

    @Test
    void rawDocumentsAreViewsOfTheirBatch() {
        try (var deployment = Deployment.standalone("", replies(FIRST_DONE))) {
            var cursor = open(deployment, Options.NONE, new RawBsonDocumentCodec());
            RawBsonDocument first = cursor.next();
            assertEquals(BsonDocument.parse("{a: 1}"), first);
            List<RawBsonDocument> rest = cursor.nextBatch();
            assertEquals(1, rest.size());
            assertSame(first.getBackingArray(), rest.getFirst().getBackingArray());
            assertEquals(List.of(), cursor.nextBatch());
        }
    }

    @Test
    void aDocumentThatDoesNotFitIsPassedOver() {
        Decoder<Integer> odd = (reader, context) -> {
            reader.readStartDocument();
            int a = reader.readInt32("a");
            reader.readEndDocument();
            if (a % 2 == 0) {
                throw new IllegalArgumentException(a + " is even");
            }
            return a;
        };
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, NEXT_DONE.replace('4', '5')))) {
            var cursor = open(deployment, Options.NONE, odd);
            assertEquals(1, cursor.next());
            var thrown = assertThrows(MappingFailedException.class, cursor::next);
            assertTrue(thrown.getMessage().contains("2 is even"), thrown.getMessage());
            assertEquals(5, cursor.next());
            assertFalse(cursor.hasNext());
            assertThrows(NoSuchElementException.class, cursor::next);
        }
    }

    @Test
    void aCursorTheServerHasLostIsNotKilled() {
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, "{ok: 0, code: 43, errmsg: 'gone'}"))) {
            var cursor = open(deployment, Options.NONE);
            cursor.nextBatch();
            assertThrows(CursorLostException.class, cursor::hasNext);
            cursor.close();
            assertEquals(List.of("find", "getMore"), names(deployment));
        }
    }

    @Test
    void aTimeoutCountsForTheWholeCursorOrForEachStep() {
        Options timed = Options.NONE.with(Field.TIMEOUT, Duration.ofMillis(800));
        Answer slowAtTheSecond = slow(1, Duration.ofMillis(500), replies(FIRST_OPEN, NEXT_OPEN, NEXT_DONE));
        try (var deployment = Deployment.standalone("", slow(0, Duration.ofMillis(500), slowAtTheSecond))) {
            var cursor = open(deployment, timed);
            assertEquals(2, cursor.nextBatch().size());
            assertThrows(TimedOutException.class, cursor::nextBatch);
            assertTrue(deployment.commands().get(0).containsKey("maxTimeMS"));
            assertFalse(deployment.commands().get(1).containsKey("maxTimeMS"));
        }
        slowAtTheSecond = slow(1, Duration.ofMillis(500), replies(FIRST_OPEN, NEXT_OPEN, NEXT_DONE));
        try (var deployment = Deployment.standalone("", slow(0, Duration.ofMillis(500), slowAtTheSecond))) {
            var cursor = open(deployment, timed.with(Field.TIMEOUT_MODE, TimeoutMode.EACH_BATCH));
            assertEquals(List.of(1, 2, 3, 4), drain(cursor));
            assertFalse(deployment.commands().get(0).containsKey("maxTimeMS"));
        }
    }

    @Test
    void aTailableCursorThatAwaitsDataTellsTheServerTheTimeoutOfItsFirstCommand() {
        Options tailable = Options.NONE.with(Field.TAILABLE, true).with(Field.TIMEOUT, Duration.ofSeconds(30));
        try (var deployment = Deployment.standalone("", replies(FIRST_DONE))) {
            open(deployment, tailable.with(Field.AWAIT_DATA, true)).close();
            assertTrue(deployment.commands().getFirst().containsKey("maxTimeMS"));
        }
        try (var deployment = Deployment.standalone("", replies(FIRST_DONE))) {
            open(deployment, tailable).close();
            assertFalse(deployment.commands().getFirst().containsKey("maxTimeMS"));
        }
    }

    @Test
    void closingACursorHasTheWholeTimeoutAgainAndTellsTheServer() {
        Options timed = Options.NONE.with(Field.TIMEOUT, Duration.ofSeconds(30));
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, OK))) {
            open(deployment, timed).close();
            assertEquals(List.of("find", "killCursors"), names(deployment));
            int told = deployment.commands().get(1).getNumber("maxTimeMS").intValue();
            assertTrue(told > 20_000 && told <= 30_000, "maxTimeMS " + told);
        }
        try (var deployment = Deployment.standalone("", replies(FIRST_OPEN, OK))) {
            open(deployment, Options.NONE).close();
            assertFalse(deployment.commands().get(1).containsKey("maxTimeMS"));
        }
    }

    @Test
    void optionsOfTimeThatContradictEachOtherAreRefused() {
        try (var deployment = Deployment.standalone("", replies(FIRST_DONE))) {
            Options second = Options.NONE.with(Field.TIMEOUT, Duration.ofSeconds(1));
            for (Options wrong : List.of(
                    Options.NONE.with(Field.TIMEOUT_MODE, TimeoutMode.EACH_BATCH),
                    second.with(Field.TIMEOUT_MODE, TimeoutMode.WHOLE_CURSOR).with(Field.TAILABLE, true),
                    second.with(Field.TAILABLE, true).with(Field.MAX_AWAIT, Duration.ofSeconds(1)))) {
                assertThrows(IllegalArgumentException.class, () -> open(deployment, wrong));
            }
            assertEquals(List.of(), deployment.commands());
        }
    }

    @Test
    void overlappingUseIsRefusedAndClosingFromOutsideEndsTheWait() throws Exception {
        var asked = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        Answer answer = hangsInGetMore(asked, left);
        try (var deployment = Deployment.standalone("", answer)) {
            var cursor = open(deployment, Options.NONE);
            cursor.nextBatch();
            var thrown = new AtomicReference<RuntimeException>();
            var user = Thread.ofVirtual()
                    .start(() -> thrown.set(assertThrows(IllegalStateException.class, cursor::hasNext)));
            asked.await();
            var overlap = assertThrows(IllegalStateException.class, cursor::hasNext);
            assertTrue(overlap.getMessage().contains("one thread at a time"), overlap.getMessage());
            cursor.close();
            user.join();
            left.countDown();
            assertTrue(
                    thrown.get().getMessage().contains("closed"), thrown.get().getMessage());
            assertEquals(List.of("find", "getMore", "killCursors"), names(deployment));
        }
    }

    @Test
    void anInterruptedUsersCursorIsKilledByAThreadOfTheClient() throws Exception {
        var asked = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        Answer answer = hangsInGetMore(asked, left);
        Answer noting = (peer, request) -> {
            answer.answer(peer, request);
            if (request.document().getFirstKey().equals("killCursors")) {
                killed.countDown();
            }
        };
        try (var deployment = Deployment.standalone("", noting)) {
            var cursor = open(deployment, Options.NONE);
            cursor.nextBatch();
            var flag = new AtomicReference<Boolean>();
            var user = Thread.ofVirtual().start(() -> {
                try (cursor) {
                    assertThrows(InterruptedCallException.class, cursor::hasNext);
                }
                flag.set(Thread.currentThread().isInterrupted());
            });
            asked.await();
            user.interrupt();
            user.join();
            killed.await();
            left.countDown();
            assertEquals(true, flag.get());
        }
    }

    @Test
    void aCursorThatWasDroppedIsKilled() throws Exception {
        var killed = new CountDownLatch(1);
        Answer answer = replies(FIRST_OPEN, OK);
        Answer noting = (peer, request) -> {
            answer.answer(peer, request);
            if (request.document().getFirstKey().equals("killCursors")) {
                killed.countDown();
            }
        };
        try (var deployment = Deployment.standalone("", noting)) {
            var cursors = new Cursors(deployment.runner());
            dropAfterOne(cursors);
            assertEquals(1, cursors.open());
            while (killed.getCount() > 0) {
                System.gc();
                var waited = killed.await(100, TimeUnit.MILLISECONDS);
                assertEquals(waited, killed.getCount() == 0);
            }
            assertEquals(List.of("find", "killCursors"), names(deployment));
        }
    }

    private static void dropAfterOne(Cursors cursors) {
        var cursor = cursors.open(new Find<>(target(Options.NONE), DOCUMENTS), Bound.NOTHING);
        assertEquals(new Document("a", 1), cursor.next());
    }

    @Test
    void aCommandWithoutACursorIsSaidToBeNone() {
        Target database = Target.database("db", HandleSettings.DEFAULTS, Options.NONE);
        try (var deployment = Deployment.standalone("", replies(OK, FIRST_DONE, FIRST_DONE))) {
            var cursors = new Cursors(deployment.runner());
            var command = RunCursorCommand.of(database, new Document("x", 1), DOCUMENTS);
            assertThrows(ProtocolBrokenException.class, () -> cursors.open(command, Bound.NOTHING));
            assertEquals(List.of(1, 2), drain(cursors.open(command, Bound.NOTHING)));
            var aggregate = new Aggregate<>(database, List.of(new Document("$currentOp", new Document())), DOCUMENTS);
            assertEquals(List.of(1, 2), drain(cursors.open(aggregate, Bound.NOTHING)));
        }
    }

    private static Answer hangsInGetMore(CountDownLatch asked, CountDownLatch left) {
        return (peer, request) -> {
            switch (request.document().getFirstKey()) {
                case "find" -> peer.reply(request, BsonDocument.parse(FIRST_OPEN));
                case "getMore" -> {
                    asked.countDown();
                    left.await();
                }
                default -> peer.ok(request);
            }
        };
    }

    /** Answers the request of this number after a while. */
    private static Answer slow(int number, Duration delay, Answer then) {
        var seen = new AtomicInteger();
        return (peer, request) -> {
            if (seen.getAndIncrement() == number) {
                peer.pause(delay);
            }
            then.answer(peer, request);
        };
    }

    private static BatchCursor<Document> open(Deployment deployment, Options options) {
        return open(deployment, options, DOCUMENTS);
    }

    private static <T> BatchCursor<T> open(Deployment deployment, Options options, Decoder<T> decoder) {
        return new Cursors(deployment.runner()).open(new Find<T>(target(options), decoder), Bound.NOTHING);
    }

    private static List<Integer> drain(BatchCursor<Document> cursor) {
        var found = new ArrayList<Integer>();
        cursor.forEachRemaining(document -> found.add(document.getInteger("a")));
        return found;
    }

    private static List<String> names(Deployment deployment) {
        return deployment.commands().stream().map(BsonDocument::getFirstKey).toList();
    }
}
