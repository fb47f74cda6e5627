package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares a run with an earlier one, and says which of our figures have become worse.
 *
 * <p>Allocation is compared as it is, since it does not depend on the machine. Throughput is compared as a ratio to another peer of the same
 * run, since nothing else survives a change of machine.
 */
public final class Check {
    private static final double MORE_ALLOCATION = 1.03;
    private static final double MORE_BYTES = 32;
    private static final double LESS_THROUGHPUT = 0.9;
    /** There the calls come at a rate that is given: it says nothing of who answers them. */
    private static final String AT_A_GIVEN_RATE = "arrivals";

    /** Whom throughput is relative to, if the run has it: the first that both runs have. */
    private static final List<String> YARDSTICKS = List.of("sync", "floor", "bson", "bson_record_codec");

    private Check() {}

    /** What is compared. */
    public enum Mode {
        /** Bytes per call. */
        ALLOCATION,
        /** Calls, or megabytes, a second, relative to a peer of the same run. */
        THROUGHPUT
    }

    /**
     * How one row compares.
     *
     * @param name suite and shape
     * @param was in the earlier run
     * @param is now
     * @param allowed the worst that would do
     * @param fine whether it is as good as that
     * @param note why there is no number; empty when there is
     */
    public record Row(String name, double was, double is, double allowed, boolean fine, String note) {}

    /**
     * Arguments: {@code allocation} or {@code throughput}, the earlier file, the new file, and then the rows that may be missing, as {@code
     * "SUITE SHAPE"}. Exits with 1 when a row is worse or missing.
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println(
                    "usage: Check allocation|throughput EARLIER.json NEW.json [\"SUITE SHAPE\" that may be missing ...]");
            System.exit(2);
        }
        var mode = Mode.valueOf(args[0].toUpperCase(Locale.ROOT));
        var earlier = ReportJson.read(Path.of(args[1]));
        var now = ReportJson.read(Path.of(args[2]));
        if (!passes(compare(mode, earlier, now, List.of(args).subList(3, args.length)), System.out)) {
            System.exit(1);
        }
    }

    /** Prints every row. A comparison of nothing does not pass: it was asked of the wrong file. */
    static boolean passes(List<Row> rows, PrintStream out) {
        for (var row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-7s %-40s %s%n",
                    row.fine() ? "ok" : "WORSE",
                    row.name(),
                    row.note().isEmpty()
                            ? String.format(
                                    Locale.ROOT, "was %.2f, is %.2f, allowed %.2f", row.was(), row.is(), row.allowed())
                            : row.note());
        }
        if (rows.isEmpty()) {
            out.println("WORSE   the earlier run has no such figure of ours: nothing was compared");
        }
        return !rows.isEmpty() && rows.stream().allMatch(Row::fine);
    }

    /** A row for each figure of ours that the earlier run has; what only the new one has is no regression. */
    static List<Row> compare(Mode mode, Report earlier, Report now, List<String> mayBeMissing) {
        return earlier.measurements().stream()
                .filter(was -> was.peer().equals(Target.OURS))
                .map(was -> {
                    var name = was.suite() + " " + was.shape();
                    return mode == Mode.ALLOCATION ? allocation(name, was, now) : throughput(name, was, earlier, now);
                })
                .flatMap(Optional::stream)
                .map(row -> mayBeMissing.contains(row.name()) && !row.note().isEmpty()
                        ? new Row(row.name(), row.was(), row.is(), row.allowed(), true, row.note() + " (which it may)")
                        : row)
                .toList();
    }

    private static Optional<Row> allocation(String name, Measurement was, Report now) {
        var before = was.figures().get(Unit.BYTES);
        if (before == null) {
            return Optional.empty();
        }
        var after = now.find(was.suite(), was.shape(), Target.OURS)
                .map(found -> found.figures().get(Unit.BYTES));
        if (after.isEmpty()) {
            return Optional.of(missing(name, before.min()));
        }
        // The smallest of its rounds on both sides: whatever else a process did in a round only adds.
        double allowed = allowedBytes(before.min());
        double is = after.get().min();
        return Optional.of(new Row(name, before.min(), is, allowed, is <= allowed, ""));
    }

    /** What may be allocated per call where it was so much; noise of compilation and of rare upkeep stays below it. */
    public static double allowedBytes(double before) {
        return before * MORE_ALLOCATION + MORE_BYTES;
    }

    private static Optional<Row> throughput(String name, Measurement was, Report earlier, Report now) {
        if (was.suite().equals(AT_A_GIVEN_RATE)) {
            return Optional.empty();
        }
        var unit = Stream.of(Unit.OPS, Unit.MB_PER_SECOND, Unit.NANOS)
                .filter(was.figures()::containsKey)
                .findFirst();
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        for (var peer : YARDSTICKS) {
            var before = relative(earlier, was, unit.get(), peer);
            if (before.isPresent()) {
                var after = relative(now, was, unit.get(), peer);
                double allowed = before.get() * LESS_THROUGHPUT;
                return Optional.of(after.map(is -> new Row(name, before.get(), is, allowed, is >= allowed, ""))
                        .orElseGet(() -> missing(name, before.get())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> relative(Report report, Measurement what, Unit unit, String peer) {
        var ours = report.find(what.suite(), what.shape(), Target.OURS)
                .map(found -> found.figures().get(unit));
        var theirs = report.find(what.suite(), what.shape(), peer)
                .map(found -> found.figures().get(unit));
        return ours.isEmpty() || theirs.isEmpty()
                ? Optional.empty()
                : Optional.of(Target.times(unit, ours.get(), theirs.get()).median());
    }

    private static Row missing(String name, double was) {
        return new Row(name, was, Double.NaN, Double.NaN, false, "is missing from the new run");
    }
}
