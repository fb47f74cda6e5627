package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.start.Jars;
import dev.weft.benchmarks.start.WeftStart;
import dev.weft.testbed.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a starting process loads; and the recipe for a faster start, run as the guide has it: from the second process on our classes come out of the archive. */
class StartArchiveTest {
    private static final Path PAGE = Path.of(System.getProperty("weft.root"), "docs/guide/connect.md");
    private static final Pattern FLAG = Pattern.compile("-XX:\\S+");
    private static final String ARCHIVED = "source: shared objects file (top)";

    private static final List<String> SPARED = List.of(
            "jdk.internal.logger.LazyLoggers ",
            "java.lang.runtime.SwitchBootstraps ",
            "java.lang.runtime.ObjectMethods ",
            "org.bson.BsonBinaryReader ",
            "org.bson.BsonBinaryWriter ",
            "dev.weft.query.geo.Polygon ",
            "dev.weft.settings.Credential$Oidc ");

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void theSecondProcessReadsItsClassesFromTheArchiveThatTheFirstHasWritten() throws Exception {
        var flags = flags();
        var classPath = Jars.only(System.getProperty("java.class.path"), folder);
        try (var server = EmbeddedServer.start()) {
            assertFalse(client(run(flags, classPath, server.uri())).contains(ARCHIVED));
            var second = client(run(flags, classPath, server.uri()));
            assertTrue(second.contains(ARCHIVED), second);
        }
    }

    /** Each of these costs a starting process several milliseconds, and none has to do with a ping. */
    @Test
    @Timeout(60)
    void aFirstPingLoadsNoLoggerNoSwitchOverTypesAndNoOtherReaderOrWriter() throws Exception {
        var classPath = Jars.only(System.getProperty("java.class.path"), folder);
        try (var server = EmbeddedServer.start()) {
            var loaded = run(List.of(), classPath, server.uri());
            client(loaded);
            for (var spared : SPARED) {
                assertNotNull(
                        Class.forName(spared.strip(), false, getClass().getClassLoader()), "there is such a class");
                assertEquals(
                        List.of(),
                        loaded.stream()
                                .takeWhile(line -> !line.startsWith("TOOK_MILLIS"))
                                .filter(line -> line.contains(spared))
                                .toList());
            }
        }
    }

    /** The flags of the page, with the archive in the folder of the test. */
    private List<String> flags() throws IOException {
        var line = Files.readAllLines(PAGE).stream()
                .filter(each -> each.startsWith("java -XX:"))
                .findFirst()
                .orElseThrow();
        var flags = new ArrayList<>(
                FLAG.matcher(line).results().map(found -> found.group()).toList());
        flags.replaceAll(flag -> flag.replace("=shop.jsa", "=" + folder.resolve("shop.jsa")));
        assertEquals(2, flags.size(), line);
        return flags;
    }

    /** What the virtual machine says of the class that every program loads. */
    private static String client(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("dev.weft.client.MongoClient source:"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the class was not loaded: " + lines));
    }

    private List<String> run(List<String> flags, String classPath, String uri) throws Exception {
        var output = folder.resolve("output.txt");
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(List.of("-Xlog:class+load", "-cp", classPath, WeftStart.class.getName(), uri));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process has not ended");
            assertEquals(0, process.exitValue(), () -> "see " + output);
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }
}
