package dev.weft.error;

import java.util.Optional;

/** A file of a GridFS bucket is missing, or its chunks are. */
@SuppressWarnings("serial")
public final class GridFsFailedException extends MongoException {
    /** What is wrong with the file. */
    public enum Kind {
        /** There is no such file. */
        FILE_MISSING,
        /** A chunk of the file is not there. */
        CHUNK_MISSING,
        /** A chunk of the file has the wrong number or size. */
        CHUNK_BROKEN
    }

    private final Kind kind;

    /**
     * A file that cannot be read.
     *
     * @param kind what is wrong
     * @param what which file and chunk
     */
    public GridFsFailedException(Kind kind, String what) {
        super(what, Optional.empty(), null);
        this.kind = kind;
    }

    /** {@return what is wrong with the file} */
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
