package dev.weft.client.gridfs;

import dev.weft.client.FindQuery;
import dev.weft.client.Handle;
import dev.weft.client.options.UploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * A bucket of files in a database (GridFS specification): the collection {@code NAME.files} has a document per file, {@code NAME.chunks} its
 * bytes. A handle like others: immutable, shared freely, without I/O until a call is made.
 *
 * <p>Reads have the bucket's read preference and read concern, writes its write concern: those of its database, unless
 * {@link Handle#with} has changed them. The bucket's timeout, and the time box or scope it is bound to, is one deadline for each call here, however many
 * commands that takes, and for the whole life of each stream. Where a call reads from or writes to a stream of yours, that stream may take
 * longer: it knows nothing of the deadline.
 *
 * <p>The two indexes that files need are created before the first upload through a bucket and its copies, if the bucket is empty then.
 * Before that the primary is asked whether it is.
 *
 * <p>The calls that name one file fail with a {@link dev.weft.error.GridFsFailedException} of kind {@code FILE_MISSING} when there is none.
 * Unacknowledged writes can't know.
 *
 * <p>GridFS is not for transactions: they are shorter than files. Works with all servers that Weft works with.
 */
public interface GridFsBucket extends Handle<GridFsBucket> {
    /** {@return its name, which its two collections begin with} */
    String name();

    /** {@return bytes per chunk of what is uploaded, unless the upload says otherwise; 261,120 (255 KiB) unless the bucket says otherwise} */
    int chunkSize();

    /** {@return a query for all files} */
    FindQuery<GridFsFile> find();

    /**
     * A query for files. The filter is about the documents of the files collection, whose fields are {@code _id}, {@code filename}, {@code length}, {@code chunkSize},
     * {@code uploadDate} and {@code metadata}: {@code eq("metadata.by", "Ada")}. It is sent as it is.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return the query, sent by its last word
     */
    FindQuery<GridFsFile> find(Bson filter);

    /**
     * Stores a file, reading it to its end straight into chunks. The source is not closed. When it fails, the chunks that were stored are
     * deleted, and its failure is thrown; what the deletion failed with is suppressed in it.
     *
     * @param filename its name; a name that others have makes it their newest revision
     * @param source what to store
     * @return what was stored
     * @throws IOException when the source fails
     * @throws dev.weft.error.MongoException when the file could not be stored; chunks may be left
     */
    GridFsFile upload(String filename, InputStream source) throws IOException;

    /**
     * Stores a file, as above.
     *
     * @param filename its name; a name that others have makes it their newest revision
     * @param source what to store
     * @param o fills in the form
     * @return what was stored
     * @throws IOException when the source fails
     * @throws IllegalArgumentException when the form has what no file can have
     * @throws dev.weft.error.MongoException when the file could not be stored; chunks may be left
     */
    GridFsFile upload(String filename, InputStream source, Consumer<? super UploadOptions> o) throws IOException;

    /**
     * Writes a file to a target, straight from the server's replies. The target is neither flushed nor closed.
     *
     * @param key which file
     * @param target where to
     * @return what is known of the file
     * @throws IOException when the target fails
     * @throws dev.weft.error.GridFsFailedException when there is no such file or revision, or one of its chunks is missing or broken; bytes
     *     may have been written then
     */
    GridFsFile download(FileKey key, OutputStream target) throws IOException;

    /**
     * Begins to store a file. Nothing is sent before the first chunks are full.
     *
     * @param filename its name; a name that others have makes it their newest revision
     * @return where to write it; close it
     */
    GridFsUpload openUpload(String filename);

    /**
     * Begins to store a file, as above.
     *
     * @param filename its name; a name that others have makes it their newest revision
     * @param o fills in the form
     * @return where to write it; close it
     * @throws IllegalArgumentException when the form has what no file can have
     */
    GridFsUpload openUpload(String filename, Consumer<? super UploadOptions> o);

    /**
     * Begins to read a file: asks for what is known of it.
     *
     * @param key which file
     * @return its bytes; close it
     * @throws dev.weft.error.GridFsFailedException when there is no such file or revision
     */
    GridFsDownload openDownload(FileKey key);

    /**
     * Renames a file, or all revisions of a name.
     *
     * @param key which; a name without a revision, for all are renamed
     * @param filename the new name
     * @throws IllegalArgumentException when the key names one revision: find it and rename it by its id
     * @throws dev.weft.error.GridFsFailedException when there is no such file
     */
    void rename(FileKey key, String filename);

    /**
     * Deletes a file, or all revisions of a name: first what makes it a file, then its chunks. Chunks of an id that is no file's, which an upload that failed may have
     * left, are deleted before the call fails.
     *
     * @param key which; a name without a revision, for all are deleted
     * @throws IllegalArgumentException when the key names one revision: find it and delete it by its id
     * @throws dev.weft.error.GridFsFailedException when there is no such file
     */
    void delete(FileKey key);

    /** Drops both collections, with all files. That there are none is fine. */
    void drop();
}
