package dev.weft.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes from one process to the other arrives as it was. */
class FiguresTest {
    @Test
    void figuresComeBackFromTheirLine() {
        var figures = new Figures(Map.of(Unit.OPS, 12345.678901, Unit.P999_MILLIS, 0.25, Unit.UNSERVED, 3.0));
        assertEquals(figures, Figures.parse(figures.line()));
    }

    @Test
    void anyLanguageMayWriteTheLine() {
        var figures = Figures.parse("MAX_MILLIS=7 OPS=100.5");
        assertEquals(100.5, figures.get(Unit.OPS));
        assertEquals(7, figures.get(Unit.MAX_MILLIS));
    }

    @Test
    void aLineThatIsNoneIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> Figures.parse("Traceback (most recent call last):"));
        assertThrows(IllegalArgumentException.class, () -> Figures.parse("SPEED=1"));
    }

    @Test
    void aFigureThatAPeerCannotKnowIsNoFigure() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> Figures.parse("OPS=1").get(Unit.BYTES));
        assertTrue(error.getMessage().contains("BYTES"), error.getMessage());
    }

    @Test
    void everyRoundIsKept() {
        var together = Figures.together(
                List.of(Figures.parse("OPS=3 BYTES=1"), Figures.parse("OPS=1"), Figures.parse("OPS=2 BYTES=1")));
        assertEquals(List.of(3.0, 1.0, 2.0), together.get(Unit.OPS).rounds());
        assertEquals(2, together.get(Unit.OPS).median());
        assertFalse(together.containsKey(Unit.BYTES), "one round does not know it");
    }

    @Test
    void anOrderComesBackFromItsLine() {
        var order = Order.closed("INSERT_MANY:100", 7, 250).onPlatformThreads().arriving(2000);
        assertEquals("INSERT_MANY:100 7 250 platform 2000", order.line());
        assertEquals(order, Order.parse(order.line()));
        assertThrows(IllegalArgumentException.class, () -> Order.parse("PING 1 250 virtual"));
    }
}
