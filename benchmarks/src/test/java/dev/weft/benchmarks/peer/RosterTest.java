package dev.weft.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing is said by name, and the others run. */
class RosterTest {
    @TempDir
    private Path benchmarks;

    @Test
    void peersWithoutAToolchainAreSkippedByName() throws IOException {
        Files.createDirectories(benchmarks.resolve("peers/go"));
        Files.createDirectories(benchmarks.resolve("peers/python"));
        Files.writeString(benchmarks.resolve("peers/python/requirements.txt"), "");
        var roster = new Roster(benchmarks, new Toolchains(benchmarks, "no-such-go", "no-such-python"));
        assertEquals(
                List.of(), roster.start(List.of("go", "motor", "pymongo", "reactive"), "mongodb://127.0.0.1:1", 1));
        assertEquals(
                Set.of("go", "motor", "pymongo", "reactive"), roster.skipped().keySet());
        assertTrue(roster.skipped().get("go").contains("no-such-go"), "" + roster.skipped());
        assertTrue(roster.skipped().get("motor").contains("no-such-python"), "" + roster.skipped());
    }

    @Test
    void aToolchainThatCannotMakeThePeerIsSkippedWithItsLastWord() throws IOException {
        Files.createDirectories(benchmarks.resolve("peers/go"));
        var roster = new Roster(benchmarks, new Toolchains(benchmarks, "false", "false"));
        assertEquals(List.of(), roster.start(List.of("go"), "mongodb://127.0.0.1:1", 1));
        assertEquals(
                "the go toolchain cannot make the peer: no word why",
                roster.skipped().get("go"));
    }

    @Test
    void optionsAreAddedToAnyConnectionString() {
        assertEquals("mongodb://a:1/?maxPoolSize=5", Uris.with("mongodb://a:1", "maxPoolSize=5"));
        assertEquals("mongodb://a:1/?maxPoolSize=5", Uris.with("mongodb://a:1/", "maxPoolSize=5"));
        assertEquals("mongodb://a:1/?x=y&maxPoolSize=5", Uris.with("mongodb://a:1/?x=y", "maxPoolSize=5"));
    }
}
