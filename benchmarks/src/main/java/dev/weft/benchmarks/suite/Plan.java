package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.rounds.Options;
import dev.weft.benchmarks.rounds.Peer.WarmUp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run does.
 *
 * @param round {@code short} or {@code full}
 * @param uri of a server in place of the responder; empty: the responder
 * @param suites by name; {@code all}: all
 * @param peers by name; {@code all}: all
 * @param rounds that count, of each shape
 * @param warmups rounds before them that are thrown away
 * @param millis how long a round lasts
 * @param pool size of every peer's pool
 */
public record Plan(
        String round,
        String uri,
        List<String> suites,
        List<String> peers,
        int rounds,
        int warmups,
        int millis,
        int pool) {
    static final String ALL = "all";
    private static final int CALLERS_A_MILLI = 10;
    private static final int MORE_WARMUPS = 9;
    private static final Map<String, String> SHORT = Map.of(
            "round", "short", "uri", "", "suites", ALL, "peers", ALL, "rounds", "5", "warmups", "1", "millis", "200",
            "pool", "100");

    /** The short round, or the full one, with whatever else the arguments say. */
    public static Plan of(String... args) {
        boolean full = List.of(args).contains("round=full");
        var defaults = new TreeMap<>(SHORT);
        if (full) {
            defaults.putAll(Map.of("rounds", "7", "millis", "700"));
        }
        var options = Options.of(args, defaults);
        if (!full && !options.text("round").equals("short")) {
            throw new IllegalArgumentException("the round is short or full, not " + options.text("round"));
        }
        return new Plan(
                options.text("round"),
                options.text("uri"),
                options.list("suites"),
                options.list("peers"),
                options.number("rounds"),
                options.number("warmups"),
                options.number("millis"),
                options.number("pool"));
    }

    /** How long a round of so many callers lasts: each of them should be served more than once, or nothing can be said of fairness. */
    public int millis(int callers) {
        return Math.max(millis, callers / CALLERS_A_MILLI);
    }

    /** How peers warm up before each shape: in the full round until they are as fast as they get. */
    public WarmUp warmUp() {
        return isFull() && warmups > 0 ? new WarmUp(warmups, MORE_WARMUPS, 0.05, 2) : WarmUp.few(warmups);
    }

    /** Whether it is the full round. */
    public boolean isFull() {
        return round.equals("full");
    }

    /** Whether a suite is asked for: by its name, or by what stands before the first point of it. */
    public boolean wants(Suite suite) {
        var name = suite.name();
        return suites.contains(ALL)
                || suites.contains(name)
                || (name.indexOf('.') > 0 && suites.contains(name.substring(0, name.indexOf('.'))));
    }

    /** Those of the peers that take part. */
    public List<String> among(List<String> names) {
        return peers.contains(ALL)
                ? names
                : names.stream().filter(peers::contains).toList();
    }
}
