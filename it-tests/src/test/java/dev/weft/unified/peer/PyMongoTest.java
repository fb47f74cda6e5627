package dev.weft.unified.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the process that runs cases, with a shell in PyMongo's place. */
class PyMongoTest {
    private static final PeerCase CASE = new PeerCase("sessions", Path.of("file.json"), 0, "a case", false);

    @TempDir
    Path folder;

    private Process process;

    private PyMongo running(String script, Duration patience) throws IOException {
        process = new ProcessBuilder("bash", "-c", script).start();
        return new PyMongo(process, Files.createTempFile(folder, "err.", ".txt"), patience);
    }

    @Test
    void tellsHowACaseEndedAndRunsTheNext() throws IOException {
        String answer = "{\"word\": \"skips\", \"why\": \"too new\"}";
        try (PyMongo driver = running("while read -r line; do echo '" + answer + "'; done", Duration.ofSeconds(20))) {
            for (int i = 0; i < 3; i++) {
                assertEquals("too new", driver.run(CASE).why());
                assertTrue(driver.usable());
            }
        }
        assertFalse(process.isAlive());
    }

    @Test
    void givesUpOnACaseThatHangsAndEndsTheProcess() throws IOException {
        try (PyMongo driver = running("read -r line; read -r line", Duration.ofMillis(50))) {
            assertEquals("hangs: not done after 0 s", driver.run(CASE).why());
            assertFalse(driver.usable());
        }
        assertFalse(process.isAlive());
    }

    @Test
    void knowsAProcessThatEndedFromOneThatHangs() throws IOException {
        try (PyMongo driver = running("read -r line", Duration.ofSeconds(20))) {
            assertEquals("ends PyMongo", driver.run(CASE).why());
            assertFalse(driver.usable());
        }
    }
}
