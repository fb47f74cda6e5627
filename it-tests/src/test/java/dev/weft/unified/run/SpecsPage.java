package dev.weft.unified.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of docs/specs.md about the unified suites: a line per suite, generated between two marks. */
final class SpecsPage {
    private static final String BEGIN = "<!-- unified suites: generated with the baseline, do not edit -->";
    private static final String END = "<!-- unified suites: end -->";

    private static final String ENGINE = Deployments.ENGINE;
    private static final String MONGOD = "mongod";

    private SpecsPage() {}

    /** Counts all cases by the baselines that are in the tree, whatever deployment they ran on last. */
    static void write(Set<String> cases, Map<String, Baseline> baselines) {
        Path page = Path.of(System.getProperty("weft.root"), "docs/specs.md");
        try {
            Files.writeString(page, changed(Files.readString(page), section(cases, baselines)));
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

    static String section(Set<String> cases, Map<String, Baseline> baselines) {
        StringBuilder text = new StringBuilder(4000);
        text.append("\nEach cell: passed / failed / not offered / not run.\n\n");
        table(text, cases, columns(baselines.keySet()), baselines);
        List<String> older =
                baselines.keySet().stream().filter(Profiles::isOne).sorted().toList();
        if (!older.isEmpty()) {
            text.append("Some suites on older servers:\n\n");
            Set<String> some = cases.stream()
                    .filter(name -> Profiles.SUITES.contains(suite(name)))
                    .collect(Collectors.toCollection(TreeSet::new));
            table(text, some, older, baselines);
        }
        return text.toString();
    }

    private static void table(
            StringBuilder text, Set<String> cases, List<String> columns, Map<String, Baseline> baselines) {
        text.append("| suite | cases |");
        columns.forEach(
                column -> text.append(' ').append(heading(column, baselines)).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(columns.size())).append('\n');
        Map<String, Set<String>> suites = new TreeMap<>();
        cases.forEach(name ->
                suites.computeIfAbsent(suite(name), suite -> new TreeSet<>()).add(name));
        suites.forEach((suite, of) -> text.append(line(suite, of, columns, baselines)));
        text.append(line("**all**", cases, columns, baselines)).append('\n');
    }

    /** The deployments that have a baseline of all suites, and after them engine and mongod, which should have one. */
    private static List<String> columns(Set<String> deployments) {
        List<String> columns = new ArrayList<>(deployments.stream()
                .filter(name -> !isA(ENGINE, name) && !isA(MONGOD, name) && !Profiles.isOne(name))
                .sorted()
                .toList());
        for (String kind : List.of(ENGINE, MONGOD)) {
            List<String> some = deployments.stream()
                    .filter(name -> isA(kind, name))
                    .sorted()
                    .toList();
            columns.addAll(some.isEmpty() ? List.of(kind) : some);
        }
        return columns;
    }

    private static boolean isA(String kind, String deployment) {
        return deployment.startsWith(kind);
    }

    private static String heading(String deployment, Map<String, Baseline> baselines) {
        if (isA(ENGINE, deployment)) {
            String what = deployment.substring(ENGINE.length());
            return "testbed (engine)" + (what.isEmpty() ? "" : ", " + what);
        }
        if (isA(MONGOD, deployment)) {
            return "real mongod"
                    + Optional.ofNullable(baselines.get(deployment))
                            .flatMap(Baseline::server)
                            .map(server -> ", " + server)
                            .orElse("");
        }
        return "testbed (memory), " + deployment;
    }

    private static String line(String name, Set<String> cases, List<String> columns, Map<String, Baseline> baselines) {
        StringBuilder text = new StringBuilder(200);
        text.append("| ").append(name).append(" | ").append(cases.size()).append(" |");
        for (String column : columns) {
            Baseline baseline = baselines.get(column);
            text.append(' ')
                    .append(baseline == null ? "never run" : counts(cases, baseline))
                    .append(" |");
        }
        return text.append('\n').toString();
    }

    private static String counts(Set<String> cases, Baseline baseline) {
        List<String> words = cases.stream()
                .map(name -> baseline.entry(name).map(Baseline.Entry::word).orElse("passes"))
                .toList();
        return Stream.of("passes", "fails", "not offered", "not run")
                .map(word -> String.valueOf(Collections.frequency(words, word)))
                .collect(Collectors.joining(" / "));
    }

    private static String suite(String name) {
        String file = name.substring(0, name.indexOf(": "));
        return file.substring(0, file.lastIndexOf('/'));
    }
}
