package dev.weft.protocol.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings of field names, each made once: documents of one collection have the same names over and over. The table is shared by the whole
 * process and has a bound; of the names that find their place taken every eighth drives the other out, so that documents whose names are data
 * (keys made of addresses or days) do not cost more than their strings. Threads may race for a place: whoever loses it only makes its string
 * once more.
 */
final class FieldName {
    /** A longer name is taken for data: a key made of an address or the like, which would drive out those that come again. */
    static final int LONGEST = 48;

    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int PLACES = 4096;
    private static final @Nullable FieldName[] TABLE = new FieldName[PLACES];
    private static final int PATIENCE = 8;
    /** Counted without care: it only has to move. */
    private static int collisions;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** The first bytes, the lowest first; what is beyond the end of the name is zero, which no name holds. */
    private final long head;
    /** The last bytes of a name of more than eight; else 0. */
    private final long tail;

    private final byte[] utf8;
    private final String string;

    private FieldName(long head, long tail, byte[] utf8) {
        this.head = head;
        this.tail = tail;
        this.utf8 = utf8;
        this.string = new String(utf8, StandardCharsets.UTF_8);
    }

    /** The name of {@code length} bytes at {@code at}, which are followed by their zero byte. */
    static String of(byte[] bytes, int at, int length) {
        if (length > LONGEST || at > bytes.length - Long.BYTES) {
            return new String(bytes, at, length, StandardCharsets.UTF_8);
        }
        long head = (long) INT64.get(bytes, at);
        long tail = 0;
        if (length < Long.BYTES) {
            head &= (1L << (length * Byte.SIZE)) - 1;
        } else if (length > Long.BYTES) {
            tail = (long) INT64.get(bytes, at + length - Long.BYTES);
        }
        int place = place(head, tail, length);
        FieldName known = TABLE[place];
        if (known != null && known.head == head && known.tail == tail && known.isAt(bytes, at, length)) {
            return known.string;
        }
        if (known != null && ++collisions % PATIENCE != 0) {
            return new String(bytes, at, length, StandardCharsets.UTF_8);
        }
        FieldName made = new FieldName(head, tail, Arrays.copyOfRange(bytes, at, at + length));
        TABLE[place] = made;
        return made.string;
    }

    /** Head and tail say all of up to sixteen bytes, once the length is the same. */
    private boolean isAt(byte[] bytes, int at, int length) {
        if (utf8.length != length) {
            return false;
        }
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES) {
            if ((long) INT64.get(bytes, at + i) != (long) INT64.get(utf8, i)) {
                return false;
            }
        }
        return true;
    }

    private static int place(long head, long tail, int length) {
        long mixed = (head ^ (tail * MIX) ^ length) * MIX;
        return (int) (mixed >>> (Long.SIZE - 12));
    }
}
