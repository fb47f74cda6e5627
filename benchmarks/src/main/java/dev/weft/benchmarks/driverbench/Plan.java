package dev.weft.benchmarks.driverbench;

import dev.weft.benchmarks.driverbench.Task.Scale;
import dev.weft.benchmarks.rounds.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is run, from arguments {@code name=value}.
 *
 * @param round {@code short}: few iterations, and few of the files of the parallel tasks; or {@code full}, as the specification has it
 * @param uri the server
 * @param server what the report calls it, such as {@code engine}
 * @param peers the drivers, in the order of the interleaving
 * @param tasks which, by the names of {@link Task}
 * @param documents how many most tasks have; 10,000 by the specification, fewer for a server that is slow
 * @param data the folder of the archives
 * @param unpacked where their contents go
 * @param result the file of the report
 */
record Plan(
        String round,
        String uri,
        String server,
        List<String> peers,
        List<Task> tasks,
        int documents,
        Path data,
        Path unpacked,
        Path result) {
    private static final int SHORT_FILES = 4;
    private static final int SHORT_PHOTOS = 5;

    static Plan of(String[] args) {
        var root = Path.of(System.getProperty("weft.root", ".."));
        var options = Options.of(
                args,
                Map.of(
                        "round", "short",
                        "uri", "",
                        "server", "uri",
                        "peers", "weft,sync",
                        "tasks", "all",
                        "documents", "10000",
                        "data", root.resolve("../shared/benchmark-data").toString(),
                        "unpacked",
                                root.resolve("benchmarks/target/benchmark-data").toString(),
                        "result", ""));
        var server = options.text("server");
        var result = options.text("result");
        var tasks = options.text("tasks");
        return new Plan(
                options.text("round"),
                options.text("uri"),
                server,
                options.list("peers"),
                tasks.equals("all")
                        ? List.of(Task.values())
                        : Arrays.stream(tasks.split(",", -1)).map(Task::valueOf).toList(),
                options.number("documents"),
                Path.of(options.text("data")),
                Path.of(options.text("unpacked")),
                result.isEmpty()
                        ? root.resolve("benchmarks/target/results/driverbench-" + server + ".json")
                        : Path.of(result));
    }

    Plan {
        if (!round.equals("short") && !round.equals("full")) {
            throw new IllegalArgumentException("round is short or full, not " + round);
        }
        if (uri.isEmpty()) {
            throw new IllegalArgumentException("uri=mongodb://... names the server");
        }
    }

    /** What the report calls the run. */
    String suite() {
        return "driverbench." + server;
    }

    boolean full() {
        return round.equals("full");
    }

    Scale scale() {
        var whole = Scale.FULL;
        return new Scale(
                documents,
                whole.largeDocuments(),
                full() ? whole.files() : SHORT_FILES,
                full() ? whole.photos() : SHORT_PHOTOS);
    }

    /** Iterations that are thrown away. */
    int warmups() {
        return full() ? 10 : 2;
    }

    /** When a driver has iterated enough. */
    Enough enough() {
        return full()
                ? new Enough(Duration.ofMinutes(1), Duration.ofMinutes(5), 100)
                : new Enough(Duration.ofSeconds(1), Duration.ofSeconds(10), 10);
    }

    /**
     * When to stop: at the iterations that are wanted, but not before {@code least}; at {@code most} in any case. Only what is timed counts.
     */
    record Enough(Duration least, Duration most, int iterations) {
        boolean reached(int iterated, double millis) {
            return millis >= most.toMillis() || (iterated >= iterations && millis >= least.toMillis());
        }
    }
}
