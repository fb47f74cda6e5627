package dev.weft.protocol.buffer;

import org.bson.BsonSerializationException;

/** The strings that are not all ASCII. */
final class Utf8 {
    private Utf8() {}

    /**
     * How many bytes the characters from {@code from} on take. Measured before anything is reserved, so that one accent in a long text does
     * not reserve three times its size.
     *
     * @param withoutZero whether the string ends with the first zero byte, and so can hold none
     * @throws BsonSerializationException when the string has no form in UTF-8, or holds such a zero
     */
    static int length(String value, int from, boolean withoutZero) {
        long bytes = 0;
        int length = value.length();
        int i = from;
        while (i < length) {
            int codePoint = value.codePointAt(i);
            if (codePoint == 0 && withoutZero) {
                throw new BsonSerializationException(
                        "A field name or regular expression cannot hold the character U+0000 (found at index " + i
                                + "): BSON ends it there. Remove the character.");
            }
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new BsonSerializationException("The string holds half of a surrogate pair at index " + i
                        + " and so has no form in UTF-8. Remove or complete it.");
            }
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += Character.charCount(codePoint);
        }
        return (int) Math.min(bytes, WireBuffer.MAX_CAPACITY);
    }

    /** Writes the characters from {@code from} on, which {@link #length} has measured; returns where they end. */
    static int write(String value, int from, byte[] target, int start) {
        int length = value.length();
        int at = start;
        int i = from;
        while (i < length) {
            int codePoint = value.codePointAt(i);
            at = write(codePoint, target, at);
            i += Character.charCount(codePoint);
        }
        return at;
    }

    private static int write(int codePoint, byte[] target, int start) {
        int at = start;
        if (codePoint < 0x80) {
            target[at++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            target[at++] = (byte) (0xC0 | (codePoint >> 6));
            target[at++] = continuation(codePoint);
        } else if (codePoint < 0x10000) {
            target[at++] = (byte) (0xE0 | (codePoint >> 12));
            target[at++] = continuation(codePoint >> 6);
            target[at++] = continuation(codePoint);
        } else {
            target[at++] = (byte) (0xF0 | (codePoint >> 18));
            target[at++] = continuation(codePoint >> 12);
            target[at++] = continuation(codePoint >> 6);
            target[at++] = continuation(codePoint);
        }
        return at;
    }

    private static byte continuation(int sixBits) {
        return (byte) (0x80 | (sixBits & 0x3F));
    }
}
