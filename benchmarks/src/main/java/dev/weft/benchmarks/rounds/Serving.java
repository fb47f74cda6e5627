package dev.weft.benchmarks.rounds;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The child's side of the protocol: it says {@code ready VERSION} once, and answers each order with one line, of figures or {@code skip
 * REASON}. The end of its standard input is its end.
 */
public final class Serving {
    private Serving() {}

    /** Runs one round. */
    @FunctionalInterface
    public interface Rounds {
        /**
         * Runs a round.
         *
         * @throws UnsupportedOperationException if the peer has no such call; its message says why
         */
        Figures run(Order order) throws Exception;
    }

    /** Answers orders until there are no more. */
    public static void serve(String version, Rounds rounds) throws Exception {
        System.out.println(Peer.READY + version);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(answer(rounds, Order.parse(order)));
        }
    }

    private static String answer(Rounds rounds, Order order) throws Exception {
        try {
            return rounds.run(order).line();
        } catch (UnsupportedOperationException has) {
            return Peer.SKIP + has.getMessage();
        }
    }
}
