package dev.weft.unified.peer;

import dev.weft.unified.run.Baseline;
import dev.weft.unified.run.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of docs/pymongo.md that lists the differences, generated between two marks from what is committed. */
public final class PeerPage {
    static final List<String> DEPLOYMENTS = List.of("replicaset-8.0", "standalone-8.0");

    private static final String BEGIN = "<!-- differences: generated with the baselines, do not edit -->";
    private static final String END = "<!-- differences: end -->";

    private PeerPage() {}

    /** Writes it anew if the baselines are being written, too. */
    public static void writeIfAsked() {
        if (!System.getProperty("weft.baseline", "").equals("write")
                || !Selection.asked().all()) {
            return;
        }
        Path page = page();
        try {
            Files.writeString(page, expected(Files.readString(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path page() {
        return Path.of(System.getProperty("weft.root"), "docs/pymongo.md");
    }

    /** The page as it should be. */
    static String expected(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("docs/pymongo.md has lost the marks around the differences");
        }
        Collection<String> ids = ids();
        Map<String, Baseline> weft = Baseline.all();
        var text = new StringBuilder(50_000);
        text.append("\n").append(ids.size()).append(" cases on each deployment.\n");
        for (String deployment : DEPLOYMENTS) {
            Differences differences = Differences.of(
                    deployment,
                    ids,
                    weft.getOrDefault(deployment, Baseline.parse(List.of())),
                    PeerBaseline.of(deployment));
            text.append(section(differences, FailureReasons.committed()));
        }
        return page.substring(0, begin) + BEGIN + "\n" + text + "\n" + page.substring(end);
    }

    private static Collection<String> ids() {
        return PeerCase.all(new Selection(List.of(), List.of(), List.of())).stream()
                .map(PeerCase::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String section(Differences of, FailureReasons reasons) {
        Map<String, List<Differences.Both>> onlyPeer = of.onlyPeerPasses();
        Map<String, List<Differences.Both>> onlyWeft = of.onlyWeftPasses(reasons);
        var text = new StringBuilder(20_000);
        text.append("\n## ").append(of.deployment()).append("\n\n");
        text.append("Both pass ").append(of.bothPass().size());
        text.append(", only PyMongo ").append(size(onlyPeer));
        text.append(", only Weft ").append(size(onlyWeft));
        text.append(", neither ").append(of.neitherPasses().size()).append(".\n");
        append(text, "Only PyMongo passes, by what keeps Weft from it", onlyPeer);
        append(text, "Only Weft passes, by what keeps PyMongo from it", onlyWeft);
        append(text, "What PyMongo sends that the testbed objects to", of.violations());
        return text.toString();
    }

    private static void append(StringBuilder text, String heading, Map<String, List<Differences.Both>> groups) {
        if (groups.isEmpty()) {
            return;
        }
        text.append("\n### ").append(heading).append("\n\n");
        groups.forEach((why, cases) -> {
            text.append("- **")
                    .append(plain(why))
                    .append("** (")
                    .append(cases.size())
                    .append(")\n");
            Map<String, List<String>> files = new TreeMap<>();
            for (Differences.Both each : cases) {
                String[] parts = each.id().split(": ", 2);
                files.computeIfAbsent(parts[0], file -> new ArrayList<>()).add(plain(parts[1]));
            }
            files.forEach((file, names) -> text.append("  - ")
                    .append(file)
                    .append(": ")
                    .append(String.join("; ", names))
                    .append('\n'));
        });
    }

    /** Text that Markdown leaves as it is. */
    private static String plain(String text) {
        return text.replaceAll("([*_<>`\\[\\]])", "\\\\$1");
    }

    private static int size(Map<String, List<Differences.Both>> groups) {
        return groups.values().stream().mapToInt(List::size).sum();
    }
}
