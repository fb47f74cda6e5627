package dev.weft.protocol.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bson.BsonSerializationException;
import org.bson.io.BsonOutput;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A growable array of bytes that messages are written into, one after the other.
 *
 * <p>The array lives on the heap, because the fast paths of {@code org.bson} want arrays. It grows by at least half when it
 * is full, at once to the size of the last large message when it becomes large, and {@link #clear()} falls back to the initial capacity when the last message made it larger than what may
 * be kept, or when many in a row have needed little of it. A buffer that has reached its working size allocates nothing. It
 * belongs to one caller at a time.
 */
public final class WireBuffer implements BsonOutput {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    /** Some virtual machines cannot make an array of quite {@code Integer.MAX_VALUE} bytes. */
    static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    /** From here on an array grows by half. */
    private static final int LARGE = 1 << 20;

    private static final int OBJECT_ID_BYTES = 12;
    private static final int MAX_INDEX_BYTES = 11;
    private static final int SMALLEST_DOCUMENT = 5;

    private final int initialCapacity;
    private final Appetite appetite;
    private final Ascii ascii = new Ascii();
    private byte[] array;
    /** A view of {@link #array} for those who write into a ByteBuffer only; made anew with every new array. */
    private ByteBuffer view;

    private int position;
    /** Bytes of the last message that was large. */
    private int lastLarge;

    private @Nullable WireWriter writer;

    /**
     * Makes an empty buffer.
     *
     * @param initialCapacity bytes to begin with, at least 16
     * @param keptCapacity bytes up to which a grown array survives {@link #clear()}, at least the initial capacity
     */
    public WireBuffer(int initialCapacity, int keptCapacity) {
        if (initialCapacity < 16) {
            throw new IllegalArgumentException("initialCapacity must be at least 16, was " + initialCapacity);
        }
        if (keptCapacity < initialCapacity) {
            throw new IllegalArgumentException(
                    "keptCapacity must be at least initialCapacity (" + initialCapacity + "), was " + keptCapacity);
        }
        this.initialCapacity = initialCapacity;
        this.appetite = new Appetite(initialCapacity, keptCapacity);
        this.array = new byte[initialCapacity];
        this.view = ByteBuffer.wrap(array);
    }

    /** The bytes: those before {@link #position()} are written. Another array after a write that had to grow. */
    public byte[] array() {
        return array;
    }

    /** The number of bytes written, which is where the next byte goes. */
    public int position() {
        return position;
    }

    /** Forgets what was written, and gives a too large array away. */
    public void clear() {
        int used = position;
        position = 0;
        if (used > LARGE) {
            lastLarge = used;
        }
        if (appetite.isOver(array.length, used)) {
            LargeArrays.SHARED.giveBack(replace(new byte[initialCapacity]));
        }
    }

    /** Forgets what was written from {@code newPosition} on. */
    public void truncate(int newPosition) {
        if (newPosition < 0 || newPosition > position) {
            throw new IllegalArgumentException("cannot truncate " + position + " bytes to " + newPosition);
        }
        position = newPosition;
    }

    /**
     * A writer of BSON into this buffer, the same one as long as it is kept: at the end of a document it is ready for the next.
     * Whoever leaves it in the middle of a document calls {@link #dropWriter}.
     */
    public WireWriter writer() {
        WireWriter kept = writer;
        if (kept == null) {
            kept = new WireWriter(this);
            writer = kept;
        }
        return kept;
    }

    /** Forgets the writer; the next one is made anew. */
    public void dropWriter() {
        writer = null;
    }

    /** Makes room for {@code more} bytes after {@link #position()}. */
    public void ensure(int more) {
        if (more > array.length - position) {
            grow(more);
        }
    }

    /** Overwrites four bytes that were already written. */
    public void patchInt32(int at, int value) {
        if (at < 0 || at > position - Integer.BYTES) {
            throw new IllegalArgumentException("no four bytes written at " + at + " of " + position);
        }
        INT32.set(array, at, value);
    }

    @Override
    public int getPosition() {
        return position;
    }

    @Override
    public int getSize() {
        return position;
    }

    @Override
    public void truncateToPosition(int newPosition) {
        truncate(newPosition);
    }

    @Override
    public void writeBytes(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) {
        ensure(length);
        System.arraycopy(bytes, offset, array, position, length);
        position += length;
    }

    /**
     * Copies one whole document that begins at {@code offset}: as many bytes as it says it has, which may be fewer than there are.
     *
     * @throws BsonSerializationException when there are fewer, or it does not end with a zero byte
     */
    public void writeDocument(byte[] bytes, int offset, int length) {
        int size = length < SMALLEST_DOCUMENT ? 0 : (int) INT32.get(bytes, offset);
        if (size < SMALLEST_DOCUMENT || size > length || bytes[offset + size - 1] != 0) {
            throw new BsonSerializationException("A raw document of " + length + " bytes is none: it says that it has "
                    + size + ", or does not end with a zero byte.");
        }
        writeBytes(bytes, offset, size);
    }

    @Override
    public void writeByte(int value) {
        ensure(1);
        array[position++] = (byte) value;
    }

    @Override
    public void writeCString(String value) {
        writeCharacters(value, true);
    }

    /** The name of an element of an array: its place, in decimal digits, and a zero byte. */
    public void writeIndex(int place) {
        ensure(MAX_INDEX_BYTES);
        byte[] target = array;
        int end = position + digits(place);
        target[end] = 0;
        position = end + 1;
        int left = place;
        do {
            target[--end] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
    }

    private static int digits(int number) {
        int digits = 1;
        for (int left = number; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    @Override
    public void writeString(String value) {
        int start = position;
        ensure(Integer.BYTES);
        position += Integer.BYTES;
        writeCharacters(value, false);
        INT32.set(array, start, position - start - Integer.BYTES);
    }

    @Override
    public void writeDouble(double value) {
        writeInt64(Double.doubleToRawLongBits(value));
    }

    @Override
    public void writeInt32(int value) {
        ensure(Integer.BYTES);
        INT32.set(array, position, value);
        position += Integer.BYTES;
    }

    @Override
    public void writeInt32(int at, int value) {
        patchInt32(at, value);
    }

    @Override
    public void writeInt64(long value) {
        ensure(Long.BYTES);
        INT64.set(array, position, value);
        position += Long.BYTES;
    }

    @Override
    public void writeObjectId(ObjectId value) {
        ensure(OBJECT_ID_BYTES);
        value.putToByteBuffer(view.position(position));
        position += OBJECT_ID_BYTES;
    }

    /** Does nothing: writers close their output, and a buffer outlives its writers. */
    @Override
    public void close() {}

    /** Writes UTF-8 and a zero byte. Most strings are ASCII, so that is tried first, one byte per character. */
    private void writeCharacters(String value, boolean withoutZero) {
        int length = value.length();
        ensure(length + 1);
        int done = ascii.copy(value, withoutZero, view, position);
        position += done;
        if (done < length) {
            writeRest(value, done, withoutZero);
        } else {
            array[position++] = 0;
        }
    }

    private void writeRest(String value, int from, boolean withoutZero) {
        ensure(Utf8.length(value, from, withoutZero) + 1);
        int at = Utf8.write(value, from, array, position);
        array[at] = 0;
        position = at + 1;
    }

    private void grow(int more) {
        long needed = (long) position + more;
        if (more < 0 || needed > MAX_CAPACITY) {
            throw new BsonSerializationException("A message cannot hold " + needed + " bytes. Send less at a time.");
        }
        // What follows a large document is small, and must not cost another such array.
        long room = needed < LARGE ? needed : needed + needed / 8;
        // Large messages are often followed by others of their size: one that is beyond the usual grows to that at
        // once.
        long expected = lastLarge + lastLarge / 8L;
        long grown = array.length < LARGE ? 2L * array.length : Math.max(array.length / 2L * 3, expected);
        int capacity = (int) Math.min(Math.max(room, grown), MAX_CAPACITY);
        // A process that starts need not load the store.
        boolean large = capacity >= LargeArrays.SMALLEST;
        byte[] old =
                replace(large ? LargeArrays.SHARED.grown(array, position, capacity) : Arrays.copyOf(array, capacity));
        // The steps on the way to a first large message are not needed again, and would push out what is.
        if (large && old.length <= LARGE) {
            LargeArrays.SHARED.giveBack(old);
        }
    }

    /** All that can fail comes first: an array that is given back must be neither {@link #array} nor under {@link #view}. */
    private byte[] replace(byte[] next) {
        ByteBuffer nextView = ByteBuffer.wrap(next);
        byte[] old = array;
        array = next;
        view = nextView;
        return old;
    }
}
