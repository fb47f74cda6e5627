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

/** Adds up what the specification suites of all modules reported, and fails when one case failed or none ran. */
final class ConformanceReport {
    private ConformanceReport() {}

    /** Takes the root of the reactor and the time the build began: older reports are of another run. */
    public static void main(String[] arguments) throws IOException {
        List<SuiteResult> suites = suites(Path.of(arguments[0]), Instant.parse(arguments[1]));
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
                        suites.add(SuiteResult.read(report));
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
        for (SuiteResult suite : suites) {
            passed += suite.passed();
            failed += suite.failures().size();
            skipped += suite.skipped();
            out.printf(
                    "%-40s %5d passed %5d failed %5d skipped%n",
                    suite.name(), suite.passed(), suite.failures().size(), suite.skipped());
            suite.failures().forEach(name -> out.println("    failed: " + name));
        }
        if (passed + failed == 0) {
            out.println("No case of any suite ran: does -Dweft.specifications name the folder of the specifications?");
        }
        out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        return failed == 0 && passed > 0;
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
