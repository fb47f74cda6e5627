package dev.weft.protocol.bson;

import dev.weft.protocol.WireFormatException.BadDocument;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the elements of one document in a byte array, without an object per element.
 *
 * <p>Every name and value is known to lie within the document before {@link #next()} returns, and every step goes at
 * least two bytes forward, so hostile bytes give a {@link BadDocument} and nothing else. A cursor can be used again
 * with {@link #over}; it belongs to one caller at a time.
 */
public final class Elements {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final byte[] NOTHING = {};
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private byte[] bytes = NOTHING;
    /** Where the next element begins. */
    private int at;
    /** Where the document's closing zero byte is. */
    private int end;

    private byte type;
    private int nameOffset;
    private int nameLength;
    private int valueOffset;
    private int valueLength;

    /**
     * Begins with the document at {@code documentOffset}.
     *
     * @param limit the index that the document may not reach beyond
     * @return this cursor, before the first element
     */
    public Elements over(byte[] array, int documentOffset, int limit) {
        if (limit > array.length || documentOffset < 0 || documentOffset > limit - 5) {
            throw new BadDocument("No room for a document at " + documentOffset + " before " + limit + ".");
        }
        int size = (int) INT32.get(array, documentOffset);
        if (size < 5 || size > limit - documentOffset) {
            throw new BadDocument("A document claims " + size + " bytes where between 5 and " + (limit - documentOffset)
                    + " can be.");
        }
        if (array[documentOffset + size - 1] != 0) {
            throw new BadDocument("A document of " + size + " bytes does not end with a zero byte.");
        }
        bytes = array;
        at = documentOffset + Integer.BYTES;
        end = documentOffset + size - 1;
        return this;
    }

    /** Begins with the document or array that is the current element's value of another cursor. */
    public Elements over(Elements parent) {
        return over(parent.bytes, parent.documentOffset(), parent.valueOffset + parent.valueLength);
    }

    /** Lets go of the array, for whom the cursor outlives; there are no elements until {@link #over} again. */
    public void forget() {
        bytes = NOTHING;
        at = 0;
        end = 0;
    }

    /** Goes to the next element; false when there is none. */
    public boolean next() {
        if (at >= end) {
            return false;
        }
        byte nextType = bytes[at];
        int name = at + 1;
        int nameEnd = zeroByte(bytes, name, end);
        int value = nameEnd + 1;
        int size = Values.size(bytes, nextType, value, end);
        type = nextType;
        nameOffset = name;
        nameLength = nameEnd - name;
        valueOffset = value;
        valueLength = size;
        at = value + size;
        return true;
    }

    /** The type of the current element, as BSON numbers it. */
    public byte type() {
        return type;
    }

    public int nameOffset() {
        return nameOffset;
    }

    /** Bytes of the name, without the zero byte. */
    public int nameLength() {
        return nameLength;
    }

    /** Whether the name is these ASCII characters. */
    public boolean nameIs(byte[] asciiName) {
        return nameLength == asciiName.length
                && Arrays.equals(bytes, nameOffset, nameOffset + nameLength, asciiName, 0, asciiName.length);
    }

    public String name() {
        return new String(bytes, nameOffset, nameLength, StandardCharsets.UTF_8);
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** Bytes of the value. */
    public int valueLength() {
        return valueLength;
    }

    public boolean isDocument() {
        return type == BsonTypes.DOCUMENT;
    }

    public boolean isArray() {
        return type == BsonTypes.ARRAY;
    }

    public boolean isString() {
        return type == BsonTypes.STRING;
    }

    public boolean isNumber() {
        return type == BsonTypes.INT32 || type == BsonTypes.INT64 || type == BsonTypes.DOUBLE;
    }

    /** The value of an int32. */
    public int int32() {
        require(BsonTypes.INT32, "an int32");
        return (int) INT32.get(bytes, valueOffset);
    }

    /** The value of an int64; also the bits of a timestamp and the milliseconds of a date. */
    public long int64() {
        if (type != BsonTypes.INT64 && type != BsonTypes.TIMESTAMP && type != BsonTypes.DATE_TIME) {
            throw unexpected("an int64");
        }
        return (long) INT64.get(bytes, valueOffset);
    }

    /** The value of any number but a Decimal128, a fraction cut off. */
    public long asLong() {
        return switch (type) {
            case BsonTypes.INT32 -> (int) INT32.get(bytes, valueOffset);
            case BsonTypes.INT64 -> (long) INT64.get(bytes, valueOffset);
            case BsonTypes.DOUBLE -> (long) Double.longBitsToDouble((long) INT64.get(bytes, valueOffset));
            default -> throw unexpected("a number");
        };
    }

    /** The value of any number but a Decimal128. */
    public double asDouble() {
        return switch (type) {
            case BsonTypes.INT32 -> (int) INT32.get(bytes, valueOffset);
            case BsonTypes.INT64 -> (long) INT64.get(bytes, valueOffset);
            case BsonTypes.DOUBLE -> Double.longBitsToDouble((long) INT64.get(bytes, valueOffset));
            default -> throw unexpected("a number");
        };
    }

    /** The value of a boolean; a number is true if it is not zero, as servers take {@code ok: 1}. */
    public boolean bool() {
        return type == BsonTypes.BOOLEAN ? bytes[valueOffset] != 0 : asDouble() != 0;
    }

    public String string() {
        require(BsonTypes.STRING, "a string");
        return new String(bytes, valueOffset + Integer.BYTES, valueLength - Integer.BYTES - 1, StandardCharsets.UTF_8);
    }

    /** Where the document or array begins that is the current value. */
    public int documentOffset() {
        if (type != BsonTypes.DOCUMENT && type != BsonTypes.ARRAY) {
            throw unexpected("a document or an array");
        }
        return valueOffset;
    }

    /** Where the first element of a document or array lies that no element has been read of, or the next one. */
    public int nextOffset() {
        return at;
    }

    private void require(byte expected, String what) {
        if (type != expected) {
            throw unexpected(what);
        }
    }

    private BadDocument unexpected(String what) {
        return new BadDocument(
                "The field '" + name() + "' should be " + what + ", but has the BSON type " + (type & 0xFF) + ".");
    }

    /** Eight bytes at a time: most names are longer than a few. */
    static int zeroByte(byte[] array, int from, int end) {
        int i = from;
        while (i <= end - Long.BYTES) {
            long eight = (long) INT64.get(array, i);
            long zeros = (eight - LOWEST_BITS) & ~eight & HIGHEST_BITS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < end && array[i] != 0) {
            i++;
        }
        if (i >= end) {
            throw new BadDocument("A name or regular expression does not end within its document.");
        }
        return i;
    }
}
