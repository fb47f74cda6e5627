package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a figure of ours has to reach.
 *
 * @param name what is promised, in words
 * @param suite of the measurement, as {@link Measurement#suite()}
 * @param shape of the measurement, as {@link Measurement#shape()}
 * @param ours which peer promises it: {@code weft}, or a variant of it
 * @param unit the figure
 * @param bound what it is held against
 */
public record Target(String name, String suite, String shape, String ours, Unit unit, Bound bound) {
    /** The peer that makes promises. */
    public static final String OURS = "weft";

    private static final String OFFICIAL = "sync";

    /** A promise of {@link #OURS}. */
    public Target(String name, String suite, String shape, Unit unit, Bound bound) {
        this(name, suite, shape, OURS, unit, bound);
    }

    /** What a figure is held against. */
    public sealed interface Bound {
        /** The figure itself is at most this. */
        record AtMost(double most) implements Bound {}

        /** The figure itself is at least this. */
        record AtLeast(double least) implements Bound {}

        /** So many times as good as the peer's, at least: as much more where more is better, as much less where less is. */
        record TimesAsGood(String peer, double least) implements Bound {}

        /** So many times the peer's figure, at most. */
        record OfPeer(String peer, double most) implements Bound {}

        /** So many times another figure of the same measurement, at most. */
        record OfOwn(Unit other, double most) implements Bound {}
    }

    /**
     * How a report answers.
     *
     * @param ours our figure
     * @param beside what it was held against; where the bound is a number, the official driver's figure if there is one
     * @param decides the ratio, or our figure: what the bound is about; its rounds are those of both sides in pairs, where they are as many
     * @param reached whether the median of it is within the bound
     */
    public record Verdict(Figure ours, Optional<Figure> beside, Figure decides, boolean reached) {}

    /** The answer of the first report that holds all it takes; ratios are never taken between runs. */
    public Optional<Verdict> judge(List<Report> reports) {
        return reports.stream().map(this::judge).flatMap(Optional::stream).findFirst();
    }

    private Optional<Verdict> judge(Report report) {
        return figure(report, ours, unit).flatMap(figure -> switch (bound) {
            case Bound.AtMost b ->
                Optional.of(new Verdict(figure, official(report), figure, figure.median() <= b.most));
            case Bound.AtLeast b ->
                Optional.of(new Verdict(figure, official(report), figure, figure.median() >= b.least));
            case Bound.TimesAsGood b ->
                figure(report, b.peer, unit).map(peer -> {
                    var times = times(unit, figure, peer);
                    return new Verdict(figure, Optional.of(peer), times, times.median() >= b.least);
                });
            case Bound.OfPeer b -> figure(report, b.peer, unit).map(peer -> atMost(figure, peer, b.most));
            case Bound.OfOwn b -> figure(report, ours, b.other).map(other -> atMost(figure, other, b.most));
        });
    }

    /** What the official driver has there, for who wants to compare. */
    private Optional<Figure> official(Report report) {
        return figure(report, OFFICIAL, unit);
    }

    private Optional<Figure> figure(Report report, String peer, Unit of) {
        return report.find(suite, shape, peer)
                .flatMap(found -> Optional.ofNullable(found.figures().get(of)));
    }

    private static Verdict atMost(Figure ours, Figure other, double most) {
        var ratio = ratio(ours, other);
        return new Verdict(ours, Optional.of(other), ratio, ratio.median() <= most);
    }

    /** How many times as good one figure is as another: more where more is better, less where less is. */
    static Figure times(Unit unit, Figure figure, Figure other) {
        if (unit == Unit.NANOS) {
            // JMH runs one after another: its rounds are no pairs.
            return Figure.of(other.median() / figure.median());
        }
        return unit.moreIsBetter() ? ratio(figure, other) : ratio(other, figure);
    }

    /** Round by round, since interleaved rounds saw the same minute of the machine; of medians, where the rounds are not as many. */
    static Figure ratio(Figure above, Figure below) {
        if (above.rounds().size() != below.rounds().size()) {
            return Figure.of(above.median() / below.median());
        }
        return new Figure(IntStream.range(0, above.rounds().size())
                .mapToObj(i -> above.rounds().get(i) / below.rounds().get(i))
                .toList());
    }

    /** The bound in words. */
    public String boundInWords() {
        return switch (bound) {
            case Bound.AtMost b -> "at most " + Shown.of(unit, b.most);
            case Bound.AtLeast b -> "at least " + Shown.of(unit, b.least);
            case Bound.TimesAsGood b -> "at least " + Shown.times(b.least) + " as good as " + b.peer;
            case Bound.OfPeer b -> "at most " + Shown.times(b.most) + " of " + b.peer;
            case Bound.OfOwn b -> "at most " + Shown.times(b.most) + " of its " + Shown.name(b.other);
        };
    }
}
