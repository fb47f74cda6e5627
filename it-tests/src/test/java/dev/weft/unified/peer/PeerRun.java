package dev.weft.unified.peer;

import dev.weft.testbed.ServerUnavailableException;
import dev.weft.unified.run.Baseline;
import dev.weft.unified.run.Deployments;
import dev.weft.unified.run.TestDeployment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Runs cases with PyMongo, two suites side by side, each on a deployment and in a process of its own: what came before a case is the same
 * in every run.
 */
final class PeerRun {
    private static final int LANES = 2;
    private static final int TRIES = 3;
    /** How a case ends that passes, but had PyMongo send something that no driver may send. */
    static final String VIOLATES = "violates";

    private final Map<String, Map<String, Baseline.Entry>> verdicts = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<Part> parts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RuntimeException> broken = new ConcurrentLinkedQueue<>();

    /** A suite on a deployment. */
    private record Part(String deployment, List<PeerCase> cases) {}

    private PeerRun(List<String> deployments, List<PeerCase> cases) {
        List<Part> all = new ArrayList<>();
        for (String deployment : deployments) {
            verdicts.put(deployment, new ConcurrentSkipListMap<>());
            cases.stream()
                    .collect(Collectors.groupingBy(PeerCase::suite))
                    .values()
                    .forEach(suite -> all.add(new Part(deployment, suite)));
        }
        // The long ones first, so that no lane is left alone with one.
        all.sort(Comparator.comparingInt((Part part) -> -part.cases().size()));
        parts.addAll(all);
    }

    /**
     * How each case ends, by deployment.
     *
     * @throws ServerUnavailableException if PyMongo cannot be had on this machine
     */
    static Map<String, Map<String, Baseline.Entry>> verdicts(List<String> deployments, List<PeerCase> cases)
            throws InterruptedException {
        var run = new PeerRun(deployments, cases);
        List<Thread> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(Thread.ofPlatform().name("pymongo-lane-" + i).start(run::lane));
        }
        for (Thread lane : lanes) {
            lane.join();
        }
        if (!run.broken.isEmpty()) {
            throw run.broken.peek();
        }
        return run.verdicts;
    }

    private void lane() {
        try {
            for (Part part = parts.poll(); part != null; part = parts.poll()) {
                run(part);
            }
        } catch (RuntimeException unusable) {
            broken.add(unusable);
            parts.clear();
        }
    }

    private void run(Part part) {
        Deque<PeerCase> left = new ArrayDeque<>(part.cases());
        while (!left.isEmpty()) {
            try (TestDeployment deployment = Deployments.named(part.deployment());
                    PyMongo driver = PyMongo.start(deployment.uri())) {
                // What it sends before the first case is about its tests.
                deployment.takeViolations();
                while (driver.usable() && !left.isEmpty()) {
                    PeerCase next = left.remove();
                    verdicts.get(part.deployment()).put(next.id(), tried(deployment, driver, next));
                }
            }
        }
    }

    private static Baseline.Entry tried(TestDeployment deployment, PyMongo driver, PeerCase testCase) {
        int left = testCase.againstTime() ? TRIES : 1;
        Baseline.Entry verdict = verdict(deployment, driver, testCase);
        while (verdict.word().equals("fails") && driver.usable() && --left > 0) {
            verdict = verdict(deployment, driver, testCase);
        }
        return verdict;
    }

    private static Baseline.Entry verdict(TestDeployment deployment, PyMongo driver, PeerCase testCase) {
        Baseline.Entry verdict = driver.run(testCase);
        List<String> violations = deployment.takeViolations();
        String word = verdict.word();
        if (testCase.mustFail() && !word.equals("skips")) {
            return word.equals("fails") ? passes() : new Baseline.Entry("fails", "passes, but must fail");
        }
        if (word.equals("passes")) {
            return violations.isEmpty() || testCase.raw()
                    ? passes()
                    : new Baseline.Entry(VIOLATES, StableText.of(violations.getFirst()));
        }
        return new Baseline.Entry(word, StableText.of(verdict.why()));
    }

    private static Baseline.Entry passes() {
        return new Baseline.Entry("passes", "");
    }
}
