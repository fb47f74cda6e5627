package dev.weft.benchmarks.call;

import dev.weft.benchmarks.rounds.Options;
import java.util.List;
import java.util.Map;

/**
 * What a run of the benchmark does.
 *
 * @param rounds counted rounds of each shape
 * @param warmups rounds before them that are thrown away
 * @param millis how long a round lasts
 * @param threads {@code virtual} or {@code platform}: what the callers run on
 * @param pool size of every peer's pool
 * @param peers who is measured, in the order of the rounds
 * @param shapes call and number of callers, such as {@code FIND_ONE:100}
 */
record Plan(int rounds, int warmups, int millis, String threads, int pool, List<String> peers, List<String> shapes) {
    private static final Map<String, String> DEFAULTS = Map.of(
            "rounds", "5",
            "warmups", "2",
            "millis", "2000",
            "threads", "virtual",
            "pool", "100",
            "peers", "floor,official,weft",
            "shapes",
                    "FIND_ONE:1,FIND_ONE:100,FIND_ONE:10000,INSERT_ONE:1,INSERT_ONE:100,INSERT_ONE:10000,"
                            + "FIND_ONE_RAW:100,PING:100");

    static Plan of(String[] args) {
        var options = Options.of(args, DEFAULTS);
        return new Plan(
                options.number("rounds"),
                options.number("warmups"),
                options.number("millis"),
                options.text("threads"),
                options.number("pool"),
                options.list("peers"),
                options.list("shapes"));
    }
}
