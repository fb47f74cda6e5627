package dev.weft.mutants;

import dev.weft.unified.run.FileJudge;
import dev.weft.unified.run.FileJudge.UnifiedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Many questions about the driver, each a test that must pass: a suite of data, a file of the unified suites, or a test class. To PIT this is
 * the only test class.
 */
final class Judge {
    /** Two files that wait for seconds, a quarter of the time of all. */
    private static final Set<String> SLOW = Set.of(
            "server-discovery-and-monitoring/interruptInUse-pool-clear.json",
            "server-discovery-and-monitoring/hello-timeout.json");

    private final Map<String, Supplier<Optional<String>>> questions = new LinkedHashMap<>();
    private final List<FileJudge> benches = new ArrayList<>();

    /** The one that was asked for, see {@link Mutants#JUDGE}. */
    static Judge asked() {
        return switch (System.getProperty(Mutants.JUDGE)) {
            case "conformance" ->
                conformance(List.of(System.getProperty(Mutants.DEPLOYMENTS).split(",")));
            case "own" -> own();
            case String other ->
                throw new IllegalArgumentException(other + " is no judge; conformance is one, and own is the other");
        };
    }

    /** The data suites, and the unified suites on each of these deployments. */
    private static Judge conformance(List<String> deployments) {
        var judge = new Judge();
        TestClasses.suites().forEach(suite -> judge.questions.put(suite, () -> SuiteRun.bare(suite)));
        List<UnifiedFile> files = FileJudge.files();
        for (String deployment : deployments) {
            var bench = new FileJudge(deployment);
            judge.benches.add(bench);
            files.stream()
                    .filter(file -> !SLOW.contains(file.name()))
                    .forEach(file -> judge.questions.put(deployment + " " + file.name(), () -> bench.failure(file)));
        }
        return judge;
    }

    /** The tests of our own that no specification gave us. */
    private static Judge own() {
        var judge = new Judge();
        TestClasses.own().forEach(name -> judge.questions.put(name, () -> SuiteRun.withExtensions(name)));
        return judge;
    }

    /** The names of all questions. */
    Stream<String> questions() {
        return questions.keySet().stream();
    }

    /** What is wrong; empty when nothing is. */
    Optional<String> failure(String question) {
        return questions.get(question).get();
    }

    /** Ends the deployments and clients of the unified suites; the next question starts them again. */
    void startAfresh() {
        benches.forEach(FileJudge::close);
    }
}
