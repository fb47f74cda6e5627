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
 * to fail; the build fails when one failed that should not have, or when none ran.
 */
final class ConformanceReport {
    private ConformanceReport() {}

    /** Takes the root of the reactor and the time the build began: older reports are of another run. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        List<SuiteResult> suites = suites(root, Instant.parse(arguments[1]));
        Files.writeString(root.resolve("it-tests/target/conformance.json"), ReportJson.of(suites));
        if (!print(suites, System.out)) {
            System.exit(1);
        }
    }

    static List<SuiteResult> suites(Path root, Instant since) throws IOException {
        List<SuiteResult> suites = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                for (Path report : reports(module.resolve("target/surefire-reports"))) {
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
