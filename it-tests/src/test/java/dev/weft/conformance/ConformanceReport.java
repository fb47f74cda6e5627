package dev.weft.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds up what the specification suites of all modules reported. A case that failed counts as failed, also one that the baseline knows
 * to fail; the build fails when one failed that should not have, when none ran, or when they ran several times with different ends.
 */
final class ConformanceReport {
    private static final String REPORTS = "target/surefire-reports";

    private ConformanceReport() {}

    /** Takes the root of the reactor and the time the build began: older reports are of another run. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Instant since = Instant.parse(arguments[1]);
        List<SuiteResult> suites = suites(root, since);
        Files.writeString(root.resolve("it-tests/target/conformance.json"), ReportJson.of(suites));
        boolean good = print(suites, System.out);
        good &= sameAgain(root, since, suites, System.out);
        if (!good) {
            System.exit(1);
        }
    }

    static List<SuiteResult> suites(Path root, Instant since) throws IOException {
        return suites(root, since, REPORTS);
    }

    /** Whether the second and third run, if there were any ({@code -Dweft.runs=3}), ended as the first did, suite by suite. */
    static boolean sameAgain(Path root, Instant since, List<SuiteResult> first, PrintStream out) throws IOException {
        boolean same = true;
        for (int run = 2; run <= 3; run++) {
            List<SuiteResult> again = suites(root, since, REPORTS + "-" + run);
            if (again.isEmpty()) {
                continue;
            }
            List<SuiteResult> others =
                    again.stream().filter(suite -> !first.contains(suite)).toList();
            boolean equal = again.equals(first);
            same &= equal;
            out.println("run " + run + (equal ? ": the same table" : ": another table"));
            others.forEach(suite -> line(suite, out));
        }
        return same;
    }

    private static List<SuiteResult> suites(Path root, Instant since, String folder) throws IOException {
        List<SuiteResult> suites = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                for (Path report : reports(module.resolve(folder))) {
                    if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                        suites.addAll(SuiteResult.read(report));
                    }
                }
            }
        }
        suites.sort(Comparator.comparing(SuiteResult::name));
        return suites;
    }

    static boolean print(List<SuiteResult> suites, PrintStream out) {
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        int known = 0;
        for (SuiteResult suite : suites) {
            passed += suite.passed();
            failed += suite.failed();
            skipped += suite.skipped();
            known += suite.known().size();
            line(suite, out);
        }
        if (passed + failed == 0) {
            out.println("No case of any suite ran: does -Dweft.specifications name the folder of the specifications?");
        }
        if (known > 0) {
            out.println(known + " of the failed are known and listed in it-tests/src/test/resources/dev/weft/unified");
        }
        out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        return failed == known && passed > 0;
    }

    private static void line(SuiteResult suite, PrintStream out) {
        out.printf(
                "%-48s %5d passed %5d failed %5d skipped%n",
                suite.name(), suite.passed(), suite.failed(), suite.skipped());
        suite.failures().forEach(name -> out.println("    failed: " + name));
        suite.skips().forEach((reason, count) -> {
            if (!reason.isEmpty()) {
                out.printf("    %5d %s%n", count, reason);
            }
        });
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*SpecTest\\.xml"))
                    .sorted()
                    .toList();
        }
    }
}
