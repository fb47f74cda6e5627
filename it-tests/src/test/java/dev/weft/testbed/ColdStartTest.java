package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ColdStartTest {
    /** By processor time, for on the clock the other tests of a busy machine are measured too. */
    private static final int MOST_MICROS = 200_000;

    @Test
    void startsTheFirstSetOfAProcessInNoTimeToo() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(java, "-cp", classes, ColdStart.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.getInputStream()) {
            String[] words = new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", -1);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(3, words.length);
            assertEquals("true", words[2], "it has a primary");
            int worked = Integer.parseInt(words[1]);
            System.out.printf(
                    "testbed: the first set of a process starts in %d ms, %d ms of them at work%n",
                    Integer.parseInt(words[0]) / 1000, worked / 1000);
            assertTrue(worked < MOST_MICROS, () -> worked + " us");
        } finally {
            process.destroyForcibly();
        }
    }
}
