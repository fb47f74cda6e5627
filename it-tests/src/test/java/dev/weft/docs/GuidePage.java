package dev.weft.docs;

import dev.weft.client.MongoClient;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page of {@code docs/guide} as a program. Its Java snippets run one after the other and see what those before them have declared. Of
 * them, a snippet of imports is for the whole page, and one that begins with {@code public} declares types. What stands in comments of the
 * page runs too, and readers do not see it:
 *
 * <pre>
 * &lt;!-- run
 * statements: what a page takes for granted, and what it claims
 * --&gt;
 * &lt;!-- compiled only --&gt;    the next snippet is compiled and not run
 * &lt;!-- on the engine only --&gt;    the next snippet is beyond the memory storage; what it declares is its own
 * &lt;!-- not on the engine --&gt;    the next snippet is beyond this build of MongoDB's engine, which has no collations and no collMod
 * </pre>
 *
 * <p>Every page has a {@code client}, its database {@code library}, which is empty, and the {@code uri} they were made of.
 *
 * <p>Every line of the program has the number that it has on the page, so that what the compiler and stack traces say can be found there.
 */
final class GuidePage {
    private static final String HIDDEN = "<!-- run";
    private static final String COMPILED_ONLY = "<!-- compiled only -->";
    private static final String ENGINE_ONLY = "<!-- on the engine only -->";
    private static final String NOT_ENGINE = "<!-- not on the engine -->";
    private static final List<String> MARKS = List.of(COMPILED_ONLY, ENGINE_ONLY, NOT_ENGINE);
    /** What statements in comments may use without being imported on the page. */
    private static final String OF_TESTS = "import static org.junit.jupiter.api.Assertions.*;";

    /**
     * What every page has: fields, so that a page may have variables of these names, and a {@code System.out} that prints nothing, so
     * that a build is not drowned.
     */
    private static final String GIVEN = """
            public static dev.weft.client.MongoClient client;
            public static dev.weft.client.MongoDatabase library;
            public static String uri;
            public static boolean engine;
            static final class System {
                static final java.io.PrintStream out = new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
            }
            """.replace('\n', ' ');

    private final String name;
    private final StringBuilder imports = new StringBuilder(200);
    private final StringBuilder types = new StringBuilder(200);
    private final StringBuilder statements = new StringBuilder(2000);

    private GuidePage(String name) {
        this.name = name;
    }

    static GuidePage read(Path file) throws IOException {
        var page = new GuidePage(file.getFileName().toString().replace(".md", ""));
        page.take(Files.readAllLines(file));
        return page;
    }

    private void take(List<String> lines) {
        String mark = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals("```java") || line.equals(HIDDEN)) {
                String last = line.equals(HIDDEN) ? "-->" : "```";
                int end = i + lines.subList(i, lines.size()).indexOf(last);
                if (end < i) {
                    throw new IllegalArgumentException(name + ", line " + (i + 1) + ": no line " + last + " ends it");
                }
                block(mark, lines.subList(i + 1, end));
                mark = "";
                i = end;
            } else {
                mark = MARKS.contains(line) ? line : mark;
                types.append('\n');
                statements.append('\n');
            }
        }
    }

    /** Takes a block, a line for each of its lines and for each of the two around it. */
    private void block(String mark, List<String> lines) {
        var empty = "\n".repeat(lines.size() + 2);
        var text = String.join("\n", lines);
        if (text.startsWith("import ")) {
            imports.append(text.replace('\n', ' '));
            types.append(empty);
            statements.append(empty);
        } else if (text.startsWith("public ")) {
            types.append('\n')
                    .append(text.replaceAll("(?m)^public (?!static)", "public static "))
                    .append("\n\n");
            statements.append(empty);
        } else {
            types.append(empty);
            statements.append(opening(mark)).append('\n').append(text).append('\n');
            statements.append(closing(mark)).append('\n');
        }
    }

    private static String opening(String mark) {
        return switch (mark) {
            case COMPILED_ONLY -> "new Object() { void notRun() throws Exception {";
            case ENGINE_ONLY -> "if (engine) {";
            case NOT_ENGINE -> "if (!engine) {";
            default -> "";
        };
    }

    private static String closing(String mark) {
        return switch (mark) {
            case COMPILED_ONLY -> "}};";
            case ENGINE_ONLY, NOT_ENGINE -> "}";
            default -> "";
        };
    }

    /** The sources by name. */
    Map<String, String> sources() {
        String typesOfPage = name + "_types";
        return Map.of(
                typesOfPage,
                "package guide; " + imports + " public class " + typesOfPage + " {" + types + "}",
                name,
                "package guide; import guide." + typesOfPage + ".*; " + OF_TESTS + imports + " public class " + name
                        + " { " + GIVEN + "public static void run() throws Exception {" + statements + "}}");
    }

    /** Runs the compiled program. */
    void run(Path classes, String uri, boolean engine) throws IOException, ReflectiveOperationException {
        try (var loader = new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
                var client = MongoClient.connect(uri)) {
            Class<?> program = loader.loadClass("guide." + name);
            var library = client.database("library");
            library.drop();
            program.getField("client").set(null, client);
            program.getField("library").set(null, library);
            program.getField("uri").set(null, uri);
            program.getField("engine").set(null, engine);
            program.getMethod("run").invoke(null);
            library.drop();
        }
    }

    /** The pages of a folder, sorted. */
    static List<Path> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    @Override
    public String toString() {
        return name + ".md";
    }
}
