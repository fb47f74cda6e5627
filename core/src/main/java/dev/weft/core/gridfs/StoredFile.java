package dev.weft.core.gridfs;

import dev.weft.error.GridFsFailedException;
import dev.weft.error.GridFsFailedException.Kind;
import org.bson.BsonValue;

/**
 * What has to be known of a file to read its chunks.
 *
 * @param id what its chunks name as {@code files_id}
 * @param length its bytes
 * @param chunkSize bytes of each chunk but the last
 */
public record StoredFile(BsonValue id, long length, int chunkSize) {
    /**
     * Checks that such a file can be read.
     *
     * @throws GridFsFailedException when the files document makes no sense
     */
    public StoredFile {
        if (length < 0 || (length > 0 && chunkSize < 1)) {
            throw new GridFsFailedException(
                    Kind.CHUNK_BROKEN,
                    "the files document of " + id + " says " + length + " bytes in chunks of " + chunkSize
                            + ", which no file has: store it again");
        }
    }

    /** How many chunks it has. */
    long chunks() {
        return length == 0 ? 0 : (length - 1) / chunkSize + 1;
    }

    /** How many bytes a chunk has to have. */
    int sizeOf(long n) {
        return (int) Math.min(chunkSize, length - n * chunkSize);
    }

    GridFsFailedException missing(long n) {
        return new GridFsFailedException(
                Kind.CHUNK_MISSING,
                "chunk " + n + " of the " + chunks() + " of file " + id
                        + " is not there: the file was deleted meanwhile or is damaged; store it again");
    }

    GridFsFailedException broken(String what) {
        return new GridFsFailedException(
                Kind.CHUNK_BROKEN,
                what + ", in file " + id + " of " + length + " bytes: it is damaged; store it again");
    }
}
