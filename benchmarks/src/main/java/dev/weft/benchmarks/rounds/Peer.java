package dev.weft.benchmarks.rounds;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One of those that are measured beside each other.
 *
 * @param name what it is called in tables
 * @param version what it says it is
 * @param child its process
 * @param rounds the figures of its counted rounds; none if it has no such call
 */
public record Peer(String name, String version, Child child, List<Figures> rounds) implements AutoCloseable {
    static final String READY = "ready ";
    static final String SKIP = "skip ";
    private static final int WARM_MILLIS = 600;
    private static final double STILL_FASTER = 0.03;

    /** Waits until a child is ready. */
    public static Peer ready(String name, Child child) throws IOException {
        var line = child.answer();
        if (!line.startsWith(READY)) {
            child.close();
            throw new IOException(name + " is not ready, but says: " + line);
        }
        return new Peer(name, line.substring(READY.length()), child, new ArrayList<>());
    }

    /** The same process before its first round. */
    public Peer afresh() {
        return new Peer(name, version, child, new ArrayList<>());
    }

    /**
     * How long peers warm up before rounds count.
     *
     * @param least rounds that are thrown away in any case; none: it is cold starts that are measured
     * @param more so many beyond those while a peer still becomes faster
     * @param gain what is faster: 0.1 is ten per cent
     * @param calm so many rounds in a row must not be
     */
    public record WarmUp(int least, int more, double gain, int calm) {
        /** A few rounds. */
        public static WarmUp few(int least) {
            return new WarmUp(least, least == 0 ? 0 : 3, 0.1, 1);
        }
    }

    /**
     * Interleaves the rounds of all peers (A B C B C A ...), so that a slow minute of the machine hits all of them alike, and nobody always follows the same one. A peer that has no such
     * call is left without rounds.
     *
     * @param order what begins a round
     * @param warmUp what is thrown away before; no round of it is shorter than 0.6 seconds
     * @param rounds rounds that count
     * @param neighbours who may spoil a round, which is run again then
     * @return who still became faster when the warm-up was over
     */
    public static List<Peer> race(List<Peer> peers, Order order, WarmUp warmUp, int rounds, Neighbours neighbours)
            throws IOException {
        var able = new ArrayList<>(peers);
        var restless = warm(able, order, warmUp);
        for (int round = 0; round < rounds; round++) {
            for (var peer : List.copyOf(able)) {
                var figures = peer.roundInPeace(order, neighbours);
                figures.ifPresent(peer.rounds::add);
                if (figures.isEmpty()) {
                    able.remove(peer);
                }
            }
            Collections.rotate(able, -1);
        }
        return restless;
    }

    /** Leaves those that have such a call. */
    private static List<Peer> warm(List<Peer> able, Order order, WarmUp plan) throws IOException {
        var warmUp = order.lasting(Math.max(order.millis(), WARM_MILLIS));
        var cold = new LinkedHashMap<Peer, Steady>();
        able.forEach(peer -> cold.put(peer, new Steady(plan.gain, plan.calm)));
        for (int round = 1; round <= plan.least + plan.more; round++) {
            boolean may = round >= plan.least;
            for (var each : List.copyOf(cold.entrySet())) {
                var figures = each.getKey().round(warmUp);
                figures.ifPresent(found -> each.getValue().round(found.get(Unit.OPS)));
                if (figures.isEmpty()) {
                    able.remove(each.getKey());
                }
                if (figures.isEmpty() || (may && each.getValue().reached())) {
                    cold.remove(each.getKey());
                }
            }
        }
        return plan.more == 0 ? List.of() : List.copyOf(cold.keySet());
    }

    /**
     * Has a fresh peer call until it is as fast as it gets.
     *
     * @param most rounds, however much it still gains
     * @return how many rounds that took
     */
    public int warmUp(Order order, int most) throws IOException {
        var steady = new Steady(STILL_FASTER, 3);
        int round = 0;
        while (round < most && !steady.reached()) {
            var figures = round(order);
            if (figures.isEmpty()) {
                return round;
            }
            steady.round(figures.get().get(Unit.OPS));
            round++;
        }
        return round;
    }

    private Optional<Figures> roundInPeace(Order order, Neighbours neighbours) throws IOException {
        neighbours.watch();
        var figures = round(order);
        while (!neighbours.leftInPeace()) {
            neighbours.awaitQuiet();
            figures = round(order);
        }
        return figures;
    }

    /** Has the peer run one round; empty if it has no such call. */
    public Optional<Figures> round(Order order) throws IOException {
        child.order(order.line());
        var answer = child.answer();
        return answer.startsWith(SKIP) ? Optional.empty() : Optional.of(Figures.parse(answer));
    }

    /** Each figure's own median over the rounds. */
    public Figures median() {
        return Figures.median(rounds);
    }

    @Override
    public void close() {
        child.close();
    }
}
