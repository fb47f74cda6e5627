package dev.weft.benchmarks.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.benchmarks.report.Check;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No call allocates more than it did; {@code -Dweft.allocation=write} records what it does now. */
class AllocationTest {
    private static final Path FILE = Path.of(
            System.getProperty("weft.root"),
            "benchmarks/src/test/resources/dev/weft/benchmarks/allocation/allocation.txt");
    private static final int JAVA = Runtime.version().feature();

    @Test
    @Timeout(120)
    void noCallAllocatesMoreThanItDid() throws IOException {
        var baseline = new Baseline(FILE, JAVA);
        boolean write = System.getProperty("weft.allocation", "").equals("write");
        var before = baseline.figures();
        assumeTrue(
                write || !before.isEmpty(),
                () -> "no figures of Java " + JAVA + " are recorded: -Dweft.allocation=write records them");
        var now = measure();
        System.out.println("Bytes allocated per call: " + now);
        if (write) {
            baseline.write(now);
            return;
        }
        var worse = new ArrayList<String>();
        before.forEach((call, was) -> {
            double is = now.getOrDefault(call, Double.MAX_VALUE);
            if (is > Check.allowedBytes(was)) {
                worse.add(call + ": " + Math.round(is) + " B, was " + Math.round(was));
            }
        });
        assertEquals(
                List.of(),
                worse,
                "calls that allocate more than they did; if that has to be, -Dweft.allocation=write records it, and the commit says why");
        assertEquals(before.keySet(), now.keySet(), "-Dweft.allocation=write records what has no figure yet");
    }

    @Test
    void recordingReplacesTheFiguresOfThisJavaAndKeepsTheRest(@TempDir Path folder) throws IOException {
        var file =
                Files.writeString(folder.resolve("allocation.txt"), "# bytes\n21 PING 500\n25 PING 400\n25 GONE 1\n");
        var baseline = new Baseline(file, 25);
        assertEquals(Map.of("PING", 400.0, "GONE", 1.0), baseline.figures());
        baseline.write(Map.of("PING", 350.4));
        assertEquals(List.of("# bytes", "21 PING 500", "25 PING 350"), Files.readAllLines(file));
    }

    private static Map<String, Double> measure() throws IOException {
        // The tweets are the made-up ones, whether or not the data of the driver benchmark are there.
        try (var responder = Child.start(List.of("-Dweft.benchmark.data=none"), "", Responder.class)) {
            var command = new ArrayList<String>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(AllocationProcess.FLAGS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), AllocationProcess.class.getName()));
            command.add(responder.answer());
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var lines = process.inputReader()) {
                var figures = read(lines);
                assertTrue(exited(process), "the process that allocates has failed; its message stands above");
                return figures;
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Map<String, Double> read(BufferedReader lines) throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            int space = line.indexOf(' ');
            figures.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        }
        return figures;
    }

    private static boolean exited(Process process) {
        return process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .thenApply(ended -> !ended.isAlive() && ended.exitValue() == 0)
                .join();
    }
}
