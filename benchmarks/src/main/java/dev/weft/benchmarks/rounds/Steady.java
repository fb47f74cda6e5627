package dev.weft.benchmarks.rounds;

/**
 * Whether a peer is as fast as it gets: some rounds in a row were hardly better than the best before them.
 *
 * <p>How long a driver takes until its code is compiled depends on the driver and on the machine. A fixed time would favour those that are
 * compiled sooner.
 */
final class Steady {
    private final double gain;
    private final int calm;
    private double best;
    private int inARow;

    /**
     * Before the first round.
     *
     * @param gain what is hardly better: 0.05 is five per cent
     * @param calm how many rounds in a row must be no better than that
     */
    Steady(double gain, int calm) {
        this.gain = gain;
        this.calm = calm;
    }

    /** Takes the throughput of a round. */
    void round(double throughput) {
        inARow = throughput > best * (1 + gain) ? 0 : inARow + 1;
        best = Math.max(best, throughput);
    }

    /** Whether it is so. */
    boolean reached() {
        return inARow >= calm;
    }
}
