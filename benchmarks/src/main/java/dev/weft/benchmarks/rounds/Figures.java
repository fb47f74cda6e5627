package dev.weft.benchmarks.rounds;

import dev.weft.benchmarks.report.Figure;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one round of one peer gave.
 *
 * @param values by unit, in the order of the units; a peer leaves out what it cannot know
 */
public record Figures(Map<Unit, Double> values) {
    /** Copies the values. */
    public Figures {
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** One of the values. */
    public double get(Unit unit) {
        var value = values.get(unit);
        if (value == null) {
            throw new IllegalArgumentException("the peer has not told its " + unit);
        }
        return value;
    }

    /** The figures as one line between processes: {@code NAME=value} pairs. */
    public String line() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + String.format(Locale.ROOT, "%.6f", each.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** Reads the line. */
    public static Figures parse(String line) {
        var values = new EnumMap<Unit, Double>(Unit.class);
        for (var pair : line.trim().split(" +", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("figures are NAME=value pairs, not: " + line);
            }
            values.put(Unit.valueOf(pair.substring(0, equals)), Double.parseDouble(pair.substring(equals + 1)));
        }
        return new Figures(values);
    }

    /** Each figure with all its rounds; a figure that a round lacks is left out. */
    public static Map<Unit, Figure> together(List<Figures> rounds) {
        var figures = new EnumMap<Unit, Figure>(Unit.class);
        for (var unit : Unit.values()) {
            if (!rounds.isEmpty() && rounds.stream().allMatch(round -> round.values.containsKey(unit))) {
                figures.put(
                        unit,
                        new Figure(rounds.stream().map(round -> round.get(unit)).toList()));
            }
        }
        return figures;
    }

    static Figures median(List<Figures> rounds) {
        var medians = new EnumMap<Unit, Double>(Unit.class);
        together(rounds).forEach((unit, figure) -> medians.put(unit, figure.median()));
        return new Figures(medians);
    }
}
