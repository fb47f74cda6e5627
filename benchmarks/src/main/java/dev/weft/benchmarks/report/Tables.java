package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The tables of a page, and the plots that go with them. */
final class Tables {
    private static final String OFFICIAL = "sync";
    /** The number in a shape that a curve runs over: how many callers, how large a pool. */
    private static final Pattern NUMBER = Pattern.compile("(?:^| )(\\d+)(?= |$)");
    /** More would not fit a screen; the table has them all. */
    private static final int MOST_BARS = 80;

    /** Who is drawn where all would be too many. */
    private static final Set<String> MAIN = Set.of("floor", Target.OURS, OFFICIAL);

    private final String folder;
    private final Map<String, String> plots = new LinkedHashMap<>();

    /** Tables of a page whose plots lie in this folder beside it. */
    Tables(String folder) {
        this.folder = folder;
    }

    /** The plots drawn so far, by the names of their files. */
    Map<String, String> plots() {
        return Collections.unmodifiableMap(plots);
    }

    static String targets(List<Target> targets, List<Report> reports) {
        var text = new StringBuilder(
                "| target | bound | weft | beside it | ratio | reached |\n|---|---|---|---|---|---|\n");
        for (var target : targets) {
            text.append(row(target.name(), target.boundInWords()));
            var verdict = target.judge(reports);
            if (verdict.isEmpty()) {
                text.append(" | | | not measured |\n");
                continue;
            }
            var found = verdict.get();
            text.append(' ').append(Shown.of(target.unit(), found.ours())).append(" |");
            text.append(found.beside()
                    .map(other -> " " + Shown.of(unitBeside(target), other) + " | " + times(target, found) + " |")
                    .orElse(" | |"));
            text.append(found.reached() ? " yes |\n" : " **no** |\n");
        }
        return text.toString();
    }

    /** A bound that is a number is held against the figure itself; the official driver's stands there to be compared. */
    private static String times(Target target, Target.Verdict found) {
        boolean number =
                target.bound() instanceof Target.Bound.AtMost || target.bound() instanceof Target.Bound.AtLeast;
        return number ? "" : Shown.times(found.decides());
    }

    private static Unit unitBeside(Target target) {
        return target.bound() instanceof Target.Bound.OfOwn own ? own.other() : target.unit();
    }

    /** All figures of a suite, each with its spread, and how our first figure compares with the official driver's. */
    String suite(Report report, String suite) {
        var rows = report.measurements().stream()
                .filter(one -> one.suite().equals(suite))
                .toList();
        Set<Unit> units = new LinkedHashSet<>();
        rows.forEach(row -> units.addAll(row.figures().keySet()));
        var text = new StringBuilder("| shape | peer |");
        units.forEach(unit -> text.append(' ').append(Shown.name(unit)).append(" |"));
        text.append(" times as good as ")
                .append(OFFICIAL)
                .append(" |\n|---|---|")
                .append("---|".repeat(units.size()));
        text.append("---|\n");
        for (var row : rows) {
            text.append(row(row.shape(), row.peer()));
            for (var unit : units) {
                var figure = row.figures().get(unit);
                text.append(' ')
                        .append(figure == null ? "" : Shown.of(unit, figure))
                        .append(" |");
            }
            text.append(' ').append(compared(report, row)).append(" |\n");
        }
        return text + plot(suite, rows);
    }

    private static String compared(Report report, Measurement row) {
        if (row.figures().isEmpty() || row.peer().equals(OFFICIAL)) {
            return "";
        }
        var unit = row.figures().keySet().iterator().next();
        var ours = row.figures().get(unit);
        var theirs = report.find(row.suite(), row.shape(), OFFICIAL)
                .map(found -> found.figures().get(unit));
        if (ours == null || theirs.isEmpty()) {
            return "";
        }
        return Shown.times(unit.moreIsBetter() ? Target.ratio(ours, theirs.get()) : Target.ratio(theirs.get(), ours));
    }

    private String plot(String suite, List<Measurement> rows) {
        if (rows.isEmpty() || rows.getFirst().figures().isEmpty()) {
            return "";
        }
        var unit = rows.getFirst().figures().keySet().iterator().next();
        var title = suite + ": " + Shown.name(unit);
        var file = suite.replaceAll("[^A-Za-z0-9.-]", "_") + ".svg";
        var curves = curves(rows, unit);
        if (curves.isEmpty()) {
            plots.put(file, Plot.bars(title, Shown.sign(unit), bars(rows, unit)));
        } else {
            plots.put(file, Plot.lines(title, "callers or size", Shown.sign(unit), curves));
        }
        return "\n![" + title + "](" + folder + "/" + file + ")\n";
    }

    /** A curve for each peer and kind of shape; none at all where the shapes of a suite do not run over a number. */
    private static List<Plot.Series> curves(List<Measurement> rows, Unit unit) {
        Map<String, List<Plot.Point>> byName = new LinkedHashMap<>();
        for (var row : rows) {
            var number = NUMBER.matcher(row.shape());
            var figure = row.figures().get(unit);
            if (!number.find() || figure == null) {
                return List.of();
            }
            var kind = (row.shape().substring(0, number.start()) + row.shape().substring(number.end())).strip();
            byName.computeIfAbsent((row.peer() + " " + kind).strip(), name -> new ArrayList<>())
                    .add(new Plot.Point(Double.parseDouble(number.group(1)), figure.median()));
        }
        return byName.values().stream().allMatch(points -> points.size() < 3)
                ? List.of()
                : byName.entrySet().stream()
                        .map(curve -> new Plot.Series(curve.getKey(), curve.getValue()))
                        .toList();
    }

    private static List<Plot.Bar> bars(List<Measurement> rows, Unit unit) {
        var peers = rows.stream().map(Measurement::peer).distinct().toList();
        var bars = new ArrayList<Plot.Bar>();
        for (var row : rows) {
            var figure = row.figures().get(unit);
            boolean drawn = rows.size() <= MOST_BARS / 2 || MAIN.contains(row.peer());
            if (figure != null && drawn && bars.size() < MOST_BARS) {
                var name = row.shape() + " " + row.peer();
                bars.add(new Plot.Bar(name, peers.indexOf(row.peer()), figure.median(), figure.min(), figure.max()));
            }
        }
        return bars;
    }

    private static String row(String first, String second) {
        return "| " + first + " | " + second + " |";
    }
}
