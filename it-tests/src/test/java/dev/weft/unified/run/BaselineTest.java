package dev.weft.unified.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** No false green: what a verdict means for the build. */
class BaselineTest {
    private static final Verdict PASSED = new Verdict.Passed();
    private static final Verdict FAILED = new Verdict.Failed("why", new AssertionError("why"));
    private static final Verdict MISSING = new Verdict.NotOffered("sessions");
    private static final Verdict ELSEWHERE = new Verdict.NotRun("needs sharded");

    private static Optional<Baseline.Entry> known(String word) {
        return Optional.of(new Baseline.Entry(word, "why"));
    }

    @Test
    void aFailureThatIsNotInTheBaselineFailsTheBuild() {
        assertThrows(AssertionError.class, () -> Judgement.of(FAILED, Optional.empty()));
    }

    @Test
    void aKnownFailureIsSkippedAndSaysThatItFails() {
        var skipped = assertThrows(TestAbortedException.class, () -> Judgement.of(FAILED, known("fails")));
        assertEquals("known to fail: why", skipped.getMessage());
    }

    @Test
    void aListedCaseThatPassesFailsTheBuildUntilTheLineIsGone() {
        for (String word : List.of("fails", "not offered", "not run")) {
            var news = assertThrows(AssertionError.class, () -> Judgement.of(PASSED, known(word)));
            assertTrue(news.getMessage().contains("but it passes"), news.getMessage());
        }
    }

    @Test
    void notOfferedAndNotRunAreToldFromFailing() {
        assertThrows(AssertionError.class, () -> Judgement.of(FAILED, known("not offered")));
        assertThrows(AssertionError.class, () -> Judgement.of(MISSING, known("fails")));
        assertThrows(AssertionError.class, () -> Judgement.of(ELSEWHERE, known("not offered")));
        assertThrows(TestAbortedException.class, () -> Judgement.of(MISSING, known("not offered")));
        assertThrows(TestAbortedException.class, () -> Judgement.of(ELSEWHERE, Optional.empty()));
        assertDoesNotThrow(() -> Judgement.of(PASSED, Optional.empty()));
    }

    @Test
    void isWrittenSortedAndReadBack() {
        var baseline = new Baseline(
                Map.of(
                        "b/f.json: two", new Baseline.Entry("fails", "is 1, expected 2"),
                        "a/f.json: one", new Baseline.Entry("not offered", "sessions")),
                Optional.of("8.0.4 single, 2026-01-31"));
        List<String> lines = baseline.lines("standalone-8.0");
        assertEquals(
                List.of("a/f.json: one | not offered | sessions", "b/f.json: two | fails | is 1, expected 2"),
                lines.stream().filter(line -> !line.startsWith("#")).toList());
        Baseline again = Baseline.parse(lines);
        assertEquals(List.of("a/f.json: one", "b/f.json: two"), again.cases());
        assertEquals(Optional.of(new Baseline.Entry("fails", "is 1, expected 2")), again.entry("b/f.json: two"));
        assertEquals(Optional.of("8.0.4 single, 2026-01-31"), again.server());
    }

    @Test
    void reasonsNameNothingOfTheRun() {
        var failure = new IllegalStateException(
                "no answer from 127.0.0.1:40213 after 1503 ms for 0123456789abcdef01234567\nand more");
        assertEquals("IllegalStateException: no answer from HOST after N ms for ID", Reasons.stable(failure));
    }

    @Test
    void aCaseThatMustFailPassesOnlyWithTheReasonTheFormatDemands() {
        String name = "schemaVersion-unsupported.json: whole file";
        assertEquals(PASSED, ValidFail.turned(name, failed("file.schemaVersion: 0.1 is not supported, only")));
        assertEquals(
                "fails", ValidFail.turned(name, failed("connection refused")).word());
        assertEquals("fails", ValidFail.turned(name, PASSED).word());
        assertEquals(
                "fails",
                ValidFail.turned("unheard-of.json: case", failed("anything")).word());
        assertEquals(ELSEWHERE, ValidFail.turned(name, ELSEWHERE));
    }

    private static Verdict failed(String reason) {
        return new Verdict.Failed(reason, new AssertionError(reason));
    }

    @Test
    void aCaseThatHangsIsEndedAndFails() {
        var never = new CountDownLatch(1);
        Verdict verdict = new Watchdog(Duration.ofMillis(50)).watch(() -> {
            try {
                never.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return PASSED;
        });
        assertTrue(verdict.why().startsWith("hangs"), verdict.why());
    }

    @Test
    void anErrorOfTheRunnerItselfIsAFailure() {
        Verdict verdict = new Watchdog(Duration.ofSeconds(10)).watch(() -> {
            throw new StackOverflowError();
        });
        assertEquals("fails", verdict.word());
    }

    @Test
    void thePageOfSpecificationsKeepsWhatStandsOutsideTheMarks() {
        String page =
                "before\n<!-- unified suites: generated with the baseline, do not edit -->\nold\n<!-- unified suites: end -->\nafter\n";
        Map<String, Baseline.Entry> entries =
                Map.of("crud/find.json: b", new Baseline.Entry("not offered", "sessions"));
        var some = new Baseline(entries, Optional.empty());
        String section = SpecsPage.section(
                Set.of("crud/find.json: a", "crud/find.json: b"),
                Map.of("standalone-8.0", some, "engine-standalone-8.0", some));
        String changed = SpecsPage.changed(page, section);
        assertTrue(changed.startsWith("before\n") && changed.endsWith("after\n"), changed);
        assertTrue(
                changed.contains(
                        "| testbed (memory), standalone-8.0 | testbed (engine), standalone-8.0 | real mongod |"),
                changed);
        assertTrue(changed.contains("| crud | 2 | 1 / 0 / 1 / 0 | 1 / 0 / 1 / 0 | never run |"), changed);
        assertTrue(!changed.contains("old"), changed);
        String older =
                SpecsPage.section(Set.of("crud/find.json: b", "sessions/a.json: c"), Map.of("standalone-4.4", some));
        assertTrue(older.contains("| crud | 1 | 0 / 0 / 1 / 0 |"), older);
        assertTrue(!older.contains("| sessions | 1 | 1"), older);
        var real = new Baseline(entries, Optional.of("8.0.4 single, 2026-01-31"));
        assertTrue(SpecsPage.section(Set.of("crud/find.json: b"), Map.of("mongod-8.0.4", real))
                .contains("| testbed (engine) | real mongod, 8.0.4 single, 2026-01-31 |"));
    }
}
