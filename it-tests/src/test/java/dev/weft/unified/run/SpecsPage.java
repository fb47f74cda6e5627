package dev.weft.unified.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The part of docs/specs.md about the unified suites: a line per suite, generated between two marks. */
final class SpecsPage {
    private static final String BEGIN = "<!-- unified suites: generated with the baseline, do not edit -->";
    private static final String END = "<!-- unified suites: end -->";

    private SpecsPage() {}

    static void write(String deployment, Map<String, Verdict> verdicts) {
        Path page = Path.of(System.getProperty("weft.root"), "docs/specs.md");
        try {
            Files.writeString(page, changed(Files.readString(page), section(deployment, verdicts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with another section between the marks. */
    static String changed(String page, String section) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("docs/specs.md has lost the marks around the unified suites");
        }
        return page.substring(0, begin) + BEGIN + "\n" + section + page.substring(end);
    }

    static String section(String deployment, Map<String, Verdict> verdicts) {
        Map<String, Counts> suites = new TreeMap<>();
        verdicts.forEach((name, verdict) ->
                suites.computeIfAbsent(suite(name), suite -> new Counts()).add(verdict));
        var total = new Counts();
        verdicts.values().forEach(total::add);
        StringBuilder text = new StringBuilder(4000);
        text.append("\n| suite | cases | testbed (memory), ").append(deployment);
        text.append(": passed | failed | not offered | not run | testbed (engine) | real mongod |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        suites.forEach((name, counts) -> text.append(counts.line(name)));
        return text.append(total.line("**all**")).append('\n').toString();
    }

    private static String suite(String name) {
        String file = name.substring(0, name.indexOf(": "));
        return file.substring(0, file.lastIndexOf('/'));
    }

    private static final class Counts {
        private int passed;
        private int failed;
        private int notOffered;
        private int notRun;

        void add(Verdict verdict) {
            switch (verdict) {
                case Verdict.Passed each -> passed++;
                case Verdict.Failed each -> failed++;
                case Verdict.NotOffered each -> notOffered++;
                case Verdict.NotRun each -> notRun++;
            }
        }

        String line(String name) {
            int all = passed + failed + notOffered + notRun;
            return "| " + name + " | " + all + " | " + passed + " | " + failed + " | " + notOffered + " | " + notRun
                    + " | never run | never run |\n";
        }
    }
}
