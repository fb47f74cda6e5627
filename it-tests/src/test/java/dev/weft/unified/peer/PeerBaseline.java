package dev.weft.unified.peer;

import dev.weft.unified.run.Baseline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cases that PyMongo does not pass on a deployment, in a file of the tests' resources, a line each as in the driver's own. */
final class PeerBaseline {
    private PeerBaseline() {}

    static Baseline of(String deployment) {
        try {
            return Files.exists(file(deployment))
                    ? Baseline.parse(Files.readAllLines(file(deployment)))
                    : Baseline.parse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(String deployment, Map<String, Baseline.Entry> verdicts) {
        List<String> lines = new ArrayList<>();
        lines.add("# Cases of the unified format that PyMongo 4.9.2 does not pass on " + deployment
                + ": case | how it ends | why.");
        lines.add("# Generated: mvn -q -Pconformance verify -Dweft.baseline=write");
        lines.add(
                "# docs/pymongo.md says where this differs from what the driver passes, pymongo-reasons.txt why cases fail.");
        verdicts.forEach((name, verdict) -> {
            if (!verdict.word().equals("passes")) {
                lines.add(name + " | " + verdict.word() + " | " + verdict.why());
            }
        });
        try {
            Files.write(file(deployment), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String deployment) {
        return folder().resolve("pymongo-" + deployment + ".txt");
    }

    static Path folder() {
        return Path.of(System.getProperty("weft.root"), "it-tests/src/test/resources/dev/weft/unified");
    }
}
