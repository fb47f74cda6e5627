package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Pictures of figures, as SVG without any library: curves over a logarithmic axis, and bars.
 *
 * <p>There is no background, so that whatever page shows them shines through, and a media query inside the picture changes the ink with the
 * reader's colour scheme. Lines differ by dashes and marks, too, not by colour alone.
 */
public final class Plot {
    private static final int WIDTH = 760;
    private static final int LEFT = 90;
    private static final int RIGHT = 150;
    private static final int TOP = 48;
    private static final int HEIGHT = 260;
    private static final int ROW = 26;
    private static final int COLOURS = 5;
    private static final int GRID_STEPS = 4;

    /** What every picture begins with: ink by the reader's scheme. */
    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #24292f; }
            .title { font-size: 14px; font-weight: 600; }
            .axis { stroke: #57606a; fill: none; }
            .grid { stroke: #57606a; stroke-opacity: .25; fill: none; }
            .spread { stroke: #24292f; fill: none; }
            .c0 { stroke: #0969da; fill: #0969da; } .c1 { stroke: #bc4c00; fill: #bc4c00; }
            .c2 { stroke: #1a7f37; fill: #1a7f37; } .c3 { stroke: #8250df; fill: #8250df; }
            .c4 { stroke: #57606a; fill: #57606a; }
            polyline { fill: none !important; stroke-width: 2; }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .axis, .grid { stroke: #9198a1; } .spread { stroke: #e6edf3; }
            .c0 { stroke: #58a6ff; fill: #58a6ff; } .c1 { stroke: #f0883e; fill: #f0883e; }
            .c2 { stroke: #3fb950; fill: #3fb950; } .c3 { stroke: #bc8cff; fill: #bc8cff; }
            .c4 { stroke: #9198a1; fill: #9198a1; }
            }
            </style>
            """;

    private static final List<String> DASHES = List.of("none", "8 4", "2 3", "12 4 2 4", "4 4");

    private final StringBuilder svg = new StringBuilder();

    private Plot() {}

    /** A point of a curve; both above zero. */
    public record Point(double x, double y) {}

    /** A curve with its name, the points from left to right. */
    public record Series(String name, List<Point> points) {
        /** Copies the points. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A bar with its name and its spread.
     *
     * @param series which colour it has, counted from 0
     */
    public record Bar(String name, int series, double value, double min, double max) {}

    /** Curves over a logarithmic x axis; the y axis begins at zero. */
    public static String lines(String title, String xTitle, String yTitle, List<Series> curves) {
        return new Plot().curves(title, xTitle, yTitle, curves);
    }

    /** Horizontal bars, one below the other, each with a line from its smallest to its largest round. */
    public static String bars(String title, String unit, List<Bar> bars) {
        return new Plot().rows(title, unit, bars);
    }

    private String curves(String title, String xTitle, String yTitle, List<Series> curves) {
        var all = curves.stream().flatMap(curve -> curve.points().stream()).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw for " + title);
        }
        double fromX = Math.log10(all.stream().mapToDouble(Point::x).min().orElseThrow());
        double toX = Math.log10(all.stream().mapToDouble(Point::x).max().orElseThrow());
        double top = ceiling(all.stream().mapToDouble(Point::y).max().orElseThrow());
        begin(title, TOP + HEIGHT + 48);
        horizontalGrid(top);
        var places = new TreeSet<Double>();
        all.forEach(point -> places.add(point.x()));
        for (double x : places) {
            text(acrossLog(x, fromX, toX), TOP + HEIGHT + 18, "middle", Shown.number(x));
        }
        text(LEFT, TOP - 10, "middle", yTitle);
        text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, TOP + HEIGHT + 38, "middle", xTitle + " (logarithmic)");
        int index = 0;
        for (var curve : curves) {
            curve(curve, index++, point -> acrossLog(point.x(), fromX, toX), point -> up(point.y(), top));
        }
        return end();
    }

    private void curve(Series curve, int index, Axis across, Axis up) {
        int colour = index % COLOURS;
        svg.append("<polyline class=\"c").append(colour).append("\" stroke-dasharray=\"");
        svg.append(DASHES.get(colour)).append("\" points=\"");
        curve.points()
                .forEach(point -> svg.append(at(across.of(point)))
                        .append(',')
                        .append(at(up.of(point)))
                        .append(' '));
        svg.append("\"/>\n");
        for (var point : curve.points()) {
            svg.append("<circle class=\"c").append(colour).append("\" r=\"3\" cx=\"");
            svg.append(at(across.of(point)))
                    .append("\" cy=\"")
                    .append(at(up.of(point)))
                    .append("\"/>\n");
        }
        double legend = TOP + 12 + index * 18.0;
        int x = WIDTH - RIGHT + 16;
        svg.append("<line class=\"c").append(colour).append("\" stroke-width=\"2\" stroke-dasharray=\"");
        svg.append(DASHES.get(colour))
                .append("\" x1=\"")
                .append(x)
                .append("\" x2=\"")
                .append(x + 28);
        svg.append("\" y1=\"")
                .append(at(legend - 4))
                .append("\" y2=\"")
                .append(at(legend - 4))
                .append("\"/>\n");
        text(x + 34.0, legend, "start", curve.name());
    }

    private void horizontalGrid(double top) {
        for (int i = 0; i <= GRID_STEPS; i++) {
            double value = top * i / GRID_STEPS;
            line(i == 0 ? "axis" : "grid", LEFT, up(value, top), WIDTH - RIGHT, up(value, top));
            text(LEFT - 8, up(value, top) + 4, "end", compact(value));
        }
        line("axis", LEFT, TOP, LEFT, TOP + HEIGHT);
    }

    private String rows(String title, String unit, List<Bar> bars) {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw for " + title);
        }
        int names = 230;
        double most = bars.stream().mapToDouble(Bar::max).max().orElseThrow();
        double scale = (WIDTH - names - 110) / Math.max(most, Double.MIN_NORMAL);
        begin(title, TOP + bars.size() * ROW + 16);
        double y = TOP;
        for (var bar : bars) {
            text(names - 8, y + 15, "end", bar.name());
            svg.append("<rect class=\"c")
                    .append(bar.series() % COLOURS)
                    .append("\" x=\"")
                    .append(names);
            svg.append("\" y=\"").append(at(y + 3)).append("\" height=\"16\" width=\"");
            svg.append(at(bar.value() * scale)).append("\"/>\n");
            line("spread", names + bar.min() * scale, y + 11, names + bar.max() * scale, y + 11);
            text(names + bar.max() * scale + 6, y + 15, "start", compact(bar.value()) + " " + unit);
            y += ROW;
        }
        line("axis", names, TOP, names, y);
        return end();
    }

    /** Where something stands, in pixels. */
    private interface Axis {
        double of(Point point);
    }

    private static double acrossLog(double x, double from, double to) {
        double share = to > from ? (Math.log10(x) - from) / (to - from) : 0.5;
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double up(double y, double top) {
        return TOP + HEIGHT * (1 - y / top);
    }

    /** The next of 1, 2, 2.5, 5 and 10 times a power of ten. */
    static double ceiling(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String compact(double value) {
        if (value >= 1e6) {
            return Shown.number(value / 1e6) + " M";
        }
        return value >= 1e4 ? Shown.number(value / 1e3) + " k" : Shown.number(value);
    }

    private void begin(String title, int height) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(WIDTH);
        svg.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(WIDTH);
        svg.append(' ').append(height).append("\" role=\"img\">\n<title>").append(escaped(title));
        svg.append("</title>\n").append(STYLE);
        svg.append("<text class=\"title\" x=\"8\" y=\"20\">")
                .append(escaped(title))
                .append("</text>\n");
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"")
                .append(kind)
                .append("\" x1=\"")
                .append(at(x1))
                .append("\" y1=\"");
        svg.append(at(y1))
                .append("\" x2=\"")
                .append(at(x2))
                .append("\" y2=\"")
                .append(at(y2))
                .append("\"/>\n");
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append("<text text-anchor=\"")
                .append(anchor)
                .append("\" x=\"")
                .append(at(x))
                .append("\" y=\"");
        svg.append(at(y)).append("\">").append(escaped(words)).append("</text>\n");
    }

    private static String at(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
