package dev.weft.unified.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No case passes on one storage and fails on the other without a line that says why. */
class StorageReasonsTest {
    private static final String CASE = "crud/find.json: one";

    private static Map<String, Baseline> ends(String onMemory, String onEngine) {
        return Map.of("standalone-8.0", baseline(onMemory), "engine-standalone-8.0", baseline(onEngine));
    }

    private static Baseline baseline(String word) {
        return new Baseline(
                word.equals("passes") ? Map.of() : Map.of(CASE, new Baseline.Entry(word, "is 1")), Optional.empty());
    }

    private static List<String> wrong(Map<String, Baseline> baselines, String... lines) {
        return StorageReasons.parse(List.of(lines)).wrong(baselines);
    }

    @Test
    void everyCaseThatEndsDifferentlyHasOneReasonAndEveryReasonACase() {
        assertEquals(List.of(), StorageReasons.read().wrong(Baseline.all()));
    }

    @Test
    void bothDeploymentsOfEveryBuildHaveRunOnBothStorages() {
        assertTrue(Baseline.all()
                .keySet()
                .containsAll(
                        List.of("standalone-8.0", "replicaset-8.0", "engine-standalone-8.0", "engine-replicaset-8.0")));
    }

    @Test
    void aCaseThatDiffersWithoutAReasonIsNamed() {
        assertEquals(List.of("no reason: " + CASE), wrong(ends("passes", "fails"), "# " + CASE + " | why"));
        assertEquals(List.of("no reason: " + CASE), wrong(ends("not offered", "passes")));
    }

    @Test
    void aReasonThatIsNotNeededIsNamed() {
        assertEquals(List.of("no longer differs: " + CASE), wrong(ends("fails", "fails"), CASE + " | why"));
    }

    @Test
    void aReasonCoversOneCaseOrAllThatBeginWithIt() {
        assertEquals(List.of(), wrong(ends("fails", "passes"), CASE + " | why"));
        assertEquals(List.of(), wrong(ends("fails", "passes"), "crud/find.json: * | why"));
        assertEquals(
                List.of("several reasons: " + CASE),
                wrong(ends("fails", "passes"), CASE + " | why", "crud/* | why, too"));
    }

    @Test
    void aLineWithoutAReasonIsNamed() {
        assertEquals(List.of("gives no reason: " + CASE), wrong(ends("fails", "passes"), CASE));
    }
}
