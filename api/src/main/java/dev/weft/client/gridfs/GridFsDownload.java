package dev.weft.client.gridfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A stored file to read. Chunks come in batches of about four megabytes, of which one is kept; each is checked for its number and size.
 * {@link #read(byte[], int, int)}, {@link #readAllBytes} and {@link #transferTo} copy from the server's reply straight to where the bytes
 * are wanted.
 *
 * <p>Instead of a mark, which it has not, a stream can {@linkplain #seek go} anywhere, which asks the server for nothing until the next
 * read, and then for one chunk before it asks for batches again. {@link #available} is what is left of the chunk at hand.
 *
 * <p>A read that fails has not moved: it can be tried again. The failures are {@link dev.weft.error.MongoException}s, and among them a
 * {@link dev.weft.error.GridFsFailedException} for a chunk that is missing or broken. What lies behind the last byte that is read is
 * checked only when the end is asked for.
 *
 * <p>If the bucket has a timeout, or is bound to a time box, that is one deadline for all reads, from the opening on.
 *
 * <p>Close it, or a cursor stays open on the server for a while. Not thread-safe: one thread at a time.
 */
public abstract class GridFsDownload extends InputStream {
    /** For implementations. */
    protected GridFsDownload() {}

    /** {@return what is known of the file} */
    public abstract GridFsFile file();

    /**
     * Goes to a place in the file.
     *
     * @param position counted in bytes from 0, at most the file's length, which is its end
     * @throws IllegalArgumentException when the file has no such place
     * @throws IOException when the stream is closed
     */
    public abstract void seek(long position) throws IOException;

    @Override
    public abstract int read(byte[] b, int off, int len) throws IOException;

    @Override
    public abstract long skip(long n) throws IOException;

    @Override
    public abstract int available() throws IOException;

    @Override
    public abstract long transferTo(OutputStream out) throws IOException;

    /** Ends the stream; a cursor that is open on the server is closed. Later calls do nothing. */
    @Override
    public abstract void close();
}
