package dev.weft.benchmarks.rounds;

/**
 * What begins a round: the line {@code CALL callers millis threads rate}, which a peer in any language can read.
 *
 * @param call what is called; no blanks
 * @param callers how many call at once
 * @param millis how long new calls begin
 * @param virtual whether the callers are virtual threads, for peers that have a choice
 * @param rate arrivals a second of an open loop, which come whether or not somebody is free; 0: a closed loop, in which each caller calls
 *     again as soon as it is answered
 */
public record Order(String call, int callers, int millis, boolean virtual, int rate) {
    private static final int WORDS = 5;

    /** A closed loop of virtual threads. */
    public static Order closed(String call, int callers, int millis) {
        return new Order(call, callers, millis, true, 0);
    }

    /** The same calls, arriving so many times a second. */
    public Order arriving(int aSecond) {
        return new Order(call, callers, millis, virtual, aSecond);
    }

    /** The same calls by platform threads. */
    public Order onPlatformThreads() {
        return new Order(call, callers, millis, false, rate);
    }

    /** The same calls for so long. */
    public Order lasting(int other) {
        return new Order(call, callers, other, virtual, rate);
    }

    /** The line. */
    public String line() {
        return call + " " + callers + " " + millis + " " + (virtual ? "virtual" : "platform") + " " + rate;
    }

    /** Reads the line. */
    public static Order parse(String line) {
        var words = line.split(" ", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("an order is CALL callers millis threads rate, not: " + line);
        }
        return new Order(
                words[0],
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                words[3].equals("virtual"),
                Integer.parseInt(words[4]));
    }
}
