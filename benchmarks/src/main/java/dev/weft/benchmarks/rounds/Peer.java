package dev.weft.benchmarks.rounds;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.IOException;
import java.util.ArrayList;
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
    private static final int MORE_WARMUPS = 3;
    /** What a peer gains from round to round when it is warm, but for one kind of call. */
    private static final double HARDLY_FASTER = 0.1;

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
     * Interleaves the rounds of all peers (A B C A B C ...), so that a slow minute of the machine hits all of them alike. A peer that has no such
     * call is left without rounds.
     *
     * @param order what begins a round
     * @param warmups rounds that are thrown away, at least; a peer that still becomes faster has up to three more. None is shorter than 0.6 seconds
     * @param rounds rounds that count
     * @param neighbours who may spoil a round, which is run again then
     */
    public static void race(List<Peer> peers, Order order, int warmups, int rounds, Neighbours neighbours)
            throws IOException {
        var able = new ArrayList<>(peers);
        warm(able, order, warmups);
        for (int round = 0; round < rounds; round++) {
            for (var peer : List.copyOf(able)) {
                var figures = peer.roundInPeace(order, neighbours);
                figures.ifPresent(peer.rounds::add);
                if (figures.isEmpty()) {
                    able.remove(peer);
                }
            }
        }
    }

    /** Leaves those that have such a call. */
    private static void warm(List<Peer> able, Order order, int least) throws IOException {
        var warmUp = order.lasting(Math.max(order.millis(), WARM_MILLIS));
        int most = least == 0 ? 0 : least + MORE_WARMUPS;
        var cold = new LinkedHashMap<Peer, Steady>();
        able.forEach(peer -> cold.put(peer, new Steady(HARDLY_FASTER, 1)));
        for (int round = 1; round <= most; round++) {
            boolean may = round >= least;
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
