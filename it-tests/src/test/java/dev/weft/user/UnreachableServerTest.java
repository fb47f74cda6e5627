package dev.weft.user;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NoServerException;
import dev.weft.error.Phase;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.testing.BlackHole;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What a user sees of a server that was never there: who was looked for, for how long, and why it was not found. */
class UnreachableServerTest {
    private static final Duration LIMIT = ofMillis(900);
    private static final String ADVICE =
            "check that the servers run and can be reached, or raise serverSelectionTimeoutMS";

    private static BlackHole blackHole() {
        try {
            return new BlackHole(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException queuesMore) {
            throw new TestAbortedException("no address that neither answers nor refuses: " + queuesMore.getMessage());
        }
    }

    private static Failed<NoServerException> failureOf(String host) {
        try (var client = MongoClient.connect(
                "mongodb://" + host,
                s -> s.servers(v -> v.selectionTimeout(LIMIT)).sockets(v -> v.connectTimeout(ofMillis(300))))) {
            var failed = Failed.with(NoServerException.class, client::ping)
                    .at(LIMIT)
                    .saying("no server for ", " within ", host, ADVICE);
            assertTrue(failed.failure().waited().compareTo(LIMIT) >= 0, failed::toString);
            return failed;
        }
    }

    @Test
    void namesTheServerThatRefuses() {
        int port;
        try (var server = ScriptedServer.start(Scripts.neverReads())) {
            port = server.port();
        }
        failureOf("127.0.0.1:" + port).saying("Connection refused").causedBy(NetworkFailedException.class);
    }

    @Test
    void namesTheServerThatNeitherAnswersNorRefuses() throws IOException {
        try (var hole = blackHole()) {
            failureOf("127.0.0.1:" + hole.port())
                    .saying("timed out while opening a connection", "allowed were 300 ms")
                    .causedBy(TimedOutException.class);
        }
    }

    @Test
    void givesUpOnABlackHoleAtTheDeadlineOfTheCall() throws IOException {
        try (var hole = blackHole();
                var client = MongoClient.connect("mongodb://127.0.0.1:" + hole.port())) {
            var books = client.database("library").collection("books");
            var failure = Failed.with(
                            TimedOutException.class,
                            () -> books.find().timeout(LIMIT).first())
                    .at(LIMIT)
                    .saying("timed out while waiting for a suitable server", "allowed were 900 ms")
                    .failure();
            assertEquals(Phase.SELECT, failure.phase());
        }
    }

    @Test
    void namesTheHostThatNobodyKnows() {
        // A label has at most 63 letters (RFC 1035), so no name server is asked: where all are silent, the look-up
        // would
        // outlive the test.
        failureOf("x".repeat(64) + ".invalid:27017").causedBy(NetworkFailedException.class);
    }

    @Test
    void saysThatSomethingElseListensThere() {
        try (var server = ScriptedServer.start(Scripts.each(Scripts.answersGarbage()))) {
            failureOf("127.0.0.1:" + server.port())
                    .saying("protocol broken by 127.0.0.1:", "check that a MongoDB server listens there")
                    .causedBy(ProtocolBrokenException.class);
        }
    }

    @Test
    void saysThatTheServerAcceptsAndNeverSpeaks() {
        try (var server = ScriptedServer.start(Scripts.each(Scripts.neverAnswers()))) {
            failureOf("127.0.0.1:" + server.port()).saying("timed out").causedBy(TimedOutException.class);
        }
    }

    @Test
    void closesAtOnceThoughNobodyAnswers() throws IOException {
        try (var hole = blackHole()) {
            var best = ofMinutes(1);
            // Again when it took long, for another process may have had the processor.
            for (int attempt = 0; attempt < 5 && best.compareTo(ofSeconds(1)) >= 0; attempt++) {
                var client = MongoClient.connect("mongodb://127.0.0.1:" + hole.port());
                long start = System.nanoTime();
                client.close();
                best = Duration.ofNanos(System.nanoTime() - start);
            }
            assertTrue(best.compareTo(ofSeconds(1)) < 0, "closing took " + best);
        }
    }
}
