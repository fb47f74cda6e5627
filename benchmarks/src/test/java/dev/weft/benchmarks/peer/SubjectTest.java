package dev.weft.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Ceiling;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call checks its answer; a peer that was answered wrongly would be measured all the same. */
class SubjectTest {
    private static final List<String> CALLS = List.of(
            "PING",
            "FIND_ONE",
            "FIND_ONE_RAW",
            "FIND_ONE_RECORD",
            "FIND_LATE:1",
            "FIND_SIZE:100",
            "FIND_SIZE:5000",
            "FIND_SIZE:16777216",
            "TWEETS:1",
            "TWEETS:101",
            "TWEETS:102",
            "TWEETS:1000",
            "INSERT_ONE",
            "INSERT_SIZE:16777216",
            "INSERT_MANY:1000",
            "UPDATE_ONE",
            "BULK_WRITE:99");

    private static final List<String> IN_PYTHON = List.of("motor", "pymongo");

    private static Child responder;
    private static Child slices;
    private static int port;
    private static String uri;
    private static String sliced;

    @BeforeAll
    static void startTheResponders() throws IOException {
        responder = Child.start(Responder.class);
        slices = Child.start(Responder.class, "batch=7");
        port = Integer.parseInt(responder.answer());
        uri = "mongodb://127.0.0.1:" + port;
        sliced = "mongodb://127.0.0.1:" + slices.answer();
    }

    @AfterAll
    static void stopTheResponders() {
        responder.close();
        slices.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weft", "weft-loaded", "sync", "sync-loaded"})
    void everyCallOfABlockingPeerIsAnsweredAsExpected(String name) throws Exception {
        try (var subject = SubjectProcess.blocking(name, uri, 2)) {
            for (var call : CALLS) {
                subject.job(Work.parse(call)).run();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weft", "sync"})
    void aCursorOfSmallBatchesGivesExactlyItsDocuments(String name) throws Exception {
        try (var subject = SubjectProcess.blocking(name, sliced, 2)) {
            subject.job(Work.parse("TWEETS:7")).run();
            subject.job(Work.parse("TWEETS:8")).run();
            subject.job(Work.parse("TWEETS:1000")).run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weft", "sync"})
    void aFileGoesInAndAnotherComesOutWhole(String name) throws Exception {
        try (var subject = SubjectProcess.blocking(name, uri, 2)) {
            subject.job(Work.parse("GRIDFS")).run();
            subject.job(Work.parse("GRIDFS")).run();
        }
    }

    @Test
    void theFloorFindsOneDocumentAndNothingElse() throws Exception {
        try (var floor = new FloorSubject(uri, 2)) {
            floor.job(Work.parse("FIND_ONE")).run();
            floor.job(Work.parse("PING")).run();
            assertThrows(UnsupportedOperationException.class, () -> floor.job(Work.parse("TWEETS:10")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync-platform", "reactive", "go", "motor", "pymongo"})
    void everyCallOfAProcessIsAnsweredOrSkipped(String name) throws Exception {
        var benchmarks = Path.of("").toAbsolutePath();
        assumeTrue(isBuilt(benchmarks, name), name + " is made by the first run of the benchmark");
        var peers = new Roster(benchmarks).start(List.of(name), uri, 2);
        try {
            for (var call : CALLS) {
                boolean known = !IN_PYTHON.contains(name) || !call.equals("FIND_ONE_RECORD");
                assertEquals(known, isAnswered(peers.getFirst(), Order.closed(call, 2, 1)), call);
            }
            assertTrue(isAnswered(peers.getFirst(), Order.closed("PING", 2, 20).arriving(100)));
        } finally {
            peers.forEach(Peer::close);
        }
    }

    /** On a busy machine a round may be over before it has begun. */
    private static boolean isAnswered(Peer peer, Order order) throws IOException {
        var figures = peer.round(order);
        while (figures.isPresent() && figures.get().get(Unit.OPS) == 0) {
            figures = peer.round(order);
        }
        return figures.isPresent();
    }

    private static boolean isBuilt(Path benchmarks, String name) {
        return switch (name) {
            case "go" -> Files.exists(benchmarks.resolve("target/peers/go/peer"));
            case "motor", "pymongo" -> Files.exists(benchmarks.resolve("target/peers/python/installed.txt"));
            default -> true;
        };
    }

    @Test
    void wrongNumbersAreNoAnswer() {
        assertThrows(IllegalStateException.class, () -> Work.parse("TWEETS:10").expect(10, 9));
    }

    @Test
    void theCeilingCountsWholeAnswers() throws InterruptedException {
        assertTrue(Ceiling.measure(port, 20) >= 64, "at least one volley");
    }
}
