package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.peer.Roster;
import dev.weft.benchmarks.report.Machine;
import dev.weft.benchmarks.report.Measurement;
import dev.weft.benchmarks.report.Report;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Neighbours;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What suites run on: a server, the peers, and the place for measurements. */
public final class Bench implements AutoCloseable {
    private static final int WARM_CALLERS = 100;
    private static final int WARM_MILLIS = 1500;
    /** In the short round. */
    private static final int SHORT_WARM_MILLIS = 800;

    /** A driver of many layers takes half a minute on a slow machine until it is compiled. */
    private static final int MOST_WARM_ROUNDS = 20;

    private final Plan plan;
    private final Roster roster;
    private final Instant at = Instant.now();
    private final Child responder;
    private final int port;
    private final List<Measurement> measurements = new ArrayList<>();
    private final Map<String, String> skipped = new TreeMap<>();
    private final Map<String, Peer> shared = new LinkedHashMap<>();

    /** Starts the responder. */
    public Bench(Plan plan, Path benchmarks) throws IOException {
        this.plan = plan;
        this.roster = new Roster(benchmarks);
        this.responder = Child.start(Responder.class);
        this.port = Integer.parseInt(responder.answer());
    }

    /** What is to be done. */
    public Plan plan() {
        return plan;
    }

    /** Where the responder listens. */
    public int port() {
        return port;
    }

    /** The server that is called: the responder, unless the plan names another. */
    public String uri() {
        return plan.uri().isEmpty() ? "mongodb://127.0.0.1:" + port : plan.uri();
    }

    /**
     * Those of the peers that take part and can be had, each as fast as it gets; close them. Peers of the usual server and pool are shared by
     * all suites, and so stay warm from one to the next.
     */
    public Peers start(List<String> names, String uri, int poolSize) throws IOException {
        var wanted = plan.among(names);
        if (uri.equals(uri()) && poolSize == plan.pool()) {
            for (var name : wanted) {
                if (!shared.containsKey(name)) {
                    warm(List.of(name), uri, poolSize).forEach(peer -> shared.put(name, peer));
                }
            }
            return new Peers(
                    wanted.stream().filter(shared::containsKey).map(shared::get).toList(), true);
        }
        return new Peers(warm(wanted, uri, poolSize), false);
    }

    private List<Peer> warm(List<String> names, String uri, int poolSize) throws IOException {
        var peers = roster.start(names, uri, poolSize);
        try {
            for (var peer : peers) {
                warm(peer);
            }
        } catch (IOException | RuntimeException e) {
            peers.forEach(Peer::close);
            throw e;
        }
        return peers;
    }

    /** Has a fresh peer call until it is as fast as it gets. */
    Peer warm(Peer peer) throws IOException {
        int millis = plan.isFull() ? WARM_MILLIS : SHORT_WARM_MILLIS;
        int took = peer.warmUp(Order.closed("FIND_ONE", WARM_CALLERS, millis), MOST_WARM_ROUNDS);
        if (took == MOST_WARM_ROUNDS) {
            note("warm-up with FIND_ONE, " + peer.name());
        }
        System.out.println("warm: " + peer.name() + " after " + took * millis / 1000.0 + " s");
        return peer;
    }

    /** Takes the rounds of one shape from all peers, interleaved, and keeps and prints them. */
    public void race(String suite, String shape, Peers peers, Order order) throws IOException {
        race(suite, shape, peers, order, UnaryOperator.identity());
    }

    /** The same, with figures that follow from those of a round. */
    public void race(String suite, String shape, Peers peers, Order order, UnaryOperator<Figures> more)
            throws IOException {
        var fresh = peers.all().stream().map(Peer::afresh).toList();
        var anybody = Neighbours.allowed(100, Duration.ZERO);
        for (var restless : Peer.race(fresh, order, plan.warmUp(), plan.rounds(), anybody)) {
            note(suite + " " + shape + ", " + restless.name());
        }
        for (var peer : fresh) {
            if (!peer.rounds().isEmpty()) {
                add(suite, shape, peer.name(), peer.rounds().stream().map(more).toList());
            }
        }
    }

    /** Keeps the rounds of one peer in one shape, and prints them. */
    public void add(String suite, String shape, String peer, List<Figures> rounds) {
        var measurement = new Measurement(suite, shape, peer, Figures.together(rounds));
        measurements.add(measurement);
        Table.print(measurement);
    }

    /** Keeps that figures are of a peer that was not as fast as it gets. */
    private void note(String whose) {
        skipped.put("steadiness of " + whose, "it still became faster when the warm-up was over");
        System.out.println("not steady: " + whose);
    }

    /** Keeps why something was not measured. */
    public void skip(String what, String why) {
        skipped.put(what, why);
        System.out.println("skipped: " + what + ": " + why);
    }

    /** All that was measured until now. */
    public Report report() {
        var versions = new LinkedHashMap<>(Machine.versions());
        versions.put("flags of the peers", String.join(" ", Child.HEAP));
        versions.putAll(roster.versions());
        var missing = new TreeMap<>(roster.skipped());
        missing.putAll(skipped);
        return new Report(plan.round(), at, Machine.describe(), versions, missing, List.copyOf(measurements));
    }

    @Override
    public void close() {
        shared.values().forEach(Peer::close);
        responder.close();
    }

    /**
     * Those that were started.
     *
     * @param all of them, in the order of the rounds
     * @param shared whether others use them too, so that closing them is not this user's affair
     */
    public record Peers(List<Peer> all, boolean shared) implements AutoCloseable {
        /** Some of them; closing these closes nobody. */
        Peers only(Predicate<String> names) {
            return new Peers(
                    all.stream().filter(peer -> names.test(peer.name())).toList(), true);
        }

        @Override
        public void close() {
            if (!shared) {
                all.forEach(Peer::close);
            }
        }
    }
}
