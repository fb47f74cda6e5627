package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every Java snippet of the README and the docs but those of the guide, which {@link GuideTest} runs, too. A comment in
 * front of a snippet gives what it takes for granted: {@code <!-- snippet: declarations -->} or {@code <!-- snippet with: parameters -->}.
 */
class SnippetTest {
    private static final Path ROOT = Path.of(System.getProperty("weft.root"));
    private static final Pattern SNIPPET = Pattern.compile(
            "(?:<!-- snippet(?<kind> with)?: (?<given>[^\\n]*) -->\\n)?```java\\n(?<code>.*?)\\n```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import static dev.weft.query.Filters.*;
            import static dev.weft.query.Projections.*;
            import static dev.weft.query.Sorts.*;
            import static dev.weft.query.Updates.*;
            import dev.weft.*;
            import dev.weft.client.*;
            import dev.weft.error.*;
            import dev.weft.event.TopologyEvent.TopologyChanged;
            import dev.weft.settings.*;
            import dev.weft.testbed.*;
            import dev.weft.testbed.junit.*;
            import java.time.Duration;
            import java.util.*;
            import org.bson.*;
            import org.bson.types.ObjectId;
            import org.junit.jupiter.api.Test;
            """;

    @TempDir
    Path classes;

    @TestFactory
    Stream<DynamicTest> everyJavaSnippetOfTheDocsCompiles() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var page : pages()) {
            var matcher = SNIPPET.matcher(Files.readString(page));
            for (int i = 1; matcher.find(); i++) {
                var source = source(matcher.group("kind") != null, matcher.group("given"), matcher.group("code"));
                tests.add(DynamicTest.dynamicTest(
                        ROOT.relativize(page) + ", snippet " + i,
                        () -> assertEquals(List.of(), Compiling.errorsOf(Map.of("Snippet", source), classes))));
            }
        }
        assertFalse(tests.isEmpty(), "no snippet was found in the docs");
        return tests.stream();
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md") && !path.startsWith(ROOT.resolve("docs/guide")))
                    .sorted()
                    .toList();
        }
    }

    private static String source(boolean parameters, String given, String code) {
        return IMPORTS + "class Snippet {\n"
                + (parameters || given == null ? "" : given + "\n")
                + "void run(" + (parameters ? given : "") + ") throws Exception {\n" + code + "\n}\n}\n";
    }
}
