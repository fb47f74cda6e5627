package dev.weft.mutants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pitest.mutationtest.ClassMutationResults;
import org.pitest.mutationtest.DetectionStatus;
import org.pitest.mutationtest.ListenerArguments;
import org.pitest.mutationtest.MutationResult;
import org.pitest.mutationtest.MutationResultListener;
import org.pitest.mutationtest.MutationResultListenerFactory;
import org.pitest.mutationtest.engine.MutationDetails;

/** Prints the score per module and writes every mutant with its fate, a line each. Found as a service. */
public final class Score implements MutationResultListenerFactory, MutationResultListener {
    static final String NAME = "WEFT";
    private static final String SEPARATOR = " | ";
    private static final Map<String, Integer> GENERATED = new ConcurrentHashMap<>();

    private final List<MutationResult> results = new ArrayList<>();
    private final long start = System.nanoTime();

    /** How many mutants there are, before the sample. */
    static void generated(Collection<MutationDetails> mutants) {
        GENERATED.clear();
        mutants.forEach(mutant -> GENERATED.merge(Modules.of(mutant), 1, Integer::sum));
    }

    @Override
    public MutationResultListener getListener(Properties properties, ListenerArguments arguments) {
        return this;
    }

    @Override
    public void runStart() {
        System.out.printf(
                Locale.ROOT,
                "%nMutants of %s, %s, judged by %s%n",
                String.join(", ", Modules.MUTATED),
                Sample.shown(),
                System.getProperty(Mutants.JUDGE).equals("own")
                        ? "tests of our own"
                        : "the data suites and the unified suites on " + System.getProperty(Mutants.DEPLOYMENTS));
    }

    @Override
    public void handleMutationResult(ClassMutationResults ofClass) {
        results.addAll(ofClass.getMutations());
        Report.write("mutants.txt", results.stream().map(Score::line).sorted().toList());
        System.out.printf(
                Locale.ROOT,
                "%5d s  %4d judged  %s%n",
                (System.nanoTime() - start) / 1_000_000_000,
                results.size(),
                ofClass.getMutatedClass());
    }

    @Override
    public void runEnd() {
        List<String> table = table();
        table.forEach(System.out::println);
        System.out.println(
                "every mutant and its fate: " + Report.write("score.txt", table).resolveSibling("mutants.txt"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Score per module";
    }

    private List<String> table() {
        Map<String, List<MutationResult>> byModule = new TreeMap<>();
        Modules.MUTATED.forEach(module -> byModule.put(module, new ArrayList<>()));
        results.forEach(result -> byModule.get(Modules.of(result.getDetails())).add(result));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%n%-10s %9s %8s %8s %8s %8s %8s %8s %8s",
                "module",
                "generated",
                "sampled",
                "reached",
                "killed",
                "timeout",
                "error",
                "survived",
                "score"));
        byModule.forEach((module, some) -> lines.add(line(module, GENERATED.getOrDefault(module, 0), some)));
        lines.add(line(
                "all", GENERATED.values().stream().mapToInt(Integer::intValue).sum(), results));
        lines.add("score: noticed (killed, timeout, error) of those reached");
        return lines;
    }

    private static String line(String name, int generated, List<MutationResult> results) {
        long unreached = count(results, DetectionStatus.NO_COVERAGE);
        long survived = count(results, DetectionStatus.SURVIVED);
        long killed = count(results, DetectionStatus.KILLED);
        long timeout = count(results, DetectionStatus.TIMED_OUT);
        long reached = results.size() - unreached;
        return String.format(
                Locale.ROOT,
                "%-10s %9d %8d %8d %8d %8d %8d %8d %6.1f %%",
                name,
                generated,
                results.size(),
                reached,
                killed,
                timeout,
                reached - survived - killed - timeout,
                survived,
                reached == 0 ? 0.0 : 100.0 * (reached - survived) / reached);
    }

    private static long count(List<MutationResult> results, DetectionStatus status) {
        return results.stream().filter(result -> result.getStatus() == status).count();
    }

    private static String line(MutationResult result) {
        MutationDetails mutant = result.getDetails();
        return String.join(
                SEPARATOR,
                result.getStatus().name(),
                name(mutant),
                result.getNumberOfTestsRun() + " of " + mutant.getTestsInOrder().size() + " questions",
                result.getKillingTest().orElse(""));
    }

    /** Where it is and what is changed. Two mutants on one line may share it. */
    static String name(MutationDetails mutant) {
        return mutant.getClassName() + "." + mutant.getMethod() + ":" + mutant.getLineNumber() + SEPARATOR
                + mutant.getDescription();
    }

    /** The names of those that survived, out of the lines that a run has written. */
    static Set<String> survivors(List<String> lines) {
        String survived = DetectionStatus.SURVIVED.name() + SEPARATOR;
        return lines.stream()
                .filter(line -> line.startsWith(survived))
                .map(line -> line.split(Pattern.quote(SEPARATOR)))
                .map(parts -> parts[1] + SEPARATOR + parts[2])
                .collect(Collectors.toSet());
    }
}
