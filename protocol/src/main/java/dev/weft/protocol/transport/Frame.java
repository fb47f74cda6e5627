package dev.weft.protocol.transport;

import java.util.Arrays;

/**
 * The bytes of one message, header included: the first {@link #length()} of {@link #array()}.
 *
 * <p>The object and the array belong to the connection and are used again: both are valid until {@link
 * WireConnection#done()}, {@link WireConnection#next} or {@link WireConnection#detach()}.
 */
public final class Frame {
    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private int length;

    Frame() {}

    /** The array that holds the message at its beginning; it may be longer than the message. */
    public byte[] array() {
        return array;
    }

    /** Bytes of the message. */
    public int length() {
        return length;
    }

    void hold(byte[] bytes, int size) {
        array = bytes;
        length = size;
    }

    void forget() {
        array = NOTHING;
        length = 0;
    }

    /** Whether the message fills so much of the array that it may take it along. */
    boolean fillsArray() {
        return length >= array.length - array.length / 4;
    }

    /** The array itself if the message fills most of it, else a copy of exact size. */
    byte[] take() {
        byte[] taken = fillsArray() ? array : Arrays.copyOf(array, length);
        forget();
        return taken;
    }
}
