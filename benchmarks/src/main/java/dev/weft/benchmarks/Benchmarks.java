package dev.weft.benchmarks;

import dev.weft.benchmarks.report.PerformancePage;
import dev.weft.benchmarks.report.Report;
import dev.weft.benchmarks.report.ReportJson;
import dev.weft.benchmarks.scale.ScaleSuites;
import dev.weft.benchmarks.scale.SizeSuite;
import dev.weft.benchmarks.suite.ApartSuite;
import dev.weft.benchmarks.suite.ArrivalSuite;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.CallSuite;
import dev.weft.benchmarks.suite.LoadedSuite;
import dev.weft.benchmarks.suite.Plan;
import dev.weft.benchmarks.suite.Preparation;
import dev.weft.benchmarks.suite.StartSuite;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The whole benchmark: all suites, one after the other, and a report of them. Arguments: those of {@link Plan}, as {@code name=value}. */
public final class Benchmarks {
    private static final List<Integer> TWEETS = List.of(10_000);

    private Benchmarks() {}

    /** Runs the suites that are asked for; exits with an error when a peer dies. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var plan = Plan.of(args);
        var begun = System.nanoTime();
        var benchmarks = Path.of(System.getProperty("weft.root", ".."), "benchmarks");
        try (var bench = new Bench(plan, benchmarks)) {
            System.out.println(bench.report().machine() + ", Java " + Runtime.version() + ", " + plan);
            if (!plan.uri().isEmpty()) {
                Preparation.fill(plan.uri(), SizeSuite.sizes(plan.isFull()), TWEETS);
            }
            for (var suite : suites()) {
                run(suite, bench);
            }
            if (!plan.uri().isEmpty()) {
                Preparation.clear(plan.uri());
            }
            write(bench.report(), benchmarks.resolve("target/results"));
        }
        System.out.println("took " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    }

    /** All there are, in the order in which they run. */
    static List<Suite> suites() {
        var suites = new ArrayList<>(
                List.of(new CallSuite(), new ApartSuite(), new LoadedSuite(), new ArrivalSuite(), new StartSuite()));
        suites.addAll(ScaleSuites.all());
        return suites;
    }

    private static void run(Suite suite, Bench bench) throws IOException, InterruptedException {
        if (!bench.plan().wants(suite)) {
            return;
        }
        if (suite.needsResponder() && !bench.plan().uri().isEmpty()) {
            bench.skip("suite " + suite.name(), "it needs the responder");
            return;
        }
        var begun = System.nanoTime();
        suite.run(bench);
        System.out.println(System.lineSeparator() + "suite " + suite.name() + " took "
                + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    }

    /** The figures, and a page of them beside; the one of the documentation is made of the files of several runs. */
    private static void write(Report report, Path results) throws IOException {
        report.skipped().forEach((what, why) -> System.out.println("skipped: " + what + ": " + why));
        var file = results.resolve(report.round() + ".json");
        ReportJson.write(report, file);
        PerformancePage.write(results.resolve(report.round() + ".md"), List.of(report));
        System.out.println(report.measurements().size() + " measurements in " + file);
    }
}
