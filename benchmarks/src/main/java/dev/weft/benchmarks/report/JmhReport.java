package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;

/**
 * Makes a report of what JMH writes with {@code -rf json}: the package of a benchmark is the suite, its parameter {@code by} the peer, its
 * method and all other parameters the shape, and every iteration of every fork a round.
 */
public final class JmhReport {
    private static final String PEER = "by";
    private static final String GARBAGE = "gc.alloc.rate.norm";
    private static final Map<String, Double> NANOS = Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

    private JmhReport() {}

    /** Arguments: the file of JMH, the file of the report, and the name of the round. */
    public static void main(String[] args) throws IOException {
        var json = Files.readString(Path.of(args[0]));
        var report = new Report(
                args.length > 2 ? args[2] : "short",
                Instant.now(),
                Machine.describe(),
                versions(json),
                Map.of(),
                measurements(json));
        ReportJson.write(report, Path.of(args[1]));
    }

    /** Of the virtual machines that were measured, which need not be this one; of the peers, by this one's class path. */
    static Map<String, String> versions(String json) {
        var versions = new LinkedHashMap<>(Machine.versions());
        var results = Document.parse("{\"results\": " + json + "}").getList("results", Document.class);
        if (!results.isEmpty()) {
            var first = results.getFirst();
            versions.put("Java", first.get("vmName", "") + " " + first.get("vmVersion", ""));
            versions.put("flags", Machine.flags(first.getList("jvmArgs", String.class, List.of())));
        }
        return versions;
    }

    static List<Measurement> measurements(String json) {
        var all = new ArrayList<Measurement>();
        // The parser reads documents only, and this is an array.
        for (var result : Document.parse("{\"results\": " + json + "}").getList("results", Document.class)) {
            all.add(measurement(result));
        }
        return all;
    }

    private static Measurement measurement(Document result) {
        var names = result.getString("benchmark").split("\\.", -1);
        var params = new LinkedHashMap<String, String>();
        result.get("params", new Document()).forEach((name, value) -> params.put(name, String.valueOf(value)));
        var peer = params.getOrDefault(PEER, Target.OURS).toLowerCase(Locale.ROOT);
        params.remove(PEER);
        var shape = new StringBuilder(names[names.length - 1]);
        params.forEach((name, value) -> shape.append(' ').append(inWords(name, value)));
        Map<Unit, Figure> figures = new LinkedHashMap<>();
        var primary = result.get("primaryMetric", Document.class);
        var unit = primary.getString("scoreUnit");
        var nanos = NANOS.get(unit);
        if (nanos == null) {
            throw new IllegalArgumentException(
                    result.getString("benchmark") + " is measured in " + unit + ": measure the average time instead");
        }
        figures.put(Unit.NANOS, figure(primary, nanos));
        result.get("secondaryMetrics", new Document()).forEach((name, metric) -> {
            if (name.endsWith(GARBAGE)) {
                figures.put(Unit.BYTES, figure((Document) metric, 1));
            }
        });
        return new Measurement(names[names.length - 3], shape.toString(), peer, figures);
    }

    /** Words speak for themselves; numbers and answers to yes or no need the name of the question. */
    private static String inWords(String name, String value) {
        return switch (value) {
            case "true" -> name;
            case "false" -> "not " + name;
            default -> value.matches("\\d+") ? name + " " + value : value;
        };
    }

    private static Figure figure(Document metric, double factor) {
        var rounds = new ArrayList<Double>();
        for (var fork : metric.get("rawData", List.<List<Number>>of())) {
            for (var iteration : fork) {
                rounds.add(iteration.doubleValue() * factor);
            }
        }
        return new Figure(rounds);
    }
}
