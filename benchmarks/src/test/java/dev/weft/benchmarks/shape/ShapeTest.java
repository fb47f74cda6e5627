package dev.weft.benchmarks.shape;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shape that answered wrongly, or left too late, would be measured all the same. */
class ShapeTest {
    private static final int LATE_MILLIS = 300;
    private static final long DEADLINE_NANOS = 20_000_000;

    private static Child responder;
    private static Server server;

    @BeforeAll
    static void startTheResponder() throws IOException {
        responder = Child.start(Responder.class);
        server = new Server(Integer.parseInt(responder.answer()), LATE_MILLIS);
    }

    @AfterAll
    static void stopTheResponder() {
        responder.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"weft", "loop", "two-loops", "channel", "reader", "reader-timed", "adaptor", "socket", "rearmed"
            })
    void leavesALateCallInTimeAndGoesOn(String name) throws Exception {
        try (var shape = Shape.start(name, server)) {
            var line = shape.open();
            for (int i = 0; i < 100; i++) {
                assertTrue(line.call(false, Deadlines.NONE));
                assertTrue(line.call(false, System.nanoTime() + 10_000_000_000L));
            }
            assertTrue(line.call(true, Deadlines.NONE), "without a deadline the late reply is awaited");
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                assertFalse(line.call(true, start + DEADLINE_NANOS));
                assertTrue(System.nanoTime() - start >= DEADLINE_NANOS, "left early");
                assertTrue(System.nanoTime() - start < LATE_MILLIS * 1_000_000L, "waited for the late reply");
                line = line.next();
                assertTrue(line.call(false, Deadlines.NONE));
            }
        }
    }
}
