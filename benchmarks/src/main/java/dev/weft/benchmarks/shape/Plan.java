package dev.weft.benchmarks.shape;

import dev.weft.benchmarks.rounds.Options;
import java.util.List;
import java.util.Map;

/**
 * What a run of the benchmark does.
 *
 * @param rounds counted rounds of each kind
 * @param warmups rounds before them that are thrown away
 * @param millis how long a round lasts
 * @param threads {@code virtual} or {@code platform}: what the callers run on
 * @param callers how many call at once, each over a connection of its own
 * @param kinds the kinds of run
 * @param shapes who is measured, in the order of the rounds
 * @param others percent of the processors that other processes may use in a round that counts
 * @param patience seconds of each kind in which spoilt rounds are run again; afterwards all count
 * @param leaving the calls that are left where calls are left: how many of a hundred, and when
 */
record Plan(
        int rounds,
        int warmups,
        int millis,
        String threads,
        int callers,
        List<String> kinds,
        List<String> shapes,
        int others,
        int patience,
        Leaving leaving) {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("rounds", "5"),
            Map.entry("warmups", "2"),
            Map.entry("millis", "2000"),
            Map.entry("threads", "virtual"),
            Map.entry("callers", "100"),
            Map.entry("kinds", "PLAIN,DEADLINE,SLOW,LEAVE"),
            Map.entry("shapes", "loop,two-loops,weft,channel,reader,reader-timed,adaptor,socket,rearmed"),
            Map.entry("others", "100"),
            Map.entry("patience", "600"),
            Map.entry("percent", "10"),
            Map.entry("deadline", "20"),
            Map.entry("late", "30"));

    static Plan of(String[] args) {
        var options = Options.of(args, DEFAULTS);
        return new Plan(
                options.number("rounds"),
                options.number("warmups"),
                options.number("millis"),
                options.text("threads"),
                options.number("callers"),
                options.list("kinds"),
                options.list("shapes"),
                options.number("others"),
                options.number("patience"),
                new Leaving(options.number("percent"), options.number("deadline"), options.number("late")));
    }

    /**
     * Which calls are left.
     *
     * @param percent how many of a hundred calls are answered late
     * @param deadlineMillis the deadline of every call, and where nobody leaves the time of the slow answers
     * @param lateMillis when the late answers come, which is after the deadline
     */
    record Leaving(int percent, int deadlineMillis, int lateMillis) {
        /** For the process that is measured. */
        String words() {
            return percent + " " + deadlineMillis + " " + lateMillis;
        }

        static Leaving of(String words) {
            var numbers = words.split(" ", -1);
            return new Leaving(
                    Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        }
    }
}
