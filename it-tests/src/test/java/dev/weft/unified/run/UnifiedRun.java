package dev.weft.unified.run;

import dev.weft.protocol.testing.Specifications;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** All selected cases as dynamic tests, on one kind of deployment; it starts with the first case and ends with {@link #close}. */
public final class UnifiedRun implements AutoCloseable {
    private final Selection selection = Selection.asked();
    private final boolean writing = System.getProperty("weft.baseline", "").equals("write");
    private final Optional<Deployments.Choice> choice;
    /** The only suites to run, by name; all if there are none. */
    private final Set<String> only;
    /** The deployment whose version alone decides what runs, if it is not the whole. */
    private final Optional<String> boundTo;

    private final Baseline baseline;
    private final List<PlannedFile> plan = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new TreeMap<>();
    private Optional<Lanes> lanes = Optional.empty();

    /**
     * One file, read.
     *
     * @param suite its suite
     * @param name its name
     * @param file what it says
     * @param cases the cases to run
     */
    record PlannedFile(String suite, String name, TestFile file, List<TestCase> cases) {
        String id(TestCase testCase) {
            return suite + "/" + name + ": " + testCase.description();
        }
    }

    private UnifiedRun(Optional<Deployments.Choice> choice, Set<String> only, Optional<String> boundTo) {
        this.choice = choice;
        this.only = only;
        this.boundTo = boundTo;
        baseline = choice.map(of -> Baseline.of(of.name())).orElseGet(() -> new Baseline(Map.of(), Optional.empty()));
    }

    /** On the deployment that was asked for, by default a standalone. */
    public static UnifiedRun asked() {
        Deployments.Choice asked = Deployments.asked();
        // Suites that its baseline is not about have to be asked for by name.
        Set<String> suites = Selection.asked().suites().isEmpty() ? Profiles.suites(asked.name()) : Set.of();
        return new UnifiedRun(Optional.of(asked), suites, Optional.empty());
    }

    /** On this deployment of the testbed, or not at all when another was asked for. */
    public static UnifiedRun unlessAsked(String deployment) {
        return new UnifiedRun(Deployments.unlessAsked(deployment), Profiles.suites(deployment), Optional.empty());
    }

    /** The same, but only these suites unless the whole is to run ({@code -Dweft.whole=true}, which {@code -Pconformance} sets). */
    public static UnifiedRun unlessAsked(String deployment, Set<String> suites) {
        return new UnifiedRun(
                Deployments.unlessAsked(deployment),
                Boolean.getBoolean("weft.whole") ? Set.of() : suites,
                Optional.empty());
    }

    /** For each other version its own run of the cases that 8.0 is too old or too new for; none when one deployment was asked for. */
    public static List<UnifiedRun> ofOtherVersions() {
        return VersionBound.deployments().stream()
                .map(name -> new UnifiedRun(Deployments.unlessAsked(name), Set.of(), Optional.of(name)))
                .toList();
    }

    /** The tests, by suite and file; one that is skipped when there is no folder of specifications. */
    public Stream<DynamicNode> tests() {
        if (choice.isEmpty()) {
            return Stream.of();
        }
        try {
            List<DynamicNode> suites = new ArrayList<>();
            Suites.find().forEach((suite, files) -> {
                if (selection.suite(suite) && (only.isEmpty() || only.contains(suite))) {
                    List<DynamicNode> tests =
                            files.stream().flatMap(file -> file(suite, file)).toList();
                    if (!tests.isEmpty()) {
                        suites.add(DynamicContainer.dynamicContainer(suite, tests));
                    }
                }
            });
            return suites.stream();
        } catch (TestAbortedException missing) {
            return Stream.of(DynamicTest.dynamicTest("unified suites", () -> {
                throw missing;
            }));
        }
    }

    /** Cases in the baseline whose file is there, but which are not in it. */
    public List<String> gone() {
        return !whole() || writing
                ? List.of()
                : baseline.cases().stream()
                        .filter(name -> !verdicts.containsKey(name))
                        .filter(name -> verdicts.keySet().stream()
                                .anyMatch(other -> file(other).equals(file(name))))
                        .toList();
    }

    @Override
    public void close() {
        lanes.ifPresent(Lanes::close);
        choice.filter(of -> writing && whole() && !of.name().isEmpty() && !verdicts.isEmpty())
                .ifPresent(of -> {
                    reached().write(of.name());
                    SpecsPage.write(Suites.cases(), Baseline.all());
                });
    }

    private boolean whole() {
        Set<String> all = choice.map(of -> Profiles.suites(of.name())).orElse(Set.of());
        return selection.all() && only.equals(all) && boundTo.isEmpty();
    }

    private Stream<DynamicNode> file(String suite, Path path) {
        String fileName = path.getFileName().toString();
        if (!selection.file(fileName)) {
            return Stream.empty();
        }
        try {
            TestFile file = TestFile.read(Specifications.read(path));
            List<TestCase> cases = file.tests().stream()
                    .filter(each -> selection.testCase(each.description()))
                    .filter(each -> boundTo.isEmpty() || VersionBound.runsOn(boundTo.get(), file, each))
                    .toList();
            if (cases.isEmpty()) {
                return Stream.empty();
            }
            var planned = new PlannedFile(suite, fileName, file, cases);
            plan.add(planned);
            return Stream.of(DynamicContainer.dynamicContainer(
                    fileName,
                    cases.stream().map(each -> test(suite, fileName + ": " + each.description(), planned.id(each)))));
        } catch (MalformedFileException malformed) {
            if (boundTo.isPresent()) {
                return Stream.empty();
            }
            // An unsupported version or an unknown key fails the file as a whole.
            var verdict = new Verdict.Failed(Reasons.stable(malformed), malformed);
            String name = fileName + Suites.WHOLE_FILE;
            return Stream.of(DynamicTest.dynamicTest(shown(suite, name), () -> judge(suite, name, verdict)));
        }
    }

    private DynamicTest test(String suite, String name, String id) {
        return DynamicTest.dynamicTest(shown(suite, name), () -> judge(suite, name, lanes().verdict(id)));
    }

    private void judge(String suite, String name, Verdict reached) {
        Verdict verdict = suite.equals(Suites.VALID_FAIL) ? ValidFail.turned(name, reached) : reached;
        String id = suite + "/" + name;
        verdicts.put(id, verdict);
        Judgement.of(verdict, writing ? known(verdict) : baseline.entry(id));
    }

    /** A case as reports call it: they count by what stands before the file's name. */
    private String shown(String suite, String name) {
        return suite + " @" + choice.orElseThrow() + "/" + name;
    }

    private Lanes lanes() {
        if (lanes.isEmpty()) {
            lanes = Optional.of(Lanes.start(choice.orElseThrow(), plan));
        }
        return lanes.get();
    }

    private Baseline reached() {
        Map<String, Baseline.Entry> entries = new TreeMap<>();
        verdicts.forEach((name, verdict) -> known(verdict).ifPresent(entry -> entries.put(name, entry)));
        return new Baseline(entries, lanes.flatMap(Lanes::server));
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
