package dev.weft.benchmarks.allocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The committed figures: a line {@code JAVA CALL BYTES} each, since what waiting costs depends on the version of Java. */
final class Baseline {
    private final Path file;
    private final int java;

    Baseline(Path file, int java) {
        this.file = file;
        this.java = java;
    }

    /** The figures of this version of Java; none if they were never recorded. */
    Map<String, Double> figures() throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (var line : Files.readAllLines(file)) {
            var words = line.split(" ", -1);
            if (words[0].equals(Integer.toString(java))) {
                figures.put(words[1], Double.valueOf(words[2]));
            }
        }
        return figures;
    }

    /** Replaces the figures of this version of Java, and keeps all other lines. */
    void write(Map<String, Double> figures) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.startsWith(java + " "));
        figures.forEach((call, bytes) -> lines.add(java + " " + call + " " + Math.round(bytes)));
        Files.write(file, lines);
    }
}
