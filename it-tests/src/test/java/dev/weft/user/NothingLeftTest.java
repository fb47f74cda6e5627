package dev.weft.user;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.protocol.testing.BlackHole;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.protocol.testing.WeftThreads;
import dev.weft.testbed.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/**
 * When {@code close()} has returned, no thread of the client is alive and no file descriptor of it is open: neither a socket
 * nor what the I/O loop waits on.
 */
@Timeout(60)
class NothingLeftTest {
    private static final Path OPEN = Path.of("/proc/self/fd");

    /** What a client lived through; it closes its client itself. */
    private interface Life {
        void live() throws Exception;
    }

    @BeforeAll
    static void descriptorsCanBeCounted() {
        if (!Files.isDirectory(OPEN)) {
            throw new TestAbortedException("needs " + OPEN + " to count file descriptors");
        }
    }

    /** What is open now, by descriptor: where it leads. */
    private static Map<String, String> descriptors() {
        Map<String, String> open = new TreeMap<>();
        try (var listed = Files.list(OPEN)) {
            for (Path descriptor : listed.toList()) {
                try {
                    open.put(
                            descriptor.getFileName().toString(),
                            Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException closed) {
                    open.remove(descriptor.getFileName().toString()); // between the listing and the look
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // That is what the list was read by.
        open.values().removeIf(target -> target.startsWith("/proc/"));
        return open;
    }

    /** The first life opens what the JDK opens once and keeps; the second one is looked at. */
    private static void assertNothingIsLeftOf(Life life) throws Exception {
        life.live();
        var threads = WeftThreads.alive();
        var open = descriptors();
        life.live();
        assertEquals(Map.of(), left(threads, WeftThreads::alive));
        assertEquals(Map.of(), left(open, NothingLeftTest::descriptors));
    }

    /** A server of a test may need a moment to see that its client has left, and a thread for its very last step. */
    private static <K> Map<K, String> left(Map<K, String> before, Supplier<Map<K, String>> now) {
        long giveUp = System.nanoTime() + ofSeconds(3).toNanos();
        while (true) {
            var left = now.get();
            left.entrySet().removeAll(before.entrySet());
            if (left.isEmpty() || System.nanoTime() - giveUp > 0) {
                return left;
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void seesADescriptorThatIsLeftOpen() throws Exception {
        var before = descriptors();
        try (var forgotten = ScriptedServer.start(Scripts.neverReads())) {
            assertTrue(forgotten.port() > 0);
            var left = descriptors();
            left.entrySet().removeAll(before.entrySet());
            // Others of this process may open files at the same time, so it is looked for by its own name.
            assertTrue(left.containsValue(listening(forgotten.port())), left::toString);
        }
    }

    /** What a descriptor says that leads to the socket listening on this port of IPv4 or IPv6 (proc manual, "/proc/net/tcp"). */
    private static String listening(int port) throws IOException {
        String address = String.format(":%04X", port);
        List<String> all = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/net/tcp")));
        Path six = Path.of("/proc/self/net/tcp6");
        if (Files.exists(six)) {
            all.addAll(Files.readAllLines(six));
        }
        return all.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(address) && fields[3].equals("0A"))
                .map(fields -> "socket:[" + fields[9] + "]")
                .findFirst()
                .orElseThrow();
    }

    @Test
    void afterWorkFromManyThreadsWithAnOpenCursorAndCallsThatWereLeft() throws Exception {
        assertNothingIsLeftOf(() -> {
            try (var server = EmbeddedServer.start();
                    var client = MongoClient.connect(server.uri(), s -> s.pool(p -> p.maxSize(20)))) {
                var books = client.database("library").collection("books");
                books.insertMany(IntStream.range(0, 100)
                        .mapToObj(i -> new Document("_id", i))
                        .toList());
                List<Thread> callers = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    callers.add(Thread.startVirtualThread(
                            () -> books.find().batchSize(10).toList()));
                }
                for (Thread caller : callers) {
                    caller.join();
                }
                var hold = server.hold("find");
                var left = Thread.startVirtualThread(() -> assertThrows(
                        InterruptedCallException.class, () -> books.find().first()));
                assertTrue(hold.awaitArrivals(1, ofSeconds(10)));
                left.interrupt();
                left.join();
                hold.release();
                var cursor = books.find().batchSize(2).cursor();
                cursor.next();
            }
        });
    }

    @Test
    void afterAnEndInTheMiddleOfCalls() throws Exception {
        assertNothingIsLeftOf(() -> {
            try (var server = EmbeddedServer.start()) {
                List<Thread> callers = new ArrayList<>();
                var hold = server.hold("find");
                try (var client = MongoClient.connect(server.uri(), s -> s.pool(p -> p.maxSize(4)))) {
                    var books = client.database("library").collection("books");
                    for (int i = 0; i < 50; i++) {
                        callers.add(Thread.startVirtualThread(() -> assertThrows(
                                RuntimeException.class, () -> books.find().first())));
                    }
                    assertTrue(hold.awaitArrivals(4, ofSeconds(10)));
                }
                hold.release();
                for (Thread caller : callers) {
                    assertTrue(caller.join(ofSeconds(5)), "a call goes on after close()");
                }
            }
        });
    }

    @Test
    void afterAServerThatRefuses() throws Exception {
        int port;
        try (var server = ScriptedServer.start(Scripts.neverReads())) {
            port = server.port();
        }
        assertNothingIsLeftOf(() -> {
            try (var client = MongoClient.connect(
                    "mongodb://127.0.0.1:" + port, s -> s.servers(v -> v.selectionTimeout(ofMillis(200))))) {
                assertThrows(MongoException.class, client::ping);
            }
        });
    }

    @Test
    void afterAServerThatNeitherAnswersNorRefuses() throws Exception {
        assertNothingIsLeftOf(() -> {
            try (var hole = new BlackHole(InetAddress.getLoopbackAddress(), 0);
                    var client = MongoClient.connect(
                            "mongodb://127.0.0.1:" + hole.port(),
                            s -> s.servers(v -> v.selectionTimeout(ofMillis(200))))) {
                assertThrows(MongoException.class, client::ping);
            }
        });
    }

    @Test
    void afterServersThatBreakTheProtocol() throws Exception {
        assertNothingIsLeftOf(() -> {
            for (var answer : List.of(
                    Scripts.answersGarbage(), Scripts.closesMidMessage(20), Scripts.resets(), Scripts.halfCloses())) {
                try (var server = ScriptedServer.start(Scripts.afterHello(answer));
                        var client = MongoClient.connect(server.uri(), s -> s.retryReads(false))) {
                    var books = client.database("library").collection("books");
                    assertThrows(
                            MongoException.class,
                            () -> books.find().timeout(ofSeconds(2)).first());
                }
            }
        });
    }

    @Test
    void afterTwoClientsThatShareTheLoop() throws Exception {
        assertNothingIsLeftOf(() -> {
            try (var server = EmbeddedServer.start();
                    var one = MongoClient.connect(server.uri())) {
                one.ping();
                try (var other = MongoClient.connect(server.uri())) {
                    other.ping();
                }
                one.ping();
            }
        });
    }
}
