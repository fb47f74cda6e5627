package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As many pinned callers as there are carriers: nothing that a call waits for may need a carrier itself. In a JVM of its
 * own, because only its command line can say how many carriers there are.
 */
@Timeout(120)
class PinnedCallersTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replies",
                "deadlines",
                "interrupts",
                "emptyPool",
                "emptyPoolWithDeadline",
                "openingUnderWay",
                "close"
            })
    void areServedAndSentAwayInTime(String scene) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=2",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PinnedCallers.class.getName(),
                        scene)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = jvm.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            jvm.destroyForcibly().waitFor();
        }
        String said = Files.readString(output);
        assertTrue(ended, () -> "hangs, after it has said: " + said);
        assertEquals(0, jvm.exitValue(), said);
        assertTrue(said.contains("The scene has ended well."), said);
        System.out.println(scene + ": " + said.lines().findFirst().orElse(""));
    }
}
