package dev.weft.unified.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why cases end differently on the two storages. A file of the tests' resources, one line per case, {@code case | why}; a case that
 * ends in a star stands for all that begin so.
 *
 * @param lines its lines
 */
record StorageReasons(List<Line> lines) {
    private static final String ALL = "*";

    /**
     * A reason.
     *
     * @param name the case or cases
     * @param why the reason
     */
    record Line(String name, String why) {
        boolean covers(String testCase) {
            return name.endsWith(ALL)
                    ? testCase.startsWith(name.substring(0, name.length() - 1))
                    : testCase.equals(name);
        }
    }

    static StorageReasons parse(List<String> text) {
        return new StorageReasons(text.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 2))
                .map(parts -> new Line(parts[0], parts.length == 2 ? parts[1] : ""))
                .toList());
    }

    /** The committed ones. */
    static StorageReasons read() {
        try {
            return parse(Files.readAllLines(Path.of(
                    System.getProperty("weft.root"),
                    "it-tests/src/test/resources/dev/weft/unified/storage-differences.txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Differing cases without one reason, and reasons without a differing case. */
    List<String> wrong(Map<String, Baseline> baselines) {
        List<String> wrong = new ArrayList<>();
        Set<String> differing = differing(baselines);
        for (String each : differing) {
            long reasons = lines.stream().filter(line -> line.covers(each)).count();
            if (reasons != 1) {
                wrong.add((reasons == 0 ? "no reason: " : "several reasons: ") + each);
            }
        }
        for (Line line : lines) {
            if (line.why().isBlank()) {
                wrong.add("gives no reason: " + line.name());
            }
            if (differing.stream().noneMatch(line::covers)) {
                wrong.add("no longer differs: " + line.name());
            }
        }
        return wrong;
    }

    /** The cases that end in another way where the engine holds the data of a deployment than where memory does. */
    private static Set<String> differing(Map<String, Baseline> baselines) {
        Set<String> differing = new TreeSet<>();
        baselines.forEach((deployment, memory) -> {
            Baseline engine = baselines.get(Deployments.ENGINE + deployment);
            if (engine != null) {
                Set<String> listed = new TreeSet<>(memory.cases());
                listed.addAll(engine.cases());
                listed.removeIf(each -> word(memory, each).equals(word(engine, each)));
                differing.addAll(listed);
            }
        });
        return differing;
    }

    private static String word(Baseline baseline, String testCase) {
        return baseline.entry(testCase).map(Baseline.Entry::word).orElse("passes");
    }
}
