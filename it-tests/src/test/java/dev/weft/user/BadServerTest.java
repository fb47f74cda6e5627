package dev.weft.user;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.core.cluster.Until;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.Phase;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteFailedException;
import dev.weft.event.PoolEvent;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.testbed.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What a user sees of servers that behave badly and of requests that can't be met: a typed error, in time, that says what to do. */
class BadServerTest {
    /** For who waits until it is over. */
    private static final Duration LIMIT = ofSeconds(2);
    /** For who is to be told long before it is over. */
    private static final Duration AMPLE = ofSeconds(20);
    /** What "HTTP" is as a length. */
    private static final int HTTP = 0x50545448;

    /** A find against a server that is healthy until it is asked something. */
    private static <E extends MongoException> Failed<E> failureOf(Class<E> kind, Duration limit, Answer answer) {
        try (var server = ScriptedServer.start(Scripts.afterHello(answer));
                var client = MongoClient.connect(server.uri(), s -> s.retryReads(false))) {
            var books = client.database("library").collection("books");
            return Failed.with(kind, () -> books.find().timeout(limit).first()).saying("127.0.0.1:" + server.port());
        }
    }

    private static Failed<ProtocolBrokenException> brokenBy(Answer answer) {
        return failureOf(ProtocolBrokenException.class, AMPLE, answer)
                .wellBefore(AMPLE)
                .saying(
                        "protocol broken by 127.0.0.1:",
                        "the connection was closed; check that a MongoDB server listens there");
    }

    @Test
    void refusesAnAnswerInAnotherProtocol() {
        brokenBy(Scripts.answersGarbage()).saying("claims a message of " + HTTP + " bytes; 16 to 48000000 are allowed");
    }

    @Test
    void noticesAServerThatClosesInTheMiddleOfAMessage() {
        var failure = failureOf(NetworkFailedException.class, AMPLE, Scripts.closesMidMessage(20))
                .wellBefore(AMPLE)
                .saying(
                        "network failure while waiting for the server's reply",
                        "closed",
                        "check that the server runs and can be reached from here; the command may have been carried out");
        assertTrue(failure.failure().bytesSent());
    }

    @Test
    void refusesMessagesThatLieAboutTheirLength() {
        brokenBy(Scripts.claimsLength(-5)).saying("claims a message of -5 bytes; 16 to 48000000 are allowed");
        brokenBy(Scripts.claimsLength(15)).saying("claims a message of 15 bytes; 16 to 48000000 are allowed");
        brokenBy(Scripts.claimsLength(Integer.MAX_VALUE))
                .saying("claims a message of 2147483647 bytes; 16 to 48000000 are allowed");
        brokenBy(Scripts.claimsDocumentLength(1 << 20)).saying("A document claims 1048576 bytes where between 5 and");
    }

    @Test
    void waitsForTheRestOfALongMessageNoLongerThanAllowed() {
        failureOf(TimedOutException.class, LIMIT, Scripts.claimsLength(48_000_000))
                .at(LIMIT)
                .saying("allowed were 2000 ms");
    }

    @Test
    void givesUpAtTheDeadlineOnAServerThatNeverAnswers() {
        var failure = failureOf(TimedOutException.class, LIMIT, Scripts.neverAnswers())
                .at(LIMIT)
                .saying(
                        "timed out while waiting for the server's reply (127.0.0.1:",
                        "allowed were 2000 ms",
                        "allow more time, or make the command cheaper")
                .failure();
        assertEquals(LIMIT, failure.allowed());
        assertEquals(Phase.REPLY, failure.phase());
        assertTrue(failure.elapsed().compareTo(LIMIT) >= 0, () -> "elapsed " + failure.elapsed());
    }

    @Test
    void doesNotTakeTheReplyToAnotherRequest() {
        brokenBy(Scripts.answersAnotherRequest()).saying("answers request ", " where request ", " was asked");
    }

    @Test
    void refusesAFlagThatItMayNotIgnore() {
        brokenBy(Scripts.setsAnUnknownFlag()).saying("flag");
    }

    @Test
    void clearsThePoolBeforeTheConnectionThatBrokeComesBack() {
        // Discovery and monitoring specification's case "Pool is cleared before application connection is checked into
        // the pool".
        var told = new ConcurrentLinkedQueue<Class<?>>();
        try (var server = ScriptedServer.start(Scripts.afterHello(Scripts.closesMidMessage(20)));
                var client = MongoClient.connect(
                        server.uri(),
                        s -> s.retryReads(false)
                                .listen(PoolEvent.PoolCleared.class, event -> told.add(event.getClass()))
                                .listen(PoolEvent.CheckedIn.class, event -> told.add(event.getClass())))) {
            assertThrows(
                    NetworkFailedException.class,
                    () -> client.database("library").collection("books").find().first());
        }
        assertEquals(List.of(PoolEvent.PoolCleared.class, PoolEvent.CheckedIn.class), List.copyOf(told));
    }

    @Test
    void refusesADocumentThatTheServerWouldRefuseAndKeepsTheConnection() {
        var created = new AtomicInteger();
        try (var server = EmbeddedServer.start();
                var client = MongoClient.connect(
                        server.uri(),
                        s -> s.listen(PoolEvent.ConnectionCreated.class, event -> created.incrementAndGet()))) {
            var books = client.database("library").collection("books");
            books.insertOne(new Document("_id", 1));
            var large = new Document("text", "x".repeat(17 * 1024 * 1024));
            var failure = Failed.with(WriteFailedException.class, () -> books.insertOne(large))
                    .wellBefore(AMPLE)
                    .saying(
                            "the document has 17825825 bytes", // the text, 17 of _id, 11 of the field, 5 of the
                            // document
                            "at most 16777216; nothing of it was sent");
            assertEquals(10334, failure.failure().code());
            assertEquals(1, books.countDocuments());
        }
        assertEquals(1, created.get());
    }

    @Test
    void saysWhoHoldsThePoolWhenItIsExhausted() throws InterruptedException {
        try (var server = EmbeddedServer.start();
                var client = MongoClient.connect(
                        server.uri(), s -> s.pool(p -> p.maxSize(1).waitTimeout(ofMillis(200))))) {
            var books = client.database("library").collection("books");
            var hold = server.hold("find");
            var holder = Thread.startVirtualThread(() -> books.find().first());
            try {
                assertTrue(hold.awaitArrivals(1, ofSeconds(10)));
                var failure = Failed.with(
                                PoolUnavailableException.class,
                                () -> books.find().first())
                        .at(ofMillis(200))
                        .saying(
                                "no connection became free after ",
                                "1 in use, 0 idle",
                                "at most 1",
                                "raise maxPoolSize, make fewer calls at once, or look for slow ones")
                        .failure();
                assertEquals(1, failure.usage().inUse());
                assertTrue(failure.waited().compareTo(ofMillis(200)) >= 0);
            } finally {
                hold.release();
                holder.join();
            }
            assertTrue(books.find().first().isEmpty());
        }
    }

    @Test
    void anInterruptedCallEndsAtOnceAndCostsNoConnection() throws InterruptedException {
        var created = new AtomicInteger();
        var outcome = new AtomicReference<Throwable>();
        try (var server = EmbeddedServer.start();
                var client = MongoClient.connect(
                        server.uri(),
                        s -> s.pool(p -> p.maxSize(1))
                                .listen(PoolEvent.ConnectionCreated.class, event -> created.incrementAndGet()))) {
            var books = client.database("library").collection("books");
            var hold = server.hold("find");
            var caller = Thread.startVirtualThread(() -> {
                try {
                    books.find().first();
                } catch (InterruptedCallException e) {
                    outcome.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost", e));
                }
            });
            assertTrue(hold.awaitArrivals(1, ofSeconds(10)));
            caller.interrupt();
            assertTrue(caller.join(ofSeconds(10)), "the interrupted call did not end");
            hold.release();
            Until.holds(() -> client.pools().getFirst().idle() == 1);
            assertEquals(0, books.countDocuments());
        }
        assertInstanceOf(InterruptedCallException.class, outcome.get());
        assertEquals(1, created.get());
    }
}
