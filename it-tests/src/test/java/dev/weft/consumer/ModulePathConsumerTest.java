package dev.weft.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own module that requires {@code dev.weft.client} and nothing else: compiled and run as a user would. */
class ModulePathConsumerTest {
    private static final Path SHOP = Path.of(System.getProperty("weft.root"), "it-tests/src/test/consumer/shop");

    @TempDir
    Path folder;

    @Test
    void compilesAndRunsWithoutAWordOnStandardError() throws Exception {
        assertEquals("", compile(List.of(SHOP.resolve("module-info.java"), SHOP.resolve("shop/Main.java"))));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        ReactorModules.path() + System.getProperty("path.separator") + folder.resolve("classes"),
                        "--module",
                        "shop/shop.Main")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(java.waitFor(20, TimeUnit.SECONDS), "still running after 20 s");
        } finally {
            java.destroyForcibly();
        }
        assertEquals("", Files.readString(err));
        assertEquals("books of shop, w: majority\n", Files.readString(out));
        assertEquals(0, java.exitValue());
    }

    @Test
    void cannotReachTheRoomsInside() throws IOException {
        Path intruder = folder.resolve("shop/Intruder.java");
        Files.createDirectories(intruder.getParent());
        Files.writeString(
                intruder, "package shop; class Intruder { Class<?> c = dev.weft.core.operation.Operation.class; }");
        String problems = compile(List.of(SHOP.resolve("module-info.java"), intruder));
        assertTrue(problems.contains("dev.weft.core.operation is not visible"), problems);
        assertNotEquals("", ReactorModules.path());
    }

    private String compile(List<Path> sources) {
        var problems = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(
                "-Xlint:all,-requires-automatic,-requires-transitive-automatic",
                "--release",
                "21",
                "--class-path",
                folder.toString(), // else javac takes this test's own
                "--module-path",
                ReactorModules.path(),
                "-d",
                folder.resolve("classes").toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        ToolProvider.getSystemJavaCompiler().run(null, problems, problems, arguments.toArray(String[]::new));
        return problems.toString(StandardCharsets.UTF_8);
    }
}
