package dev.weft.client;

import dev.weft.client.gridfs.GridFsDownload;
import dev.weft.client.gridfs.GridFsFile;
import dev.weft.core.execute.Call;
import dev.weft.core.gridfs.ChunkSource;
import dev.weft.core.gridfs.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** A stored file to read. */
final class WeftDownload extends GridFsDownload {
    private final GridFsFile file;
    private final ChunkSource source;
    private boolean closed;

    WeftDownload(StoredFiles bucket, GridFsFile file, Call call) {
        this.file = file;
        this.source = new ChunkSource(
                bucket.wiring().engine().cursors(),
                bucket.inChunks(),
                call,
                new StoredFile(file.id(), file.length(), file.chunkSize()));
    }

    @Override
    public GridFsFile file() {
        return file;
    }

    @Override
    public void seek(long position) throws IOException {
        checkOpen();
        if (position < 0 || position > file.length()) {
            throw new IllegalArgumentException(
                    "the file has places from 0 to " + file.length() + ", and not " + position);
        }
        source.seek(position);
    }

    @Override
    public int read() throws IOException {
        checkOpen();
        return source.read();
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, b.length);
        checkOpen();
        return source.read(b, off, len);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return readNBytes(Integer.MAX_VALUE);
    }

    /** The size is known, so there is one array, and each byte is copied once. */
    @Override
    public byte[] readNBytes(int len) throws IOException {
        checkOpen();
        Ranges.notNegative("the number of bytes", len);
        long left = file.length() - source.position();
        if (left > Integer.MAX_VALUE && len == Integer.MAX_VALUE) {
            throw new OutOfMemoryError("a file with " + left + " bytes left fits into no array: use transferTo");
        }
        byte[] bytes = new byte[(int) Math.min(len, left)];
        readNBytes(bytes, 0, bytes.length);
        if (len > bytes.length) {
            source.read();
        }
        return bytes;
    }

    @Override
    public long skip(long n) throws IOException {
        checkOpen();
        long skipped = Math.clamp(n, 0, file.length() - source.position());
        source.seek(source.position() + skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        return source.available();
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        checkOpen();
        return source.writeTo(out);
    }

    @Override
    public void close() {
        closed = true;
        source.close();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the download of '" + file.filename() + "' is closed: open another one");
        }
    }
}
