package dev.weft.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void addsUpTheSuitesOfAllModules(@TempDir Path root) throws IOException {
        report(root, "core", "CmapFormat", "<testcase name='a'/><testcase name='b'><skipped/></testcase>");
        report(root, "it-tests", "BsonCorpus", "<testcase name='c'/><testcase name='d'/>");
        assertTrue(ConformanceReport.print(ConformanceReport.suites(root, anHourAgo()), out));
        List<String> lines = lines();
        assertTrue(lines.get(0).matches("bson-corpus +2 passed +0 failed +0 skipped"), lines.get(0));
        assertTrue(lines.get(1).matches("cmap-format +1 passed +0 failed +1 skipped"), lines.get(1));
        assertEquals("3 passed, 0 failed, 1 skipped", lines.getLast());
    }

    @Test
    void failsAndNamesTheCaseThatFailed(@TempDir Path root) throws IOException {
        report(
                root,
                "core",
                "Uri",
                "<testcase name='a'/><testcase name='b'><failure/></testcase><testcase name='c'><error/></testcase>");
        assertFalse(ConformanceReport.print(ConformanceReport.suites(root, anHourAgo()), out));
        assertTrue(lines().contains("    failed: b"), lines().toString());
        assertEquals("1 passed, 2 failed, 0 skipped", lines().getLast());
    }

    @Test
    void failsWhenNothingRan(@TempDir Path root) throws IOException {
        report(root, "core", "Uri", "<testcase name='a'><skipped/></testcase>");
        assertFalse(ConformanceReport.print(ConformanceReport.suites(root, anHourAgo()), out));
        assertEquals("0 passed, 0 failed, 1 skipped", lines().getLast());
    }

    @Test
    void countsUnifiedCasesByTheirFolderAndSaysWhyTheyWereSkipped(@TempDir Path root) throws IOException {
        report(
                root,
                "it-tests",
                "unified.Unified",
                "<testcase name='find.json crud all() crud/find.json: one() x'/><testcase name='gridfs/upload.json: a/b: c'><skipped message='not offered: GridFS'/>"
                        + "</testcase><testcase name='gridfs/upload.json: two'><skipped>org.opentest4j.TestAbortedException: not offered: GridFS\n at X</skipped></testcase>");
        assertTrue(ConformanceReport.print(ConformanceReport.suites(root, anHourAgo()), out));
        List<String> lines = lines();
        assertTrue(lines.get(0).matches("crud +1 passed +0 failed +0 skipped"), lines.get(0));
        assertTrue(lines.get(1).matches("gridfs +0 passed +0 failed +2 skipped"), lines.get(1));
        assertEquals("        2 not offered: GridFS", lines.get(2));
        assertEquals("1 passed, 0 failed, 2 skipped", lines.getLast());
    }

    @Test
    void countsAKnownFailureAsFailedButDoesNotFailTheBuildForIt(@TempDir Path root) throws IOException {
        report(
                root,
                "it-tests",
                "unified.Unified",
                "<testcase name='crud/find.json: one'/>"
                        + "<testcase name='crud/find.json: two'><skipped message='known to fail: is 1, expected 2'/></testcase>");
        List<SuiteResult> suites = ConformanceReport.suites(root, anHourAgo());
        assertTrue(ConformanceReport.print(suites, out));
        assertEquals("1 passed, 1 failed, 0 skipped", lines().getLast());
        assertTrue(
                ReportJson.of(suites).contains("\"knownFailures\": [\"crud/find.json: two\"]"), ReportJson.of(suites));
    }

    @Test
    void leavesOutReportsOfAnEarlierRun(@TempDir Path root) throws IOException {
        report(root, "core", "Uri", "<testcase name='a'/>");
        assertEquals(List.of(), ConformanceReport.suites(root, Instant.now().plus(Duration.ofHours(1))));
    }

    @Test
    void failsWhenALaterRunEndsDifferentlyAndShowsWhatDiffers(@TempDir Path root) throws IOException {
        report(root, "core", "Uri", "<testcase name='a'/>");
        report(root, "core", "Cmap", "<testcase name='b'/>");
        report(root, "core", "target/surefire-reports-2", "Uri", "<testcase name='a'/>");
        report(root, "core", "target/surefire-reports-2", "Cmap", "<testcase name='b'/>");
        List<SuiteResult> first = ConformanceReport.suites(root, anHourAgo());
        assertTrue(ConformanceReport.sameAgain(root, anHourAgo(), first, out));
        assertEquals(List.of("run 2: the same table"), lines());
        report(root, "core", "target/surefire-reports-3", "Uri", "<testcase name='a'><skipped/></testcase>");
        report(root, "core", "target/surefire-reports-3", "Cmap", "<testcase name='b'/>");
        assertFalse(ConformanceReport.sameAgain(root, anHourAgo(), first, out));
        assertEquals("run 3: another table", lines().get(2));
        assertTrue(lines().get(3).matches("uri +0 passed +0 failed +1 skipped"), lines().get(3));
        assertEquals(4, lines().size());
    }

    private static Instant anHourAgo() {
        return Instant.now().minus(Duration.ofHours(1));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void report(Path root, String module, String suite, String cases) throws IOException {
        report(root, module, "target/surefire-reports", suite, cases);
    }

    private static void report(Path root, String module, String reports, String suite, String cases)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve(reports));
        String name = "dev.weft." + suite + "SpecTest";
        Files.writeString(
                folder.resolve("TEST-" + name + ".xml"), "<testsuite name='" + name + "'>" + cases + "</testsuite>");
    }
}
