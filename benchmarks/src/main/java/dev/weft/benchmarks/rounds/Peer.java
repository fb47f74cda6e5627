package dev.weft.benchmarks.rounds;

import java.io.IOException;
import java.util.ArrayList;
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

    private static final int WARM_MILLIS = 1000;

    /**
     * Interleaves the rounds of all peers (A B C A B C ...), so that a slow minute of the machine hits all of them alike. A peer that has no such
     * call is left without rounds.
     *
     * @param order what begins a round
     * @param warmups rounds that are thrown away; none is shorter than a second, for a driver of many layers takes long to be compiled
     * @param rounds rounds that count
     * @param neighbours who may spoil a round, which is run again then
     */
    public static void race(List<Peer> peers, Order order, int warmups, int rounds, Neighbours neighbours)
            throws IOException {
        var able = new ArrayList<>(peers);
        var warmUp = order.lasting(Math.max(order.millis(), WARM_MILLIS));
        for (int round = -warmups; round < rounds; round++) {
            for (var peer : List.copyOf(able)) {
                var figures = round < 0 ? peer.round(warmUp) : peer.roundInPeace(order, neighbours);
                if (figures.isEmpty()) {
                    able.remove(peer);
                } else if (round >= 0) {
                    peer.rounds.add(figures.get());
                }
            }
        }
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
