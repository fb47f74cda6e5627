package dev.weft.protocol.transport;

import java.time.Duration;

/**
 * How a connection behaves.
 *
 * @param maxMessageBytes bytes a reply may have; a longer one closes the connection; 16 bytes to 1 GiB
 * @param lateReplyGrace how long a connection that was left waits for its late reply; zero closes it at once
 * @param initialBuffer bytes of the request buffer and of the smallest reply array; 64 bytes to 1 MiB
 */
public record WireOptions(int maxMessageBytes, Duration lateReplyGrace, int initialBuffer) {
    /** 48,000,000 bytes, one second, 4 KiB. */
    public static final WireOptions DEFAULT = new WireOptions(48_000_000, Duration.ofSeconds(1), 4096);

    public WireOptions {
        if (maxMessageBytes < 16 || maxMessageBytes > 1 << 30) {
            throw new IllegalArgumentException("maxMessageBytes must be 16 to 1 GiB, was " + maxMessageBytes);
        }
        if (lateReplyGrace.isNegative() || lateReplyGrace.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("lateReplyGrace must be 0 to 1 day, was " + lateReplyGrace);
        }
        if (initialBuffer < 64 || initialBuffer > 1 << 20) {
            throw new IllegalArgumentException("initialBuffer must be 64 bytes to 1 MiB, was " + initialBuffer);
        }
    }

    /** The same options with another grace. */
    public WireOptions lateReplyGrace(Duration grace) {
        return new WireOptions(maxMessageBytes, grace, initialBuffer);
    }
}
