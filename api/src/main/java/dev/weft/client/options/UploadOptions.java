package dev.weft.client.options;

import org.bson.BsonValue;
import org.bson.Document;

/** The form of an upload into a bucket. */
public interface UploadOptions {
    /**
     * Sets the file's {@code _id}, which no other file of the bucket may have.
     *
     * @param id of any type; an ObjectId is made unless set
     * @return this form
     */
    UploadOptions id(BsonValue id);

    /**
     * Sets how large its chunks are.
     *
     * @param bytes 1 to 16,000,000; the bucket's unless set
     * @return this form
     * @throws IllegalArgumentException when no chunk can have this size
     */
    UploadOptions chunkSize(int bytes);

    /**
     * Stores a document with the file; {@code find} can look into it.
     *
     * @param document anything; nothing is stored unless set
     * @return this form
     */
    UploadOptions metadata(Document document);
}
