package dev.weft.unified.peer;

import dev.weft.unified.run.Baseline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why cases fail with PyMongo: {@code pymongo-reasons.txt}, lines of a pattern and, after a bar, the reason. A pattern is found in the
 * case's line of the list; the first that fits counts.
 *
 * @param byPattern the reasons by pattern, in order
 */
record FailureReasons(Map<String, String> byPattern) {
    static FailureReasons committed() {
        try {
            return parse(Files.readAllLines(PeerBaseline.folder().resolve("pymongo-reasons.txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FailureReasons parse(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" \\| ", 2);
                reasons.put(parts[0], parts[1]);
            }
        }
        return new FailureReasons(reasons);
    }

    /** The pattern that fits a case. */
    Optional<String> pattern(String id, Baseline.Entry verdict) {
        String line = id + " | " + verdict.word() + " | " + verdict.why();
        return byPattern.keySet().stream()
                .filter(pattern -> Pattern.compile(pattern).matcher(line).find())
                .findFirst();
    }

    /** Why a case fails; nothing when nobody knows. */
    Optional<String> reason(String id, Baseline.Entry verdict) {
        return pattern(id, verdict).map(byPattern::get);
    }
}
