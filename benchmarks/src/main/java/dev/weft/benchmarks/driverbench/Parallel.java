package dev.weft.benchmarks.driverbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;

/** The tasks with many LDJSON files. */
final class Parallel {
    private static final String CORPUS = "corpus";
    /** Documents of one insert: a message well below its greatest size. */
    private static final int BATCH = 1_000;

    private Parallel() {}

    static Work ldjsonImport(Works works) throws IOException {
        var files = works.data().ldjson(works.scale());
        long lines = 0;
        for (var file : files) {
            lines += count(file);
        }
        return new Works.Inserting(works, lines) {
            @Override
            public void run() throws Exception {
                Crew.each(files, file -> load(file, batch -> works.driver().insertMany(batch, false)));
            }
        };
    }

    private static long count(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).count();
        }
    }

    private static void load(Path file, Consumer<List<Document>> insert) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var batch = new ArrayList<Document>(BATCH);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(Document.parse(line));
                if (batch.size() == BATCH) {
                    insert.accept(batch);
                    batch = new ArrayList<>(BATCH);
                }
            }
            if (!batch.isEmpty()) {
                insert.accept(batch);
            }
        }
    }

    /** Documents are numbered while they are inserted, so that each file is a range of them. */
    static Work ldjsonExport(Works works) throws IOException {
        var driver = works.driver();
        driver.dropDatabase();
        driver.create(CORPUS);
        var ranges = new ArrayList<Range>();
        int next = 0;
        for (var file : works.data().ldjson(works.scale())) {
            var numbers = new Numbering(next);
            load(file, batch -> driver.insertMany(numbers.numbered(batch), false));
            ranges.add(new Range(next, numbers.next, works.scratch().resolve(file.getFileName())));
            next = numbers.next;
        }
        long documents = next;
        return new Works.OnServer(driver) {
            @Override
            public void run() throws Exception {
                Crew.each(ranges, range -> range.write(driver));
            }

            @Override
            public void check() throws IOException {
                long written = 0;
                for (var range : ranges) {
                    written += count(range.file);
                }
                Work.expect("lines", documents, written);
            }

            @Override
            public void close() throws IOException {
                super.close();
                for (var range : ranges) {
                    Files.deleteIfExists(range.file);
                }
            }
        };
    }

    private static final class Numbering {
        private int next;

        Numbering(int first) {
            next = first;
        }

        List<Document> numbered(List<Document> documents) {
            documents.forEach(document -> document.put("_id", next++));
            return documents;
        }
    }

    /** The documents that go into one file. */
    private record Range(int from, int to, Path file) {
        void write(Driver driver) throws IOException {
            try (var out = Files.newBufferedWriter(file)) {
                driver.range(from, to, document -> {
                    try {
                        out.write(document.toJson());
                        out.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }
}
