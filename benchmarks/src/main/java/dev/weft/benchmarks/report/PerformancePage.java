package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes reports into a page: everything between two marks is made anew, everything outside them is left as it is. What is not reached, and
 * why, is said outside, by people.
 */
public final class PerformancePage {
    static final String BEGIN = "<!-- figures: begin; made by PerformancePage, do not edit -->";
    static final String END = "<!-- figures: end -->";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private static final String EMPTY_PAGE = """
            # Performance

            What this driver promises, and what was measured. [The benchmarks](../benchmarks/README.md) say how to measure it all on another
            machine. Absolute figures mean something only on the machine they were taken on: look at the ratios.

            """;

    private PerformancePage() {}

    /**
     * Arguments: the page; then the files of results. Plots go into a folder beside the page, which has its name without {@code .md}.
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            throw new IllegalArgumentException("name the page and at least one file of results");
        }
        var page = Path.of(args[0]);
        var reports = new ArrayList<Report>();
        for (int i = 1; i < args.length; i++) {
            reports.add(ReportJson.read(Path.of(args[i])));
        }
        write(page, reports);
    }

    /** Writes reports into a page. */
    public static void write(Path page, List<Report> reports) throws IOException {
        var name = page.getFileName().toString().replaceFirst("\\.md$", "");
        var folder = page.resolveSibling(name);
        var tables = new Tables(name);
        var figures = figures(reports, tables);
        Files.createDirectories(folder);
        for (var plot : tables.plots().entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
        Files.writeString(page, between(Files.exists(page) ? Files.readString(page) : EMPTY_PAGE, figures));
    }

    /** The text with the figures between its marks; they come to its end if it has none. */
    static String between(String text, String figures) {
        var block = BEGIN + "\n\n" + figures + "\n" + END;
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 && end < 0) {
            return text + block + "\n";
        }
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has one mark without the other: put back '" + BEGIN + "' and '"
                    + END + "', in this order, or remove both");
        }
        return text.substring(0, begin) + block + text.substring(end + END.length());
    }

    private static String figures(List<Report> reports, Tables tables) {
        var text = new StringBuilder("## Measured on\n\n");
        reports.forEach(report -> text.append(ranOn(report)));
        text.append("\n## Targets\n\n").append(Tables.targets(Targets.ALL, reports));
        for (var report : reports) {
            var suites = report.measurements().stream()
                    .map(Measurement::suite)
                    .distinct()
                    .toList();
            for (var suite : suites) {
                text.append("\n## ").append(suite).append("\n\n").append(tables.suite(report, suite));
            }
        }
        var skipped = reports.stream()
                .flatMap(report -> report.skipped().entrySet().stream())
                .map(entry -> "- " + entry.getKey() + ": " + entry.getValue() + "\n")
                .distinct()
                .collect(Collectors.joining());
        return skipped.isEmpty()
                ? text.toString()
                : text.append("\n## Left out\n\n").append(skipped).toString();
    }

    private static String ranOn(Report report) {
        var suites = report.measurements().stream()
                .map(Measurement::suite)
                .distinct()
                .collect(Collectors.joining(", "));
        return "- **" + suites + "**: " + report.round() + " round of " + DAY.format(report.at()) + "; "
                + String.join(", ", pairs(report.machine())) + "; " + String.join(", ", pairs(report.versions()))
                + "\n";
    }

    private static List<String> pairs(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }
}
