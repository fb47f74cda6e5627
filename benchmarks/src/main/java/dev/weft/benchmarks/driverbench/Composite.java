package dev.weft.benchmarks.driverbench;

import static dev.weft.benchmarks.driverbench.Task.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The composites of the specification: simple averages of the scores of their tasks. */
public enum Composite {
    BSON_BENCH(
            "BSONBench",
            List.of(FLAT_ENCODING, FLAT_DECODING, DEEP_ENCODING, DEEP_DECODING, FULL_ENCODING, FULL_DECODING)),
    /** All with a single document, but not {@code Run command}. */
    SINGLE_BENCH("SingleBench", List.of(FIND_ONE, SMALL_INSERT_ONE, LARGE_INSERT_ONE)),
    MULTI_BENCH(
            "MultiBench",
            List.of(
                    FIND_MANY,
                    SMALL_BULK_INSERT,
                    LARGE_BULK_INSERT,
                    SMALL_COLLECTION_BULK,
                    LARGE_COLLECTION_BULK,
                    SMALL_CLIENT_BULK,
                    LARGE_CLIENT_BULK,
                    CLIENT_BULK_MIXED,
                    COLLECTION_BULK_MIXED,
                    GRIDFS_UPLOAD,
                    GRIDFS_DOWNLOAD)),
    PARALLEL_BENCH("ParallelBench", List.of(LDJSON_IMPORT, LDJSON_EXPORT, GRIDFS_MULTI_UPLOAD, GRIDFS_MULTI_DOWNLOAD)),
    READ_BENCH("ReadBench", List.of(FIND_ONE, FIND_MANY, GRIDFS_DOWNLOAD, LDJSON_EXPORT, GRIDFS_MULTI_DOWNLOAD)),
    WRITE_BENCH(
            "WriteBench",
            List.of(
                    SMALL_INSERT_ONE,
                    LARGE_INSERT_ONE,
                    SMALL_BULK_INSERT,
                    LARGE_BULK_INSERT,
                    SMALL_COLLECTION_BULK,
                    LARGE_COLLECTION_BULK,
                    SMALL_CLIENT_BULK,
                    LARGE_CLIENT_BULK,
                    CLIENT_BULK_MIXED,
                    COLLECTION_BULK_MIXED,
                    GRIDFS_UPLOAD,
                    LDJSON_IMPORT,
                    GRIDFS_MULTI_UPLOAD)),
    /** The average of the two before it; BSONBench does not count. */
    DRIVER_BENCH("DriverBench", List.of());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot change
    private final List<Task> tasks;

    Composite(String title, List<Task> tasks) {
        this.title = title;
        this.tasks = tasks;
    }

    /** Its name in the specification. */
    public String title() {
        return title;
    }

    /** The tasks it is made of. */
    public List<Task> tasks() {
        if (this != DRIVER_BENCH) {
            return tasks;
        }
        var both = new ArrayList<>(READ_BENCH.tasks);
        both.addAll(WRITE_BENCH.tasks);
        return List.copyOf(both);
    }

    /** Its tasks that have no score; a composite that lacks some is none of the specification's. */
    public List<Task> lacking(Set<Task> scored) {
        return tasks().stream().filter(task -> !scored.contains(task)).toList();
    }

    /**
     * The composite over those of its tasks that count. Empty when there is none of them, for DriverBench on either side.
     *
     * @param scores megabytes a second
     * @param counting the tasks that count: all that have a score or, to compare two drivers, those that have one of both
     */
    public Optional<Double> of(Map<Task, Double> scores, Set<Task> counting) {
        if (this == DRIVER_BENCH) {
            return READ_BENCH
                    .of(scores, counting)
                    .flatMap(read -> WRITE_BENCH.of(scores, counting).map(write -> (read + write) / 2));
        }
        var counted = tasks.stream()
                .filter(task -> counting.contains(task) && scores.containsKey(task))
                .mapToDouble(scores::get)
                .average();
        return counted.isPresent() ? Optional.of(counted.getAsDouble()) : Optional.empty();
    }
}
