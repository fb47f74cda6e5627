package dev.weft.unified.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cases that are known not to pass on a deployment, and how they end. A file of the tests' resources, one line per case:
 * {@code case | how it ends | why}.
 */
public final class Baseline {
    private static final String SEPARATOR = " | ";
    private static final String SERVER = "# Ran on ";
    private static final Pattern NAME = Pattern.compile("expected-(.+)\\.txt");

    /**
     * What is known of a case.
     *
     * @param word how it ends
     * @param why for what reason
     */
    public record Entry(String word, String why) {}

    private final Map<String, Entry> entries;
    private final Optional<String> server;

    /**
     * @param server what ran the cases and when, if it was not the testbed
     */
    Baseline(Map<String, Entry> entries, Optional<String> server) {
        this.entries = new TreeMap<>(entries);
        this.server = server;
    }

    /** The baseline of a deployment; empty when it has none. */
    static Baseline of(String deployment) {
        try (InputStream in = Baseline.class.getResourceAsStream("/dev/weft/unified/" + name(deployment))) {
            return in == null
                    ? new Baseline(Map.of(), Optional.empty())
                    : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines as {@link #lines} has them. */
    public static Baseline parse(List<String> lines) {
        Map<String, Entry> entries = new TreeMap<>();
        Optional<String> server = Optional.empty();
        for (String line : lines) {
            if (line.startsWith(SERVER)) {
                server = Optional.of(line.substring(SERVER.length()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" \\| ", 3);
                entries.put(parts[0], new Entry(parts[1], parts.length == 3 ? parts[2] : ""));
            }
        }
        return new Baseline(entries, server);
    }

    /** Version, kind and day, if it was not the testbed that ran the cases. */
    Optional<String> server() {
        return server;
    }

    /** What is known of a case; nothing of one that passes. */
    public Optional<Entry> entry(String testCase) {
        return Optional.ofNullable(entries.get(testCase));
    }

    /** The cases that do not pass. */
    public List<String> cases() {
        return List.copyOf(entries.keySet());
    }

    /** The lines of a baseline, sorted, with a head that says how to make it. */
    List<String> lines(String deployment) {
        List<String> lines = new ArrayList<>();
        lines.add("# Cases of the unified format that do not pass on " + deployment + ": case | how it ends | why.");
        lines.add("# Generated: mvn -q -Pconformance verify -Dweft.baseline=write -Dweft.deployment=" + deployment);
        lines.add("# Review it like code: a line that goes is progress, a line that comes needs a reason.");
        server.ifPresent(what -> lines.add(SERVER + what));
        entries.forEach((name, entry) -> lines.add(name + SEPARATOR + entry.word() + SEPARATOR + entry.why()));
        return lines;
    }

    /** Writes it into the source tree. */
    void write(String deployment) {
        try {
            Files.createDirectories(folder());
            Files.write(folder().resolve(name(deployment)), lines(deployment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All baselines of the source tree, by deployment. */
    public static Map<String, Baseline> all() {
        Map<String, Baseline> baselines = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    baselines.put(name.group(1), parse(Files.readAllLines(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return baselines;
    }

    private static Path folder() {
        return Path.of(System.getProperty("weft.root"), "it-tests/src/test/resources/dev/weft/unified");
    }

    private static String name(String deployment) {
        return "expected-" + deployment + ".txt";
    }
}
