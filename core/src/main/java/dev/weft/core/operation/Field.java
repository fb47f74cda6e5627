package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;

/**
 * The options a command may carry: one row each, with the server's name and the shape of the value. {@link Options} holds them, and the
 * commands say which of them they write where.
 */
public enum Field {
    FILTER("filter", Shape.DOCUMENT),
    PROJECTION("projection", Shape.DOCUMENT),
    SORT("sort", Shape.DOCUMENT),
    SKIP("skip", Shape.INT64),
    /** Negative: at most as many, and nothing kept open on the server. */
    LIMIT("limit", Shape.INT64),
    BATCH_SIZE("batchSize", Shape.INT32),
    /** The keys of an index, or its name. */
    HINT("hint", Shape.HINT),
    MIN("min", Shape.DOCUMENT),
    MAX("max", Shape.DOCUMENT),
    LET("let", Shape.DOCUMENT),
    ALLOW_DISK_USE("allowDiskUse", Shape.BOOLEAN),
    ALLOW_PARTIAL_RESULTS("allowPartialResults", Shape.BOOLEAN),
    NO_CURSOR_TIMEOUT("noCursorTimeout", Shape.BOOLEAN),
    RETURN_KEY("returnKey", Shape.BOOLEAN),
    SHOW_RECORD_ID("showRecordId", Shape.BOOLEAN),
    TAILABLE("tailable", Shape.BOOLEAN),
    AWAIT_DATA("awaitData", Shape.BOOLEAN),
    COLLATION("collation", Shape.COLLATION),
    /** Any value a codec can write. */
    COMMENT("comment", Shape.VALUE),
    UPSERT("upsert", Shape.BOOLEAN),
    ARRAY_FILTERS("arrayFilters", Shape.DOCUMENTS),
    BYPASS_DOCUMENT_VALIDATION("bypassDocumentValidation", Shape.BOOLEAN),
    ORDERED("ordered", Shape.BOOLEAN),
    AUTHORIZED_COLLECTIONS("authorizedCollections", Shape.BOOLEAN),
    AUTHORIZED_DATABASES("authorizedDatabases", Shape.BOOLEAN),
    NAME_ONLY("nameOnly", Shape.BOOLEAN),
    /** How many members must have built an index: a number, or a word. */
    COMMIT_QUORUM("commitQuorum", Shape.VALUE),
    /** Left out where the server does not know it (CRUD specification, "rawData"). */
    RAW_DATA("rawData", Shape.BOOLEAN),
    /** A field newer than this driver, see {@link Options.Custom}. The only one that may be given several times. */
    CUSTOM("", Shape.CUSTOM),

    // What follows steers the driver and is never written as it stands.

    /** The server's own limit for one command; left out when a timeout is set (timeouts specification). */
    MAX_TIME("maxTimeMS", Shape.DURATION),
    /** How long the server waits for new data in a {@code getMore} of a tailable cursor. */
    MAX_AWAIT("maxAwaitTimeMS", Shape.DURATION),
    /** The user's timeout for the call; zero: none, whatever the handle says. */
    TIMEOUT("timeoutMS", Shape.DURATION),
    TIMEOUT_MODE("timeoutMode", Shape.TIMEOUT_MODE),
    RETURN_DOCUMENT("returnDocument", Shape.RETURN_DOCUMENT);

    /** What the value is in Java. */
    enum Shape {
        BOOLEAN,
        INT32,
        INT64,
        DOCUMENT,
        DOCUMENTS,
        HINT,
        COLLATION,
        VALUE,
        CUSTOM,
        DURATION,
        TIMEOUT_MODE,
        RETURN_DOCUMENT
    }

    /** The wire version of MongoDB 8.2. */
    private static final int RAW_DATA_SINCE = 27;

    private static final long SENT = sent();

    private final String word;
    private final Shape shape;

    Field(String word, Shape shape) {
        this.word = word;
        this.shape = shape;
    }

    /** The server's name for it. */
    public String word() {
        return word;
    }

    Shape shape() {
        return shape;
    }

    @SuppressWarnings("EnumOrdinal") // A bit in a mask that lives no longer than the process.
    long bit() {
        return 1L << ordinal();
    }

    /** The fields a command carries at its top level, unless it says otherwise. */
    static long sent(ConnectionDescription to) {
        return to.maxWireVersion() < RAW_DATA_SINCE ? SENT & ~RAW_DATA.bit() : SENT;
    }

    static long bits(Field... fields) {
        long bits = 0;
        for (Field field : fields) {
            bits |= field.bit();
        }
        return bits;
    }

    private static long sent() {
        long bits = 0;
        for (Field field : values()) {
            switch (field.shape) {
                case BOOLEAN, INT32, INT64, DOCUMENT, DOCUMENTS, HINT, COLLATION, VALUE, CUSTOM -> bits |= field.bit();
                case DURATION, TIMEOUT_MODE, RETURN_DOCUMENT -> {}
            }
        }
        return bits;
    }
}
