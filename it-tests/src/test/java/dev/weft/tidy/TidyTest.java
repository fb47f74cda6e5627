package dev.weft.tidy;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads every source file and document of the project and holds them to the habits of CONTRIBUTING.md; names all that is broken. */
@Tag("tidy")
class TidyTest {
    private final Path root = Path.of(System.getProperty("weft.root"));

    @Test
    void theTreeKeepsItsHabits() throws IOException {
        List<Source> sources = Source.allUnder(root);
        assertTrue(sources.size() > 20, "only " + sources.size() + " sources found under " + root);
        List<Violation> found = new ArrayList<>(FileRules.check(sources));
        sources.forEach(source -> found.addAll(CodeRules.check(source)));
        found.addAll(DocRules.check(root, sources));
        List<Violation> left = new Waivers(Files.readAllLines(root.resolve(Waivers.FILE))).apply(found);
        if (!left.isEmpty()) {
            fail(left.size() + " habits broken (a waiver needs a reason: " + Waivers.FILE + ")\n"
                    + left.stream()
                            .sorted(Comparator.comparing(Violation::path).thenComparingLong(Violation::line))
                            .map(Violation::toString)
                            .collect(Collectors.joining("\n")));
        }
    }
}
