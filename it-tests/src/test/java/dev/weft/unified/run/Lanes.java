package dev.weft.unified.run;

import dev.weft.testbed.ServerUnavailableException;
import dev.weft.unified.file.Operation;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.run.UnifiedRun.PlannedFile;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opentest4j.TestAbortedException;

/**
 * Runs files side by side, each lane on a deployment of its own: most of a run is waiting, for a monitor's next check above all. Within a
 * lane there is one case at a time, so no case sees another's fail points or data.
 */
final class Lanes implements AutoCloseable {
    private static final Watchdog WATCHDOG = new Watchdog(Duration.ofSeconds(60));
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * Suites whose cases allow the machine 25 ms, between a timeout and the end of a server's pause. Where something else had the
     * processor meanwhile, another try may tell more than the first did.
     */
    private static final Set<String> AGAINST_TIME = Set.of("client-side-operations-timeout");

    private static final int TRIES = 3;

    private final Deployments.Choice choice;
    private final List<PlannedFile> plan;
    private final Map<String, CompletableFuture<Verdict>> verdicts = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    /** What a deployment that was not started here says that it is, and on which day. */
    private volatile Optional<String> server = Optional.empty();

    private volatile boolean closing;

    private Lanes(Deployments.Choice choice, List<PlannedFile> plan) {
        this.choice = choice;
        this.plan = List.copyOf(plan);
        plan.forEach(file -> file.cases().forEach(each -> verdicts.put(file.id(each), new CompletableFuture<>())));
    }

    static Lanes start(Deployments.Choice choice, List<PlannedFile> plan) {
        var lanes = new Lanes(choice, plan);
        for (int i = 0; i < choice.lanes(); i++) {
            int lane = i;
            lanes.threads.add(Thread.ofVirtual().name("unified-lane-" + lane).start(() -> lanes.lane(lane)));
        }
        return lanes;
    }

    /** How a case ended, once it has. */
    Verdict verdict(String id) throws InterruptedException {
        try {
            return verdicts.get(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            if (!choice.asked() && broken.getCause() instanceof ServerUnavailableException missing) {
                throw new TestAbortedException("skipped: " + missing.getMessage());
            }
            throw new IllegalStateException("there is no deployment to run on", broken.getCause());
        } catch (TimeoutException never) {
            throw new IllegalStateException("no lane came to this case in " + PATIENCE, never);
        }
    }

    /** What ran the cases, when it is somebody else's server: its version, its kind and the day. */
    Optional<String> server() {
        return server;
    }

    @Override
    public void close() {
        closing = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A file is in the same lane in every run, so that what came before it is the same, too. */
    private void lane(int lane) {
        try (TestDeployment deployment = choice.start();
                CaseRunner runner = CaseRunner.connect(deployment.uri())) {
            if (!choice.uri().isEmpty()) {
                server = Optional.of(runner.facts().version() + " "
                        + runner.facts().topology() + ", " + LocalDate.now(ZoneOffset.UTC));
            }
            for (int i = lane; i < plan.size() && !closing; i += choice.lanes()) {
                PlannedFile file = plan.get(i);
                for (TestCase each : file.cases()) {
                    verdicts.get(file.id(each)).complete(tried(deployment, runner, file, each));
                }
            }
        } catch (RuntimeException unusable) {
            verdicts.values().forEach(verdict -> verdict.completeExceptionally(unusable));
        }
    }

    private static Verdict tried(TestDeployment deployment, CaseRunner runner, PlannedFile file, TestCase testCase) {
        int left = AGAINST_TIME.contains(file.suite()) ? TRIES : 1;
        Verdict verdict = verdict(deployment, runner, file, testCase);
        while (verdict instanceof Verdict.Failed && --left > 0) {
            verdict = verdict(deployment, runner, file, testCase);
        }
        return verdict;
    }

    /** How a case ends here, with what the testbed saw counted. */
    static Verdict verdict(TestDeployment deployment, CaseRunner runner, PlannedFile file, TestCase testCase) {
        Verdict verdict = WATCHDOG.watch(() -> runner.run(file.file(), testCase));
        List<String> violations = deployment.takeViolations();
        // What a raw command says is its user's business, and the file's.
        boolean raw = testCase.operations().stream().map(Operation::name).anyMatch("runCommand"::equals);
        if (violations.isEmpty() || raw || !(verdict instanceof Verdict.Passed)) {
            return verdict;
        }
        var failure = new AssertionError("the testbed saw " + violations.getFirst());
        return new Verdict.Failed(Reasons.stable(failure), failure);
    }
}
