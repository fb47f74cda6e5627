package dev.weft.benchmarks.driverbench;

import dev.weft.benchmarks.driverbench.Task.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bson.Document;

/**
 * The tasks with one caller and without files.
 *
 * @param driver whom they are for
 * @param data what they are about
 * @param scale how much of it
 * @param scratch a folder for files that tasks write
 */
record Works(Driver driver, DataSet data, Scale scale, Path scratch) {
    private static final String CORPUS = "corpus";
    private static final int COLLECTIONS = 10;

    /** Sets a task up; empty when the driver does not offer what it takes. */
    Optional<Work> open(Task task) throws Exception {
        return switch (task) {
            case FLAT_ENCODING -> Optional.of(BsonWorks.encoding(this, data.flat()));
            case FLAT_DECODING -> Optional.of(BsonWorks.decoding(this, data.flat()));
            case DEEP_ENCODING -> Optional.of(BsonWorks.encoding(this, data.deep()));
            case DEEP_DECODING -> Optional.of(BsonWorks.decoding(this, data.deep()));
            case FULL_ENCODING -> Optional.of(BsonWorks.encoding(this, data.full()));
            case FULL_DECODING -> Optional.of(BsonWorks.decoding(this, data.full()));
            case RUN_COMMAND -> Optional.of(runCommand());
            case FIND_ONE -> Optional.of(findOne());
            case SMALL_INSERT_ONE -> Optional.of(insertOne(data.small(), scale.documents()));
            case LARGE_INSERT_ONE -> Optional.of(insertOne(data.large(), scale.largeDocuments()));
            case FIND_MANY -> Optional.of(findMany());
            case SMALL_BULK_INSERT -> Optional.of(insertMany(data.small(), scale.documents()));
            case LARGE_BULK_INSERT -> Optional.of(insertMany(data.large(), scale.largeDocuments()));
            case SMALL_COLLECTION_BULK -> Optional.of(bulkInsert(data.small(), scale.documents(), false));
            case LARGE_COLLECTION_BULK -> Optional.of(bulkInsert(data.large(), scale.largeDocuments(), false));
            case SMALL_CLIENT_BULK -> Optional.of(bulkInsert(data.small(), scale.documents(), true));
            case LARGE_CLIENT_BULK -> Optional.of(bulkInsert(data.large(), scale.largeDocuments(), true));
            case CLIENT_BULK_MIXED -> Optional.of(mixedOnClient());
            case COLLECTION_BULK_MIXED -> Optional.of(mixedOnCollection());
            case LDJSON_IMPORT -> Optional.of(Parallel.ldjsonImport(this));
            case LDJSON_EXPORT -> Optional.of(Parallel.ldjsonExport(this));
            case GRIDFS_UPLOAD, GRIDFS_DOWNLOAD, GRIDFS_MULTI_UPLOAD, GRIDFS_MULTI_DOWNLOAD -> {
                var files = driver.files();
                yield files.isPresent() ? Optional.of(FileWorks.open(task, this, files.get())) : Optional.empty();
            }
        };
    }

    private Work runCommand() {
        var hello = new Document("hello", true);
        return () -> {
            for (int i = 0; i < scale.documents(); i++) {
                if (driver.runCommand(hello).isEmpty()) {
                    throw new IllegalStateException("an empty reply");
                }
            }
        };
    }

    private Work findOne() {
        var tweet = data.tweet();
        fill(numbered -> new Document("_id", numbered.size() + 1), tweet);
        return new OnServer(driver) {
            @Override
            public void run() {
                for (int id = 1; id <= scale.documents(); id++) {
                    if (driver.findById(id).isEmpty()) {
                        throw new IllegalStateException("nothing has the _id " + id);
                    }
                }
            }
        };
    }

    private Work findMany() {
        fill(any -> new Document(), data.tweet());
        return new OnServer(driver) {
            private long drained;

            @Override
            public void run() {
                drained = driver.drain();
            }

            @Override
            public void check() {
                Work.expect("documents", scale.documents(), drained);
            }
        };
    }

    /** Inserts as many copies as the scale says, each beginning with fields of its own. */
    private void fill(Function<List<Document>, Document> first, Document rest) {
        driver.dropDatabase();
        var documents = new ArrayList<Document>(scale.documents());
        for (int i = 0; i < scale.documents(); i++) {
            var document = first.apply(documents);
            rest.forEach(document::putIfAbsent);
            documents.add(document);
        }
        driver.insertMany(documents, true);
    }

    private Work insertOne(Document document, int times) {
        return new Inserting(this, times) {
            @Override
            public void run() {
                for (int i = 0; i < times; i++) {
                    // The official driver leaves the _id it has made in the document; the next insert shall have
                    // another.
                    document.remove("_id");
                    driver.insertOne(document);
                }
            }
        };
    }

    private Work insertMany(Document document, int times) {
        return new Inserting(this, times) {
            private List<Document> copies = List.of();

            @Override
            public void before() {
                super.before();
                copies = copies(document, times);
            }

            @Override
            public void run() {
                driver.insertMany(copies, true);
            }
        };
    }

    private static List<Document> copies(Document document, int times) {
        var copies = new ArrayList<Document>(times);
        for (int i = 0; i < times; i++) {
            copies.add(new Document(document));
        }
        return copies;
    }

    private Work bulkInsert(Document document, int times, boolean byClient) {
        var writes = copies(document, times).stream()
                .map(copy -> new Driver.Write(Driver.Write.Kind.INSERT, CORPUS, copy))
                .toList();
        var bulk = byClient ? driver.clientBulk(writes) : driver.collectionBulk(writes);
        return new Inserting(this, times) {
            @Override
            public void run() {
                bulk.run();
            }
        };
    }

    private Work mixedOnCollection() {
        var bulk = driver.collectionBulk(mixed(i -> CORPUS));
        return new Inserting(this, 0) {
            @Override
            public void run() {
                bulk.run();
            }
        };
    }

    private Work mixedOnClient() {
        var bulk = driver.clientBulk(mixed(i -> CORPUS + "_" + (i % COLLECTIONS + 1)));
        return new OnServer(driver) {
            @Override
            public void before() {
                driver.dropDatabase();
                each(driver::create);
            }

            @Override
            public void run() {
                bulk.run();
            }

            @Override
            public void check() {
                each(name -> Work.expect("documents left in " + name, 0, driver.count(name)));
            }

            private void each(Consumer<String> action) {
                for (int i = 1; i <= COLLECTIONS; i++) {
                    action.accept(CORPUS + "_" + i);
                }
            }
        };
    }

    private List<Driver.Write> mixed(IntFunction<String> collection) {
        var small = data.small();
        var writes = new ArrayList<Driver.Write>(3 * scale.documents());
        for (int i = 0; i < scale.documents(); i++) {
            var name = collection.apply(i);
            writes.add(new Driver.Write(Driver.Write.Kind.INSERT, name, new Document(small)));
            writes.add(new Driver.Write(Driver.Write.Kind.REPLACE, name, new Document(small)));
            writes.add(new Driver.Write(Driver.Write.Kind.DELETE, name, new Document()));
        }
        return writes;
    }

    /** Drops the database when all is over. */
    abstract static class OnServer implements Work {
        private final Driver driver;

        OnServer(Driver driver) {
            this.driver = driver;
        }

        @Override
        public void close() throws IOException {
            driver.dropDatabase();
        }
    }

    /** Begins each iteration with an empty collection, and leaves so many documents in it. */
    abstract static class Inserting extends OnServer {
        private final Works works;
        private final long left;

        Inserting(Works works, long left) {
            super(works.driver);
            this.works = works;
            this.left = left;
            works.driver.dropDatabase();
        }

        @Override
        public void before() {
            works.driver.create(CORPUS);
        }

        @Override
        public void check() {
            Work.expect("documents", left, works.driver.count(CORPUS));
        }
    }
}
