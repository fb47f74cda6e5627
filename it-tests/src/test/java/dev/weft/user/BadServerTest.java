package dev.weft.user;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NoServerException;
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
    private static final Duration LIMIT = ofSeconds(2);

    /** A find against a server that is healthy until it is asked something. */
    private static <E extends MongoException> E failureOf(Class<E> kind, Answer answer) {
        try (var server = ScriptedServer.start(Scripts.afterHello(answer));
                var client = MongoClient.connect(server.uri(), s -> s.retryReads(false))) {
            var books = client.database("library").collection("books");
            long start = System.nanoTime();
            E failure = assertThrows(kind, () -> books.find().timeout(LIMIT).first());
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.compareTo(LIMIT.plusMillis(500)) < 0, () -> "took " + took);
            assertTrue(failure.getMessage().contains("127.0.0.1:" + server.port()), failure::getMessage);
            return failure;
        }
    }

    @Test
    void namesTheServerThatCannotBeReached() {
        int port;
        try (var server = ScriptedServer.start(Scripts.neverReads())) {
            port = server.port();
        }
        try (var client = MongoClient.connect(
                "mongodb://127.0.0.1:" + port, s -> s.servers(v -> v.selectionTimeout(ofMillis(300))))) {
            var failure = assertThrows(NoServerException.class, client::ping);
            assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure::getMessage);
            assertTrue(failure.waited().compareTo(ofMillis(300)) >= 0, () -> "waited " + failure.waited());
        }
    }

    @Test
    void refusesAnAnswerInAnotherProtocol() {
        failureOf(ProtocolBrokenException.class, Scripts.answersGarbage());
    }

    @Test
    void noticesAServerThatClosesInTheMiddleOfAMessage() {
        var failure = failureOf(NetworkFailedException.class, Scripts.closesMidMessage(20));
        assertTrue(failure.bytesSent());
    }

    @Test
    void refusesMessagesThatLieAboutTheirLength() {
        failureOf(ProtocolBrokenException.class, Scripts.claimsLength(-5));
        failureOf(ProtocolBrokenException.class, Scripts.claimsLength(Integer.MAX_VALUE));
        failureOf(ProtocolBrokenException.class, Scripts.claimsDocumentLength(1 << 20));
        failureOf(TimedOutException.class, Scripts.claimsLength(48_000_000));
    }

    @Test
    void givesUpAtTheDeadlineOnAServerThatNeverAnswers() {
        var failure = failureOf(TimedOutException.class, Scripts.neverAnswers());
        assertEquals(LIMIT, failure.allowed());
        assertTrue(failure.elapsed().compareTo(LIMIT) >= 0, () -> "elapsed " + failure.elapsed());
    }

    @Test
    void doesNotTakeTheReplyToAnotherRequest() {
        failureOf(ProtocolBrokenException.class, Scripts.answersAnotherRequest());
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
            var failure = assertThrows(WriteFailedException.class, () -> books.insertOne(large));
            assertEquals(10334, failure.code());
            assertTrue(failure.getMessage().contains("at most 16777216; nothing of it was sent"), failure::getMessage);
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
                var failure = assertThrows(
                        PoolUnavailableException.class, () -> books.find().first());
                assertEquals(1, failure.usage().inUse());
                assertTrue(failure.getMessage().contains("1 in use"), failure::getMessage);
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
            assertTrue(caller.join(ofSeconds(1)), "the interrupted call did not end");
            hold.release();
            long giveUp = System.nanoTime() + 5_000_000_000L;
            while (client.pools().getFirst().idle() == 0 && System.nanoTime() < giveUp) {
                Thread.onSpinWait();
            }
            assertEquals(0, books.countDocuments());
        }
        assertInstanceOf(InterruptedCallException.class, outcome.get());
        assertEquals(1, created.get());
    }
}
