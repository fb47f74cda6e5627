package dev.weft.unified.run;

import dev.weft.protocol.testing.Specifications;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.TestFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The test files of the unified format in a specifications' folder, by suite. A suite is a folder of files, called by its path without
 * {@code tests} and {@code unified}: {@code crud}, {@code command-logging-and-monitoring/logging}.
 */
public final class Suites {
    /** Files that only test parsers: the schema forbids them. */
    private static final String INVALID = "unified-test-format/invalid";
    /** Files whose cases must fail. */
    public static final String VALID_FAIL = "unified-test-format/valid-fail";
    /** What stands for the cases of a file that can't be read. */
    static final String WHOLE_FILE = ": whole file";

    private Suites() {}

    /** The files by suite, in order, without the invalid ones. */
    public static Map<String, List<Path>> find() {
        Map<String, List<Path>> suites = all();
        suites.remove(INVALID);
        return suites;
    }

    /** All cases, as baselines call them. */
    static Set<String> cases() {
        Set<String> cases = new TreeSet<>();
        find().forEach((suite, files) -> files.forEach(file -> {
            String name = suite + "/" + file.getFileName();
            try {
                TestFile.read(Specifications.read(file))
                        .tests()
                        .forEach(each -> cases.add(name + ": " + each.description()));
            } catch (MalformedFileException malformed) {
                cases.add(name + WHOLE_FILE);
            }
        }));
        return cases;
    }

    private static Map<String, List<Path>> all() {
        Path root = Specifications.root();
        Map<String, List<Path>> suites = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Suites::isUnified).sorted().toList()) {
                suites.computeIfAbsent(name(root.relativize(file)), name -> new ArrayList<>())
                        .add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return suites;
    }

    private static String name(Path file) {
        List<String> parts = new ArrayList<>();
        for (Path part : file.getParent()) {
            if (!part.toString().equals("tests") && !part.toString().equals("unified")) {
                parts.add(part.toString());
            }
        }
        return String.join("/", parts);
    }

    private static boolean isUnified(Path file) {
        if (!file.toString().endsWith(".json") || !file.toString().contains("tests")) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file)) {
            // It is the second key of every file, and no other format has it.
            return lines.limit(5).anyMatch(line -> line.contains("\"schemaVersion\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
