package dev.weft.benchmarks.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be held is held while memory is read. */
class MemoryProcessTest {
    private static Child responder;
    private static String uri;

    @BeforeAll
    static void startTheResponder() throws IOException {
        responder = Child.start(Responder.class, "batch=1");
        uri = "mongodb://127.0.0.1:" + responder.answer();
    }

    @AfterAll
    static void stopTheResponder() {
        responder.close();
    }

    /** A connection, a parked caller, a cursor and a client take kilobytes each: less would mean that they are not there. */
    @ParameterizedTest
    @CsvSource({
        "weft,PARKED_CALLERS,200",
        "weft,PARKED_WARM_CALLERS,200",
        "weft,LYING_SERVERS,3",
        "sync,IDLE_CONNECTIONS,20",
        "sync,OPEN_CURSORS,100"
    })
    void whatIsHeldTakesMemory(String name, String hold, int count) throws IOException {
        try (var peer = Peer.ready(name, Child.start(MemoryProcess.class, name, uri, "20"))) {
            var figures = peer.round(Order.closed(hold, count, 0)).orElseThrow();
            assertTrue(figures.get(Unit.HELD_BYTES) > 500, figures.line());
            assertEquals(figures.get(Unit.HEAP_BYTES) / count, figures.get(Unit.HELD_BYTES), 1);
        }
    }
}
