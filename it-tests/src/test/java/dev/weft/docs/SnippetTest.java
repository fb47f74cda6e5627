package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every Java snippet of the README and the docs. A comment in front of a snippet gives what it takes for granted:
 * {@code <!-- snippet: declarations -->} or {@code <!-- snippet with: parameters -->}.
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
                        ROOT.relativize(page) + ", snippet " + i, () -> assertEquals(List.of(), errorsOf(source))));
            }
        }
        assertFalse(tests.isEmpty(), "no snippet was found in the docs");
        return tests.stream();
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static String source(boolean parameters, String given, String code) {
        return IMPORTS + "class Snippet {\n"
                + (parameters || given == null ? "" : given + "\n")
                + "void run(" + (parameters ? given : "") + ") throws Exception {\n" + code + "\n}\n}\n";
    }

    private List<String> errorsOf(String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var file = new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var options = List.of(
                "--release",
                "21",
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        compiler.getTask(null, null, diagnostics, options, null, List.of(file)).call();
        return diagnostics.getDiagnostics().stream()
                .filter(found -> found.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(found -> found.getLineNumber() + ": " + found.getMessage(Locale.ROOT))
                .toList();
    }
}
