package dev.weft.benchmarks.driverbench;

import java.util.Optional;

/** The tasks of the specification, in its order and by its names. */
public enum Task {
    FLAT_ENCODING("Flat BSON Encoding", 7_531, Counted.DOCUMENTS),
    FLAT_DECODING("Flat BSON Decoding", 7_531, Counted.DOCUMENTS),
    DEEP_ENCODING("Deep BSON Encoding", 2_284, Counted.DOCUMENTS),
    DEEP_DECODING("Deep BSON Decoding", 2_284, Counted.DOCUMENTS),
    FULL_ENCODING("Full BSON Encoding", 5_734, Counted.DOCUMENTS),
    FULL_DECODING("Full BSON Decoding", 5_734, Counted.DOCUMENTS),

    RUN_COMMAND("Run command", 13, Counted.DOCUMENTS),
    FIND_ONE("Find one by ID", 1_622, Counted.DOCUMENTS),
    SMALL_INSERT_ONE("Small doc insertOne", 275, Counted.DOCUMENTS),
    LARGE_INSERT_ONE("Large doc insertOne", 2_731_089, Counted.LARGE_DOCUMENTS),

    FIND_MANY("Find many and empty the cursor", 1_622, Counted.DOCUMENTS),
    SMALL_BULK_INSERT("Small doc bulk insert", 275, Counted.DOCUMENTS),
    LARGE_BULK_INSERT("Large doc bulk insert", 2_731_089, Counted.LARGE_DOCUMENTS),
    SMALL_COLLECTION_BULK("Small doc Collection BulkWrite insert", 275, Counted.DOCUMENTS),
    LARGE_COLLECTION_BULK("Large doc Collection BulkWrite insert", 2_731_089, Counted.LARGE_DOCUMENTS),
    SMALL_CLIENT_BULK("Small doc Client BulkWrite insert", 275, Counted.DOCUMENTS),
    LARGE_CLIENT_BULK("Large doc Client BulkWrite insert", 2_731_089, Counted.LARGE_DOCUMENTS),
    /** Each document is inserted and replaced, which counts twice, and deleted. */
    CLIENT_BULK_MIXED("Small doc Client BulkWrite Mixed Operations", 2 * 275, Counted.DOCUMENTS),
    COLLECTION_BULK_MIXED("Small doc Collection BulkWrite Mixed Operations", 2 * 275, Counted.DOCUMENTS),
    GRIDFS_UPLOAD("GridFS upload", 52_428_800, Counted.ONCE),
    GRIDFS_DOWNLOAD("GridFS download", 52_428_800, Counted.ONCE),

    LDJSON_IMPORT("LDJSON multi-file import", 5_650_000, Counted.FILES),
    LDJSON_EXPORT("LDJSON multi-file export", 5_650_000, Counted.FILES),
    GRIDFS_MULTI_UPLOAD("GridFS multi-file upload", 5_242_880, Counted.PHOTOS),
    GRIDFS_MULTI_DOWNLOAD("GridFS multi-file download", 5_242_880, Counted.PHOTOS);

    private final String title;
    private final long bytesEach;
    private final Counted counted;

    Task(String title, long bytesEach, Counted counted) {
        this.title = title;
        this.bytesEach = bytesEach;
        this.counted = counted;
    }

    /** What there are many of in a task. */
    enum Counted {
        DOCUMENTS,
        LARGE_DOCUMENTS,
        ONCE,
        FILES,
        PHOTOS
    }

    /** Its name in the specification. */
    public String title() {
        return title;
    }

    /** How many operations it has: documents, or files. */
    public int operations(Scale scale) {
        return switch (counted) {
            case DOCUMENTS -> scale.documents();
            case LARGE_DOCUMENTS -> scale.largeDocuments();
            case ONCE -> 1;
            case FILES -> scale.files();
            case PHOTOS -> scale.photos();
        };
    }

    /** What the score is counted in: the size of its data by the specification, in millions of bytes. */
    public double megabytes(Scale scale) {
        return bytesEach * (double) operations(scale) / 1_000_000;
    }

    /** The archive of its data, if it has any. */
    Optional<String> archive() {
        if (this == RUN_COMMAND) {
            return Optional.empty();
        }
        boolean bson = title.endsWith("BSON Encoding") || title.endsWith("BSON Decoding");
        boolean parallel = counted == Counted.FILES || counted == Counted.PHOTOS;
        return Optional.of(bson ? "extended_bson" : parallel ? "parallel" : "single_and_multi_document");
    }

    /**
     * How much of a task is done; the specification's, or less for a short round.
     *
     * @param documents of most tasks
     * @param largeDocuments of the tasks with the large document
     * @param files of the LDJSON tasks
     * @param photos files of the GridFS tasks with many
     */
    public record Scale(int documents, int largeDocuments, int files, int photos) {
        /** The specification's. */
        public static final Scale FULL = new Scale(10_000, 10, 100, 50);
    }
}
