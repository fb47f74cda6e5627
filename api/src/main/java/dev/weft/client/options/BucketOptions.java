package dev.weft.client.options;

/** The form of {@code bucket}. */
public interface BucketOptions {
    /**
     * Sets how large the chunks of new files are. Stored files keep theirs.
     *
     * @param bytes 1 to 16,000,000; 261,120 (255 KiB) unless set
     * @return this form
     * @throws IllegalArgumentException when no chunk can have this size
     */
    BucketOptions chunkSize(int bytes);
}
