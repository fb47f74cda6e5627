package dev.weft.protocol;

/**
 * What a peer may send at most. Both are agreed on in the handshake; until then the defaults hold.
 *
 * @param maxMessageBytes bytes of a whole message, at least 16
 * @param maxDocumentBytes bytes of one document of a message, at least 5
 */
public record WireLimits(int maxMessageBytes, int maxDocumentBytes) {
    /** What servers allow since 3.6: 48,000,000 bytes, and 16 MiB with 16 KiB for the command around a document. */
    public static final WireLimits DEFAULT = new WireLimits(48_000_000, 16 * 1024 * 1024 + 16 * 1024);

    public WireLimits {
        if (maxMessageBytes < MessageHeader.SIZE) {
            throw new IllegalArgumentException("maxMessageBytes must be at least 16, was " + maxMessageBytes);
        }
        if (maxDocumentBytes < 5) {
            throw new IllegalArgumentException("maxDocumentBytes must be at least 5, was " + maxDocumentBytes);
        }
    }
}
