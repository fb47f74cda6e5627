package dev.weft.unified.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.testbed.ServerUnavailableException;
import dev.weft.unified.run.Baseline;
import dev.weft.unified.run.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/**
 * PyMongo's own runner finds the testbed as it is listed: everything with {@code -Pconformance} or {@code -Dweft.pymongo=all}, else a few
 * suites.
 */
class PyMongoSpecTest {
    private static final Set<String> SHORT = Set.of("retryable-writes", "run-command", "sessions");

    private final boolean all = System.getProperty("weft.pymongo", "").equals("all");
    private final boolean writing = System.getProperty("weft.baseline", "").equals("write");

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyCaseEndsAsItIsListed() throws InterruptedException {
        Selection selection = Selection.asked();
        List<PeerCase> cases = PeerCase.all(selection).stream()
                .filter(each -> all || SHORT.contains(each.suite()))
                .toList();
        if (cases.isEmpty()) {
            throw new TestAbortedException("none of the suites that PyMongo runs here is selected");
        }
        Map<String, Map<String, Baseline.Entry>> verdicts = verdicts(cases);
        verdicts.forEach((deployment, of) -> System.out.println("PyMongo on " + deployment + ": " + counts(of)));
        if (writing && all && selection.all()) {
            verdicts.forEach(PeerBaseline::write);
            PeerPage.writeIfAsked();
            return;
        }
        List<String> news = new ArrayList<>();
        verdicts.forEach((deployment, of) -> {
            Baseline listed = PeerBaseline.of(deployment);
            of.forEach((id, verdict) ->
                    news(listed.entry(id), verdict).ifPresent(text -> news.add(deployment + " " + id + text)));
        });
        assertEquals("", String.join("\n", news));
    }

    private static Map<String, Map<String, Baseline.Entry>> verdicts(List<PeerCase> cases) throws InterruptedException {
        try {
            return PeerRun.verdicts(deployments(), cases);
        } catch (ServerUnavailableException missing) {
            throw new TestAbortedException("skipped: " + missing.getMessage());
        }
    }

    /** Those with a list, unless another was asked for. */
    private static List<String> deployments() {
        String asked = System.getProperty("weft.deployment", "");
        List<String> deployments = PeerPage.DEPLOYMENTS.stream()
                .filter(each -> asked.isBlank() || each.equals(asked))
                .toList();
        if (deployments.isEmpty() || !System.getProperty("weft.uri", "").isBlank()) {
            throw new TestAbortedException("PyMongo runs on " + PeerPage.DEPLOYMENTS + " of the testbed only");
        }
        return deployments;
    }

    private static Map<String, Long> counts(Map<String, Baseline.Entry> verdicts) {
        return verdicts.values().stream()
                .collect(Collectors.groupingBy(Baseline.Entry::word, TreeMap::new, Collectors.counting()));
    }

    /** What is not as listed; the reason may change from one version of Python to the next. */
    private static Optional<String> news(Optional<Baseline.Entry> listed, Baseline.Entry verdict) {
        String before = listed.map(Baseline.Entry::word).orElse("passes");
        return before.equals(verdict.word())
                ? Optional.empty()
                : Optional.of(": is listed as \"" + before + "\", but " + verdict.word() + " " + verdict.why());
    }
}
