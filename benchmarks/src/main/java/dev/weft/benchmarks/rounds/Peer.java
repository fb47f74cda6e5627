package dev.weft.benchmarks.rounds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One of those that are measured beside each other: its name, its process and the figures of its counted rounds. */
public record Peer(String name, Child child, List<Figures> rounds) implements AutoCloseable {
    /** A peer that has not run yet. */
    public Peer(String name, Child child) {
        this(name, child, new ArrayList<>());
    }

    /**
     * Interleaves the rounds of all peers (A B C A B C ...), so that a slow minute of the machine hits all of them alike.
     *
     * @param order the line that begins a round
     * @param warmups rounds that are thrown away
     * @param rounds rounds that count
     * @param neighbours who may spoil a round, which is run again then
     */
    public static void race(List<Peer> peers, String order, int warmups, int rounds, Neighbours neighbours)
            throws IOException {
        for (int round = -warmups; round < rounds; round++) {
            for (var peer : peers) {
                if (round < 0) {
                    peer.round(order);
                } else {
                    peer.rounds.add(peer.roundInPeace(order, neighbours));
                }
            }
        }
    }

    private Figures roundInPeace(String order, Neighbours neighbours) throws IOException {
        neighbours.watch();
        var figures = round(order);
        while (!neighbours.leftInPeace()) {
            neighbours.awaitQuiet();
            figures = round(order);
        }
        return figures;
    }

    private Figures round(String order) throws IOException {
        child.order(order);
        return Figures.parse(child.answer());
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
