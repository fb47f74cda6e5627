package dev.weft.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.EmbeddedServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program whose only dependency is {@code dev.weft:weft}: compiled and run as a user would, against a server. */
class ConsumerTest {
    private static final Path MODULE = Shop.SOURCES.resolve("module-info.java");
    private static final Path MAIN = Shop.SOURCES.resolve("shop/Main.java");
    private static final String SAID = "Book[id=2, title=Solaris, year=1961]\nBook[id=1, title=Emma, year=1815]\n";

    @TempDir
    Path folder;

    private Shop shop;
    private EmbeddedServer server;

    @BeforeEach
    void open() {
        shop = new Shop(folder);
        server = EmbeddedServer.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String withDependency() {
        return OneDependency.path() + File.pathSeparator + shop.classes();
    }

    private Shop.Ended runAsModule() throws IOException, InterruptedException {
        return shop.run("--module-path", withDependency(), "--module", "shop/shop.Main", server.uri());
    }

    @Test
    void runsOnTheModulePathWithoutAWordOfOursOnStandardError() throws Exception {
        assertEquals("", shop.compile("--module-path", MODULE, MAIN));
        assertEquals(new Shop.Ended(0, SAID, ""), runAsModule());
        assertEquals(1, server.commandCount("insert"));
        assertEquals(1, server.commandCount("find"));
        assertEquals(0, server.openConnections());
    }

    @Test
    void runsOnTheClassPathWithoutAWordOfOursOnStandardError() throws Exception {
        assertEquals("", shop.compile("--class-path", MAIN));
        assertEquals(new Shop.Ended(0, SAID, ""), shop.run("-cp", withDependency(), "shop.Main", server.uri()));
    }

    @Test
    void isToldWhatToOpenWhenItOpensNothing() throws Exception {
        Path closed = folder.resolve("closed/module-info.java");
        Files.createDirectories(closed.getParent());
        Files.writeString(closed, "module shop { requires dev.weft.client; }");
        assertEquals("", shop.compile("--module-path", closed, MAIN));
        var ended = runAsModule();
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("open its package to dev.weft.core"), ended.err());
    }

    @Test
    void needsToOpenNothingWhenItExportsAPackageOfPublicRecords() throws Exception {
        Path exporting = folder.resolve("exporting/module-info.java");
        Files.createDirectories(exporting.getParent());
        Files.writeString(exporting, "module shop { requires transitive dev.weft.client; exports shop; }");
        assertEquals("", shop.compile("--module-path", exporting, MAIN));
        assertEquals(new Shop.Ended(0, SAID, ""), runAsModule());
    }

    @Test
    void cannotReachTheRoomsInside() throws IOException {
        Path intruder = folder.resolve("shop/Intruder.java");
        Files.createDirectories(intruder.getParent());
        Files.writeString(
                intruder, "package shop; class Intruder { Class<?> c = dev.weft.core.operation.Operation.class; }");
        String problems = shop.compile("--module-path", MODULE, intruder);
        assertTrue(problems.contains("dev.weft.core.operation is not visible"), problems);
    }
}
