package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** A report as a JSON file, and back. What is read was written here: anything else is an error that names the file. */
public final class ReportJson {
    private static final JsonWriterSettings READABLE = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private ReportJson() {}

    /** Writes a report, and the folders above it. */
    public static void write(Report report, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, toJson(report) + "\n");
    }

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException when the file is no report
     */
    public static Report read(Path file) throws IOException {
        var json = Files.readString(file);
        try {
            return fromJson(json);
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException(
                    file + " is no report of a benchmark (" + broken.getMessage() + "): name a file that a round wrote",
                    broken);
        }
    }

    static String toJson(Report report) {
        return new Document("round", report.round())
                .append("at", report.at().toString())
                .append("machine", new Document(new LinkedHashMap<>(report.machine())))
                .append("versions", new Document(new LinkedHashMap<>(report.versions())))
                .append("skipped", new Document(new LinkedHashMap<>(report.skipped())))
                .append(
                        "measurements",
                        report.measurements().stream()
                                .map(ReportJson::toDocument)
                                .toList())
                .toJson(READABLE);
    }

    private static Document toDocument(Measurement measurement) {
        var figures = new Document();
        measurement.figures().forEach((unit, figure) -> figures.append(unit.name(), figure.rounds()));
        return new Document("suite", measurement.suite())
                .append("shape", measurement.shape())
                .append("peer", measurement.peer())
                .append("figures", figures);
    }

    static Report fromJson(String json) {
        var read = Document.parse(json);
        var measurements = new ArrayList<Measurement>();
        for (var measurement : need(read, read.getList("measurements", Document.class), "measurements")) {
            measurements.add(toMeasurement(measurement));
        }
        return new Report(
                need(read, read.getString("round"), "round"),
                Instant.parse(need(read, read.getString("at"), "at")),
                texts(read, "machine"),
                texts(read, "versions"),
                texts(read, "skipped"),
                List.copyOf(measurements));
    }

    private static Measurement toMeasurement(Document read) {
        Map<Measurement.Unit, Figure> figures = new LinkedHashMap<>();
        need(read, read.get("figures", Document.class), "figures")
                .forEach((unit, rounds) -> figures.put(Measurement.Unit.valueOf(unit), toFigure((List<?>) rounds)));
        return new Measurement(
                need(read, read.getString("suite"), "suite"),
                need(read, read.getString("shape"), "shape"),
                need(read, read.getString("peer"), "peer"),
                figures);
    }

    private static Figure toFigure(List<?> rounds) {
        return new Figure(
                rounds.stream().map(round -> ((Number) round).doubleValue()).toList());
    }

    private static Map<String, String> texts(Document from, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        need(from, from.get(name, Document.class), name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private static <T> T need(Document from, @Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing among " + from.keySet());
        }
        return value;
    }
}
