package dev.weft.client.gridfs;

import java.io.IOException;
import java.io.OutputStream;
import org.bson.BsonValue;

/**
 * A file on its way into a bucket: what is written becomes chunks, about one megabyte of them to a message (one chunk, if it is larger),
 * and {@link #close} stores the file. Until then nobody can find it.
 *
 * <p>One array of the size of a message, and as much again in a connection while it is sent, is all the memory that a stream needs;
 * {@link #flush} does nothing, for all chunks but the last must be full.
 *
 * <p>After a failure of the server or the network the chunks that were stored stay, as the GridFS specification ("File Upload", "Operation Failure") demands; the
 * stream takes no more, {@code close()} stores nothing, and {@link #abort()} tries to remove them.
 *
 * <p>When what is to be written fails half-way, call {@link #abort} before {@code close()}, which can't know. {@link GridFsBucket#upload}
 * does so by itself.
 *
 * <p>If the bucket has a timeout, or is bound to a time box, that is one deadline for all the stream does, from its opening to the end of
 * {@code close()}.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public abstract class GridFsUpload extends OutputStream {
    /** For implementations. */
    protected GridFsUpload() {}

    /** {@return the {@code _id} that the file will have} */
    public abstract BsonValue id();

    /**
     * Takes a byte.
     *
     * @param b its lowest eight bits
     * @throws IOException when the stream is closed or aborted, or has failed before
     * @throws dev.weft.error.MongoException when chunks could not be sent
     */
    @Override
    public abstract void write(int b) throws IOException;

    /**
     * Takes bytes.
     *
     * @param b holds them; may be changed once this returns
     * @param off where they begin
     * @param len how many
     * @throws IOException when the stream is closed or aborted, or has failed before
     * @throws dev.weft.error.MongoException when chunks could not be sent
     */
    @Override
    public abstract void write(byte[] b, int off, int len) throws IOException;

    /**
     * Gives the file up, and deletes the chunks that were stored. A second call does nothing, unless the first has failed.
     *
     * <p>Where the upload has failed because its id is another file's ({@link dev.weft.error.DuplicateKeyException}), nothing is deleted: the
     * chunks may be those of the other file.
     *
     * @throws IllegalStateException when the file is stored: delete it by its id
     * @throws dev.weft.error.MongoException when chunks could not be deleted
     */
    public abstract void abort();

    /**
     * Sends what is left and stores the file. Does nothing when the stream was closed or aborted, or has failed before.
     *
     * @throws dev.weft.error.MongoException when the file could not be stored
     */
    @Override
    public abstract void close();
}
