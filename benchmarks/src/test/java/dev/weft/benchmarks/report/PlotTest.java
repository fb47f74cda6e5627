package dev.weft.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Plot.Bar;
import dev.weft.benchmarks.report.Plot.Point;
import dev.weft.benchmarks.report.Plot.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class PlotTest {
    private final String lines = Plot.lines(
            "calls & <callers>",
            "callers",
            "calls/s",
            List.of(
                    new Series("weft", List.of(new Point(1, 10), new Point(100, 40), new Point(10_000, 30))),
                    new Series("sync", List.of(new Point(1, 8), new Point(100, 20), new Point(10_000, 5)))));

    private final String bars = Plot.bars(
            "call", "calls/s", List.of(new Bar("FIND_ONE weft", 0, 50, 40, 60), new Bar("sync", 1, 25, 20, 30)));

    @Test
    void bothKindsAreWellFormedAndSayWhatTheyShow() throws Exception {
        assertEquals(
                "calls & <callers>",
                parse(lines).getElementsByTagName("title").item(0).getTextContent());
        assertEquals(2, parse(lines).getElementsByTagName("polyline").getLength());
        assertEquals(2, parse(bars).getElementsByTagName("rect").getLength());
    }

    @Test
    void noPictureHasABackgroundOfItsOwnAndBothChangeTheirInkInTheDark() throws Exception {
        for (var picture : List.of(lines, bars)) {
            assertFalse(picture.contains("white") || picture.contains("#fff"), picture);
            assertTrue(picture.contains("@media (prefers-color-scheme: dark)"));
            var rects = parse(picture).getElementsByTagName("rect");
            for (int i = 0; i < rects.getLength(); i++) {
                assertTrue(
                        ((Element) rects.item(i)).getAttribute("class").startsWith("c"), "a rectangle that is no bar");
            }
        }
    }

    @Test
    void theAxisIsLogarithmicSoThatAHundredStandsInTheMiddle() throws Exception {
        var points = ((Element) parse(lines).getElementsByTagName("polyline").item(0))
                .getAttribute("points")
                .strip()
                .split(" ", -1);
        double left = x(points[0]);
        double right = x(points[2]);
        assertEquals((left + right) / 2, x(points[1]), 0.1);
    }

    @Test
    void barsAreAsLongAsTheirValues() throws Exception {
        var rects = parse(bars).getElementsByTagName("rect");
        assertEquals(width(rects.item(1)) * 2, width(rects.item(0)), 0.2);
    }

    @Test
    void theTopOfAnAxisIsARoundNumberAboveAllValues() {
        assertEquals(25.0, Plot.ceiling(21), 1e-9);
        assertEquals(100.0, Plot.ceiling(51), 1e-9);
        assertEquals(0.2, Plot.ceiling(0.2), 1e-9);
    }

    @Test
    void nothingToDrawIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> Plot.lines("empty", "x", "y", List.of()));
        assertThrows(IllegalArgumentException.class, () -> Plot.bars("empty", "x", List.of()));
    }

    private static double x(String point) {
        return Double.parseDouble(point.substring(0, point.indexOf(',')));
    }

    private static double width(Node rect) {
        return Double.parseDouble(((Element) rect).getAttribute("width"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
