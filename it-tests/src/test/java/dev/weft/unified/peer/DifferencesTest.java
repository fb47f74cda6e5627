package dev.weft.unified.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.unified.run.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The list of differences is true to the lists it is made of, and no failure of PyMongo goes without a reason. */
class DifferencesTest {
    private static final Baseline WEFT =
            Baseline.parse(List.of("s/f.json: b | not offered | sessions", "s/f.json: d | fails | is 1, expected 2"));
    private static final Baseline PEER = Baseline.parse(List.of(
            "s/f.json: c | fails | TypeError: rawData",
            "s/f.json: d | skips | too new",
            "s/f.json: e | violates | unknown field"));
    private static final List<String> CASES =
            List.of("s/f.json: a", "s/f.json: b", "s/f.json: c", "s/f.json: d", "s/f.json: e");

    @Test
    void everyCaseIsWithThoseThatBothOrOneOrNeitherPass() {
        Differences differences = Differences.of("standalone-8.0", CASES, WEFT, PEER);
        assertEquals(
                List.of("s/f.json: a", "s/f.json: e"),
                differences.bothPass().stream().map(Differences.Both::id).toList());
        assertEquals(
                Set.of("not offered: sessions"), differences.onlyPeerPasses().keySet());
        assertEquals(
                Set.of("fails: TypeError: rawData"),
                differences.onlyWeftPasses(FailureReasons.parse(List.of())).keySet());
        assertEquals(1, differences.neitherPasses().size());
    }

    @Test
    void thePageNamesTheCasesWithTheirReasons() {
        String section = PeerPage.section(
                Differences.of("standalone-8.0", CASES, WEFT, PEER),
                FailureReasons.parse(List.of("# why", "rawData | it is newer than PyMongo 4.9")));
        assertTrue(section.contains("Both pass 2, only PyMongo 1, only Weft 1, neither 1."), section);
        assertTrue(section.contains("- **not offered: sessions** (1)\n  - s/f.json: b\n"), section);
        assertTrue(section.contains("- **fails: it is newer than PyMongo 4.9** (1)\n  - s/f.json: c\n"), section);
        assertTrue(section.contains("- **violates: unknown field** (1)\n  - s/f.json: e\n"), section);
    }

    @Test
    void whatPyMongoSaysIsToldWithoutWhatDiffersFromRunToRun() {
        assertEquals(
                "NetworkTimeout: HOST: timed out after TIMEs, object at ID",
                StableText.of("NetworkTimeout: 127.0.0.1:40123: timed out after 1.25s, object at 0x7f00ab\nand more"));
        assertEquals("OperationFailure: no", StableText.of("OperationFailure: no, full error: {'ok': 0.0}"));
    }

    @Test
    void everyFailureOfPyMongoHasAReasonAndEveryReasonIsNeeded() {
        FailureReasons reasons = FailureReasons.committed();
        List<String> unknown = new ArrayList<>();
        var unused = new TreeSet<>(reasons.byPattern().keySet());
        for (String deployment : PeerPage.DEPLOYMENTS) {
            Baseline listed = PeerBaseline.of(deployment);
            for (String id : listed.cases()) {
                Baseline.Entry verdict = listed.entry(id).orElseThrow();
                if (!verdict.word().equals("skips")) {
                    reasons.pattern(id, verdict)
                            .ifPresentOrElse(unused::remove, () -> unknown.add(id + ": " + verdict.why()));
                }
            }
        }
        assertEquals("", String.join("\n", unknown), "no reason is known for");
        assertEquals("", String.join("\n", unused), "no failure needs");
    }

    @Test
    void thePageIsAsTheListsSay() throws IOException {
        PeerPage.writeIfAsked();
        String page = Files.readString(PeerPage.page());
        String expected = PeerPage.expected(page);
        if (!cases(page).equals(cases(expected))) {
            throw new TestAbortedException("the page was made from another folder of specifications: it has "
                    + cases(page) + ", here are " + cases(expected));
        }
        assertEquals("", firstDifference(expected, page), "write it again with -Dweft.baseline=write");
    }

    private static String firstDifference(String expected, String page) {
        List<String> there = page.lines().toList();
        List<String> right = expected.lines().toList();
        for (int i = 0; i < Math.max(there.size(), right.size()); i++) {
            String is = i < there.size() ? there.get(i) : "(end)";
            String shouldBe = i < right.size() ? right.get(i) : "(end)";
            if (!is.equals(shouldBe)) {
                return "line " + (i + 1) + " is: " + is + "\nand should be: " + shouldBe;
            }
        }
        return "";
    }

    private static String cases(String page) {
        return page.lines()
                .filter(line -> line.endsWith(" cases on each deployment."))
                .findFirst()
                .orElse("none");
    }
}
