package dev.weft.consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A user's program, made and run as its maker would.
 *
 * @param folder for what the compiler and the program write
 */
record Shop(Path folder) {
    static final Path SOURCES = Path.of(System.getProperty("weft.root"), "it-tests/src/test/consumer/shop");

    /** What {@code org.bson} says once, on its own account, in a program without SLF4J: not ours to silence. */
    private static final Pattern NO_SLF4J = Pattern.compile(
            "^.* org\\.bson\\.diagnostics\\.Loggers shouldUseSLF4J\\R.*: SLF4J not found on the classpath\\..*\\R");

    /** What a program has left behind. */
    record Ended(int status, String out, String err) {}

    Path classes() {
        return folder.resolve("classes");
    }

    /** Compiles with the one dependency in {@code place}, which is the class path or the module path; empty if all is well. */
    String compile(String place, Path... sources) {
        var problems = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(
                "-Xlint:all,-requires-automatic,-requires-transitive-automatic,-classfile,-processing",
                "--release",
                "21",
                place,
                OneDependency.path(),
                "-d",
                classes().toString()));
        if (!place.equals("--class-path")) {
            arguments.addAll(List.of("--class-path", folder.toString())); // else javac takes this test's own
        }
        for (Path source : sources) {
            arguments.add(source.toString());
        }
        ToolProvider.getSystemJavaCompiler().run(null, problems, problems, arguments.toArray(String[]::new));
        return problems.toString(StandardCharsets.UTF_8);
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(java.waitFor(25, TimeUnit.SECONDS), "still running after 25 s");
        } finally {
            java.destroyForcibly();
        }
        return new Ended(
                java.exitValue(),
                Files.readString(out),
                NO_SLF4J.matcher(Files.readString(err)).replaceFirst(""));
    }
}
