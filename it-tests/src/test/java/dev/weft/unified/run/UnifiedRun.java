package dev.weft.unified.run;

import dev.weft.protocol.testing.Specifications;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** All selected cases as dynamic tests, on the deployment that was asked for; it starts with the first case and ends with {@link #close}. */
public final class UnifiedRun implements AutoCloseable {
    private static final Watchdog WATCHDOG = new Watchdog(Duration.ofSeconds(60));

    private final Selection selection = Selection.asked();
    private final boolean writing = System.getProperty("weft.baseline", "").equals("write");
    private final Map<String, Verdict> verdicts = new TreeMap<>();
    private Optional<Started> started = Optional.empty();
    private Optional<RuntimeException> broken = Optional.empty();

    private record Started(TestDeployment deployment, CaseRunner runner, Baseline baseline) {}

    /** The tests, by suite and file; one that is skipped when there is no folder of specifications. */
    public Stream<DynamicNode> tests() {
        try {
            return Suites.find().entrySet().stream()
                    .filter(suite -> selection.suite(suite.getKey()))
                    .map(suite -> DynamicContainer.dynamicContainer(
                            suite.getKey(), suite.getValue().stream().flatMap(file -> file(suite.getKey(), file))));
        } catch (TestAbortedException missing) {
            return Stream.of(DynamicTest.dynamicTest("unified suites", () -> {
                throw missing;
            }));
        }
    }

    /** Cases in the baseline whose file is there, but which are not in it. */
    public List<String> gone() {
        Started run = start();
        return selection.all() && !verdicts.isEmpty()
                ? run.baseline().cases().stream()
                        .filter(name -> !verdicts.containsKey(name))
                        .filter(name -> verdicts.keySet().stream()
                                .anyMatch(other -> file(other).equals(file(name))))
                        .toList()
                : List.of();
    }

    @Override
    public void close() {
        started.ifPresent(run -> {
            if (writing && selection.all() && !run.deployment().name().isEmpty()) {
                baseline().write(run.deployment().name());
                SpecsPage.write(verdicts.keySet(), Baseline.all());
            }
            run.runner().close();
            run.deployment().close();
        });
    }

    private Stream<DynamicNode> file(String suite, Path path) {
        String fileName = path.getFileName().toString();
        if (!selection.file(fileName)) {
            return Stream.empty();
        }
        try {
            TestFile file = TestFile.read(Specifications.read(path));
            return Stream.of(DynamicContainer.dynamicContainer(
                    fileName,
                    file.tests().stream()
                            .filter(each -> selection.testCase(each.description()))
                            .map(each -> test(suite, fileName + ": " + each.description(), () -> run(file, each)))));
        } catch (MalformedFileException malformed) {
            // An unsupported version or an unknown key fails the file as a whole.
            var verdict = new Verdict.Failed(Reasons.stable(malformed), malformed);
            return Stream.of(test(suite, fileName + ": whole file", () -> verdict));
        }
    }

    private DynamicTest test(String suite, String name, Supplier<Verdict> run) {
        return DynamicTest.dynamicTest(suite + "/" + name, () -> {
            Baseline baseline = start().baseline();
            Verdict verdict = WATCHDOG.watch(run);
            if (suite.equals(Suites.VALID_FAIL)) {
                verdict = ValidFail.turned(name, verdict);
            }
            verdicts.put(suite + "/" + name, verdict);
            Judgement.of(verdict, writing ? known(verdict) : baseline.entry(suite + "/" + name));
        });
    }

    private Verdict run(TestFile file, TestCase testCase) {
        return start().runner().run(file, testCase);
    }

    /** Starts the deployment with the first case; one that can't be started is not tried again for every case. */
    private Started start() {
        broken.ifPresent(why -> {
            throw new IllegalStateException("there is no deployment to run on", why);
        });
        if (started.isEmpty()) {
            started = Optional.of(started());
        }
        return started.get();
    }

    private Started started() {
        TestDeployment deployment = Deployments.asked();
        try {
            return new Started(deployment, CaseRunner.connect(deployment.uri()), Baseline.of(deployment.name()));
        } catch (RuntimeException unusable) {
            deployment.close();
            broken = Optional.of(unusable);
            throw unusable;
        }
    }

    private Baseline baseline() {
        Map<String, Baseline.Entry> entries = new TreeMap<>();
        verdicts.forEach((name, verdict) -> known(verdict).ifPresent(entry -> entries.put(name, entry)));
        return new Baseline(entries);
    }

    private static Optional<Baseline.Entry> known(Verdict verdict) {
        return verdict instanceof Verdict.Passed
                ? Optional.empty()
                : Optional.of(new Baseline.Entry(verdict.word(), verdict.why()));
    }

    private static String file(String name) {
        return name.substring(0, name.indexOf(": "));
    }
}
