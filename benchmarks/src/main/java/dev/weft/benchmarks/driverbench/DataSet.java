package dev.weft.benchmarks.driverbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;

/**
 * The data of the specification, unpacked: folders with the names of its archives.
 *
 * @param folder where they lie
 */
public record DataSet(Path folder) {
    private static final String SINGLE = "single_and_multi_document";
    private static final List<String> ARCHIVES = List.of("extended_bson", SINGLE, "parallel");

    /** Unpacks what a scale needs of the archives that are in a folder, unless it is there already. */
    public static DataSet unpack(Path archives, Path into, Task.Scale scale) throws IOException {
        for (var archive : ARCHIVES) {
            var file = archives.resolve(archive + ".tgz");
            if (Files.exists(file)) {
                Archive.unpack(file, into, needed(scale));
            }
        }
        return new DataSet(into);
    }

    /** Whether a task has the data it needs; else which archive is missing. */
    Optional<String> missing(Task task) {
        return task.archive()
                .filter(archive -> !Files.isDirectory(folder.resolve(archive)))
                .map(archive ->
                        archive + ".tgz is not in the folder of the data; take it from source/benchmarking/data of"
                                + " mongodb/specifications");
    }

    private static Predicate<String> needed(Task.Scale scale) {
        return name -> {
            boolean ldjson = name.startsWith("parallel/ldjson_multi/");
            boolean photo = name.startsWith("parallel/gridfs_multi/");
            if (!ldjson && !photo) {
                return true;
            }
            var digits = name.replaceAll("\\D", "");
            return !digits.isEmpty() && Integer.parseInt(digits) < (ldjson ? scale.files() : scale.photos());
        };
    }

    Document flat() {
        return parse("extended_bson/flat_bson.json");
    }

    Document deep() {
        return parse("extended_bson/deep_bson.json");
    }

    Document full() {
        return parse("extended_bson/full_bson.json");
    }

    Document tweet() {
        return parse(SINGLE + "/tweet.json");
    }

    Document small() {
        return parse(SINGLE + "/small_doc.json");
    }

    Document large() {
        return parse(SINGLE + "/large_doc.json");
    }

    Path gridFsLarge() {
        return folder.resolve(SINGLE + "/gridfs_large.bin");
    }

    /** The first files of the LDJSON tasks. */
    List<Path> ldjson(Task.Scale scale) {
        return first("parallel/ldjson_multi", scale.files());
    }

    /** The first files of the GridFS tasks with many. */
    List<Path> photos(Task.Scale scale) {
        return first("parallel/gridfs_multi", scale.photos());
    }

    /** A document of the data, for other benchmarks too: flat, deep, full or tweet. */
    public Document named(String name) {
        return switch (name) {
            case "FLAT" -> flat();
            case "DEEP" -> deep();
            case "FULL" -> full();
            case "TWEET" -> tweet();
            default -> throw new IllegalArgumentException("no document is called " + name);
        };
    }

    private Document parse(String file) {
        try {
            return Document.parse(Files.readString(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> first(String name, int count) {
        try (var files = Files.list(folder.resolve(name))) {
            var first = files.sorted().limit(count).toList();
            if (first.size() < count) {
                throw new IllegalArgumentException(name + " has " + first.size() + " files, not " + count);
            }
            return first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
