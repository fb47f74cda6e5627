package dev.weft.protocol.bson;

import dev.weft.protocol.WireFormatException.BadDocument;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The sizes of values, each checked against the bytes that are left for it (bsonspec.org, version 1.1). */
final class Values {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private Values() {}

    /** Bytes of the value at {@code at}, which with all its parts lies before {@code end}. */
    static int size(byte[] bytes, byte type, int at, int end) {
        return switch (type) {
            case BsonTypes.NULL, BsonTypes.UNDEFINED, BsonTypes.MIN_KEY, BsonTypes.MAX_KEY -> 0;
            case BsonTypes.BOOLEAN -> bool(bytes, at, end);
            case BsonTypes.INT32 -> fixed(4, at, end);
            case BsonTypes.DOUBLE, BsonTypes.DATE_TIME, BsonTypes.TIMESTAMP, BsonTypes.INT64 -> fixed(8, at, end);
            case BsonTypes.OBJECT_ID -> fixed(12, at, end);
            case BsonTypes.DECIMAL128 -> fixed(16, at, end);
            case BsonTypes.STRING, BsonTypes.JAVASCRIPT, BsonTypes.SYMBOL -> string(bytes, at, end);
            case BsonTypes.DOCUMENT, BsonTypes.ARRAY -> document(bytes, at, end);
            case BsonTypes.BINARY -> binary(bytes, at, end);
            case BsonTypes.REGULAR_EXPRESSION -> {
                int pattern = Elements.zeroByte(bytes, at, end);
                yield Elements.zeroByte(bytes, pattern + 1, end) + 1 - at;
            }
            case BsonTypes.DB_POINTER -> {
                int namespace = string(bytes, at, end);
                yield namespace + fixed(12, at + namespace, end);
            }
            case BsonTypes.JAVASCRIPT_WITH_SCOPE -> codeWithScope(bytes, at, end);
            default -> throw new BadDocument("No value of BSON has the type " + (type & 0xFF) + ".");
        };
    }

    static int fixed(int size, int at, int end) {
        if (size > end - at) {
            throw new BadDocument("A value of " + size + " bytes does not fit into the " + (end - at)
                    + " that are left of its document.");
        }
        return size;
    }

    static int bool(byte[] bytes, int at, int end) {
        fixed(1, at, end);
        if ((bytes[at] & 0xFE) != 0) {
            throw new BadDocument("A boolean is 0 or 1, not " + (bytes[at] & 0xFF) + ".");
        }
        return 1;
    }

    /** A length between {@code least} and what is left; {@code before} bytes lie between it and what it counts. */
    private static int length(byte[] bytes, int at, int end, int least, int before) {
        fixed(before, at, end);
        int length = (int) INT32.get(bytes, at);
        if (length < least || length > end - at - before) {
            throw new BadDocument("A value claims " + length + " bytes where between " + least + " and "
                    + (end - at - before) + " can be.");
        }
        return length;
    }

    static int string(byte[] bytes, int at, int end) {
        int length = length(bytes, at, end, 1, 4);
        if (bytes[at + 4 + length - 1] != 0) {
            throw new BadDocument("A string of " + length + " bytes does not end with a zero byte.");
        }
        return 4 + length;
    }

    static int document(byte[] bytes, int at, int end) {
        fixed(5, at, end);
        int length = (int) INT32.get(bytes, at);
        if (length < 5 || length > end - at) {
            throw new BadDocument(
                    "A document claims " + length + " bytes where between 5 and " + (end - at) + " can be.");
        }
        if (bytes[at + length - 1] != 0) {
            throw new BadDocument("A document of " + length + " bytes does not end with a zero byte.");
        }
        return length;
    }

    static int binary(byte[] bytes, int at, int end) {
        int length = length(bytes, at, end, 0, 5);
        boolean oldSubtype = bytes[at + 4] == 2;
        if (oldSubtype && (length < 4 || (int) INT32.get(bytes, at + 5) != length - 4)) {
            throw new BadDocument("A binary of subtype 2 and " + length + " bytes holds another length inside.");
        }
        return 5 + length;
    }

    private static int codeWithScope(byte[] bytes, int at, int end) {
        fixed(14, at, end);
        int total = (int) INT32.get(bytes, at);
        if (total < 14 || total > end - at) {
            throw new BadDocument("Code with scope claims " + total + " bytes where " + (end - at) + " are left.");
        }
        int code = string(bytes, at + 4, at + total);
        int scope = document(bytes, at + 4 + code, at + total);
        if (4 + code + scope != total) {
            throw new BadDocument(
                    "Code with scope claims " + total + " bytes, its parts have " + (4 + code + scope) + ".");
        }
        return total;
    }

    /** Where the scope begins in a code with scope that {@link #size} has accepted. */
    static int scopeOffset(byte[] bytes, int at) {
        return at + 8 + (int) INT32.get(bytes, at + 4);
    }
}
