package dev.weft.unified.run;

import dev.weft.protocol.testing.Specifications;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import dev.weft.unified.run.UnifiedRun.PlannedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says of one file at a time whether its cases still pass: what is asked of the unified suites when the driver has been changed on purpose, to
 * see who notices. Cases that the baseline lists are left out. It has one deployment, which it starts when first needed and again after
 * {@link #close}.
 */
public final class FileJudge implements AutoCloseable {
    /** They only wait, or their cases are about the runner, not the driver. */
    private static final Set<String> LEFT_OUT = Set.of(Suites.VALID_FAIL, "client-side-operations-timeout");

    /**
     * A file of the unified format.
     *
     * @param suite its suite
     * @param path where it is
     */
    public record UnifiedFile(String suite, Path path) {
        /** Suite and file, as the baseline calls them. */
        public String name() {
            return suite + "/" + path.getFileName();
        }
    }

    private final Deployments.Choice choice;
    private final Baseline baseline;
    private final List<AutoCloseable> open = new ArrayList<>();
    private Optional<Bench> bench = Optional.empty();

    private record Bench(TestDeployment deployment, CaseRunner runner) {}

    /** On this deployment of the testbed. */
    public FileJudge(String deployment) {
        choice = new Deployments.Choice(deployment, "", true);
        baseline = Baseline.of(deployment);
    }

    /** The files there are, by suite, without those that are of no use here. */
    public static List<UnifiedFile> files() {
        return Suites.find().entrySet().stream()
                .filter(suite -> !LEFT_OUT.contains(suite.getKey()))
                .flatMap(suite -> suite.getValue().stream().map(path -> new UnifiedFile(suite.getKey(), path)))
                .toList();
    }

    /** The first case that no longer passes, and why; empty when all do. */
    public Optional<String> failure(UnifiedFile asked) {
        TestFile file;
        try {
            file = TestFile.read(Specifications.read(asked.path()));
        } catch (MalformedFileException unsupported) {
            return Optional.empty();
        }
        var all = new PlannedFile(asked.suite(), asked.path().getFileName().toString(), file, file.tests());
        for (TestCase each : all.cases()) {
            if (baseline.entry(all.id(each)).isEmpty()) {
                Verdict verdict = Lanes.verdict(bench().deployment(), bench().runner(), all, each);
                if (!(verdict instanceof Verdict.Passed)) {
                    return Optional.of(each.description() + ": " + verdict.word() + ", " + verdict.why());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        bench = Optional.empty();
        // Last opened, first closed. The driver may be broken on purpose, and what it leaves open is looked for
        // elsewhere.
        for (AutoCloseable each : open.reversed()) {
            try {
                each.close();
            } catch (Exception broken) {
                broken.addSuppressed(new IllegalStateException("while " + each + " was closed"));
            }
        }
        open.clear();
    }

    private Bench bench() {
        if (bench.isEmpty()) {
            TestDeployment deployment = choice.start();
            open.add(deployment);
            CaseRunner runner = CaseRunner.connect(deployment.uri());
            open.add(runner);
            bench = Optional.of(new Bench(deployment, runner));
        }
        return bench.get();
    }
}
