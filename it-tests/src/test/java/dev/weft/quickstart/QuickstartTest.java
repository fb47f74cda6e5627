package dev.weft.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ServerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer runs first, as a program of its own, with a smaller crowd. */
@Timeout(60)
class QuickstartTest {
    private static final Path README = Path.of(System.getProperty("weft.root"), "README.md");
    private static final Pattern PROMISES = Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("\\d+\\.\\d m?s\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @TempDir
    Path folder;

    private record Ended(int status, List<String> out, String err) {}

    private Ended run(String uri) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dweft.uri=" + uri,
                        "-Dweft.quickstart.callers=300",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.weft.quickstart.Quickstart")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("WEFT_URI");
        Process java = builder.start();
        try {
            assertTrue(java.waitFor(50, TimeUnit.SECONDS), "still running after 50 s");
        } finally {
            java.destroyForcibly();
        }
        return new Ended(java.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    @Test
    void printsWhatTheReadmePromisesAndExitsWithZero() throws Exception {
        var ended = run("");
        assertEquals("", ended.err);
        assertEquals(0, ended.status);
        int from = 0;
        for (String promised : promises()) {
            int at = indexOf(shape(promised), ended.out, from);
            assertTrue(at >= 0, () -> "not printed, or not in this place: " + promised + "\nbut: " + ended.out);
            from = at + 1;
        }
        assertTrue(ended.out.getFirst().startsWith("Started an embedded server for this run: mongodb://127.0.0.1:"));
        for (String verb : List.of("Inserted", "Found", "Updated", "Aggregated", "Deleted", "Counted", "Drained")) {
            var steps = ended.out.stream().filter(line -> line.startsWith(verb)).toList();
            assertTrue(
                    !steps.isEmpty() && steps.stream().allMatch(line -> line.matches(".* \\(\\d+\\.\\d m?s\\)")), verb);
        }
        assertEquals(1500, histogram(ended.out));
    }

    @Test
    void goesWithoutTheStableApiWhereTheServerHasNone() throws Exception {
        try (var server = EmbeddedServer.builder().profile(ServerProfile.V4_2).start()) {
            var ended = run(server.uri());
            assertEquals("", ended.err);
            assertEquals(0, ended.status);
            assertEquals("Without the Stable API: the server is older than 5.0 (wire version 8)", ended.out.getFirst());
            assertTrue(ended.out.getLast().startsWith("Done in "));
            assertEquals(0, server.openConnections());
        }
    }

    @Test
    void endsWithAnErrorThatSaysWhatToDoWhenThereIsNoServer() throws Exception {
        int port;
        try (var server = EmbeddedServer.start()) {
            port = server.address().getPort();
        }
        var ended = run("mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=300");
        assertEquals(1, ended.status);
        assertTrue(ended.err.contains("NoServerException"), ended.err);
        assertTrue(ended.err.contains("check that the servers run and can be reached"), ended.err);
    }

    @Test
    void aServerForOnesOwnProgramServesUntilItIsEnded() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.weft.quickstart.LocalServer",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = java.inputReader()) {
            var serving =
                    Pattern.compile("Serving at (mongodb://\\S+) until .*").matcher(said.readLine());
            assertTrue(serving.matches());
            try (var client = MongoClient.connect(serving.group(1))) {
                client.ping();
            }
            assertTrue(java.isAlive());
        } finally {
            java.destroyForcibly().waitFor();
        }
    }

    /** The lines of the README's example; what stands for left-out lines is left out. */
    private static List<String> promises() throws IOException {
        var matcher = PROMISES.matcher(Files.readString(README));
        assertTrue(matcher.find(), "the README shows nothing");
        var lines = matcher.group(1).lines().filter(line -> !line.equals("...")).toList();
        assertTrue(lines.size() > 5, lines::toString);
        return lines;
    }

    /** Another run has other numbers. */
    private static String shape(String line) {
        return NUMBER.matcher(TIME.matcher(line).replaceAll("TIME")).replaceAll("N");
    }

    private static int indexOf(String shape, List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (shape(lines.get(i)).equals(shape)) {
                return i;
            }
        }
        return -1;
    }

    /** How many calls the lines of the histogram stand for. */
    private static int histogram(List<String> lines) {
        var bars = Pattern.compile("  < +[\\d.]+ ms +(\\d+) #+");
        return lines.stream()
                .map(bars::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.summingInt(bar -> Integer.parseInt(bar.group(1))));
    }
}
