package dev.weft.core.gridfs;

import dev.weft.protocol.bson.Elements;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bson.BsonBinarySubType;
import org.bson.BsonType;
import org.bson.RawBsonDocument;

/** One chunk of a file where it lies in the reply that has brought it. Used again for each chunk. */
final class Chunk {
    /** No chunk is at hand. */
    static final long NONE = -1;

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = {};
    private static final byte[] N = {'n'};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final Elements elements = new Elements();
    private byte[] array = NOTHING;
    private int offset;
    private int length;
    private long n = NONE;

    /** Which chunk it is. */
    long n() {
        return n;
    }

    /** Holds its bytes, and others. */
    byte[] array() {
        return array;
    }

    /** Where its bytes begin. */
    int offset() {
        return offset;
    }

    /** How many bytes it has. */
    int length() {
        return length;
    }

    void forget() {
        n = NONE;
        array = NOTHING;
    }

    /**
     * Takes the next chunk, which must be the one expected (GridFS specification, "File Download").
     *
     * @throws dev.weft.error.GridFsFailedException when it is another one, or not of its size
     */
    void take(RawBsonDocument document, StoredFile file, long expected) {
        forget();
        long found = read(document, file);
        if (found > expected) {
            throw file.missing(expected);
        }
        if (found < expected) {
            throw file.broken("chunk " + found + " comes where chunk " + expected + " should");
        }
        if (length != file.sizeOf(expected)) {
            throw file.broken(
                    "chunk " + expected + " has " + length + " bytes and should have " + file.sizeOf(expected));
        }
        n = expected;
    }

    private long read(RawBsonDocument document, StoredFile file) {
        byte[] bytes = document.getBackingArray();
        int start = document.getByteOffset();
        elements.over(bytes, start, start + document.getByteLength());
        long number = NONE;
        boolean data = false;
        while (elements.next()) {
            if (elements.nameIs(N) && elements.isNumber()) {
                number = elements.asLong();
            } else if (elements.nameIs(DATA) && elements.type() == BsonType.BINARY.getValue()) {
                point(bytes, elements.valueOffset());
                data = true;
            }
        }
        if (number == NONE || !data) {
            throw file.broken("a chunk has no number, or no binary data");
        }
        return number;
    }

    /** A binary is its size, its subtype and its bytes; the old subtype begins them with their size once more. */
    private void point(byte[] bytes, int value) {
        int header = Integer.BYTES + 1;
        boolean old = bytes[value + Integer.BYTES] == BsonBinarySubType.OLD_BINARY.getValue();
        int twice = old ? Integer.BYTES : 0;
        array = bytes;
        offset = value + header + twice;
        length = (int) INT32.get(bytes, value) - twice;
    }
}
