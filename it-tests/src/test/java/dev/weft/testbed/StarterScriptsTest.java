package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The starter scripts on a machine that has the usual commands and no toolchain: they say so and exit with 69. */
class StarterScriptsTest {
    private static final List<String> USUAL =
            List.of("bash", "cat", "dirname", "flock", "mkdir", "readlink", "sed", "uname");

    @TempDir
    Path folder;

    @BeforeEach
    void bringTheUsualCommands() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        for (String command : USUAL) {
            for (String place : List.of("/bin", "/usr/bin", "/usr/local/bin")) {
                Path tool = Path.of(place, command);
                if (Files.isExecutable(tool)
                        && !Files.exists(folder.resolve("bin").resolve(command))) {
                    Files.createSymbolicLink(folder.resolve("bin").resolve(command), tool);
                }
            }
        }
    }

    @Test
    void ferretSaysThatGoIsMissing() throws Exception {
        assertEquals("start-ferret: needs go", lastWordsOf("ferret/start-ferret.sh"));
    }

    @Test
    void theEngineSaysThatNodeIsMissing() throws Exception {
        assertEquals("start-engine: needs node", lastWordsOf("engine/start-engine.sh"));
    }

    @Test
    void pyMongoSaysThatPythonIsMissing() throws Exception {
        assertEquals("start-pymongo: needs python3", lastWordsOf("pymongo/start-pymongo.sh"));
    }

    private String lastWordsOf(String script) throws Exception {
        Path copy = folder.resolve("script.sh");
        try (var in = StarterScriptsTest.class.getResourceAsStream(script)) {
            Files.copy(in, copy);
        }
        Path errors = folder.resolve("errors.txt");
        var builder = new ProcessBuilder(
                        "bash", copy.toString(), folder.resolve("cache").toString())
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin").toString());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(69, process.exitValue(), () -> "" + errors);
        return Files.readAllLines(errors).getLast();
    }
}
