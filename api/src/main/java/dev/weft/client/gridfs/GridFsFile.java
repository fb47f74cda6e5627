package dev.weft.client.gridfs;

import java.time.Instant;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * What a bucket knows of a file: its document in the files collection (GridFS specification, "Terms"). Fields of older drivers, such as
 * {@code md5}, are not in it; read the collection {@code NAME.files} for those.
 *
 * <p>What is missing in the document, or was left out by a projection, is what says nothing: the id {@code null} of BSON, an empty name, 0, the epoch, an empty
 * document.
 *
 * @param id its {@code _id}, an ObjectId unless the application chose another
 * @param filename its name, which several files may have
 * @param length its bytes
 * @param chunkSize bytes of each of its chunks but the last
 * @param uploaded when it was stored, to the millisecond; newer revisions have later dates
 * @param metadata what the application stored with it
 */
public record GridFsFile(
        BsonValue id, String filename, long length, int chunkSize, Instant uploaded, Document metadata) {
    /** {@return the key of this very file} */
    public FileKey key() {
        return FileKey.id(id);
    }
}
