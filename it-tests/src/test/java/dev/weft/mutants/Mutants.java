package dev.weft.mutants;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pitest.mutationtest.build.MutationGrouperFactory;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.config.SettingsFactory;
import org.pitest.mutationtest.tooling.AnalysisResult;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Glob;
import org.pitest.util.Verbosity;

/** Has PIT change the driver's classes, one small change at a time, and asks the conformance cases whether they notice. */
public final class Mutants {
    /** Who judges: {@code conformance}, or {@code own} for the tests of our own. */
    static final String JUDGE = "weft.mutants.judge";
    /** Parts of the names of our own test classes that judge; empty for all. */
    static final String TESTS = "weft.mutants.tests";
    /** Whether only those questions are asked that the first run leaves out. */
    static final String ONLY_SLOW = "weft.mutants.slow";
    /** How many of a hundred mutants are judged. */
    static final String SAMPLE = "weft.mutants.sample";
    /** The deployments of the testbed on which the unified suites run. */
    static final String DEPLOYMENTS = "weft.mutants.deployments";
    /** A file of results: only mutants that survived there are judged, and all of them. */
    static final String SURVIVORS = "weft.mutants.survivors";
    /** Where the results go. */
    static final String REPORT = "weft.mutants.report";

    private static final String CLASSES = "weft.mutants.classes";
    private static final String TIMEOUT = "weft.mutants.timeout";
    private static final String THREADS = "weft.mutants.threads";
    private static final int GROUP = 20;

    private Mutants() {}

    /** Takes all it needs from properties; {@code it-tests/pom.xml} sets them. */
    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("weft.root"));
        System.setProperty(REPORT, root.resolve("it-tests/target/mutants").toString());
        Report.clear("mutants.txt", "score.txt", "given-up.txt", "why.txt");
        ReportOptions options = options(root);
        AnalysisResult result = new EntryPoint()
                .execute(
                        root.resolve("it-tests").toFile(),
                        options,
                        new ManyPerJvm(options, PluginServices.makeForContextLoader()),
                        Map.of());
        result.getError().ifPresent(failure -> {
            throw new IllegalStateException("PIT could not finish", failure);
        });
    }

    private static ReportOptions options(Path root) {
        List<String> mutated = Modules.MUTATED.stream()
                .map(module -> Modules.classes(module).toString())
                .toList();
        var options = new ReportOptions();
        options.setReportDir(System.getProperty(REPORT));
        options.setShouldCreateTimestampedReports(false);
        options.addOutputFormats(List.of(Score.NAME));
        options.setVerbosity(Verbosity.SILENT);
        options.setSourceDirs(List.of());
        options.setGroupConfig(new TestGroupConfig());
        options.setClassPathElements(classPath(root, mutated));
        options.setCodePaths(mutated);
        options.setTargetClasses(List.of(System.getProperty(CLASSES).split(",")));
        options.setTargetTests(List.of(new Glob(Judge.class.getName())));
        options.setMutators(List.of("DEFAULTS"));
        options.setNumberOfThreads(Integer.getInteger(THREADS));
        options.setTimeoutFactor(2);
        options.setTimeoutConstant(Long.getLong(TIMEOUT));
        // Who finds fault with the driver as it is can't judge mutants.
        options.setSkipFailingTests(false);
        options.setFailWhenNoMutations(false);
        options.addChildJVMArgs(Stream.concat(
                        // The slower compiler would not be done in time to be of use.
                        Stream.of("-XX:TieredStopAtLevel=1", "-Xmx512m"),
                        Stream.of("weft.root", "weft.specifications", JUDGE, TESTS, DEPLOYMENTS, REPORT)
                                .map(name -> "-D" + name + "=" + System.getProperty(name)))
                .toList());
        return options;
    }

    /** Folders before jars: what is mutated must not be found packed first, and the pool's spec test is in no jar at all. */
    private static List<String> classPath(Path root, List<String> mutated) {
        List<String> elements = new ArrayList<>(mutated);
        elements.add(root.resolve("pool/target/test-classes").toString());
        elements.addAll(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
        return elements.stream().distinct().toList();
    }

    /**
     * PIT starts a JVM per mutated class, as it does not put the last one back; {@link CleanSlate} does, so a JVM with its warm deployment serves
     * for some.
     */
    private static final class ManyPerJvm extends SettingsFactory {
        ManyPerJvm(ReportOptions options, PluginServices plugins) {
            super(options, plugins);
        }

        @Override
        public MutationGrouperFactory getMutationGrouper() {
            return new GroupsOf(GROUP);
        }
    }
}
