package dev.weft.protocol.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonDbPointer;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What codecs read from: documents where they lie in an array. It does what the reader of {@code org.bson} does, without an object per
 * document, name or number, and trusts no length: whatever the bytes, nothing is read beyond the document.
 *
 * <p>It can be used again with {@link #over}; it belongs to one caller at a time.
 */
public final class WireReader extends Structure {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int OBJECT_ID_BYTES = 12;
    /** The subtype of binaries whose length stands there twice. */
    private static final byte OLD_BINARY = 2;

    private @Nullable Object attachment;

    /**
     * Begins with the document at {@code offset}.
     *
     * @param limit the index that the document may not reach beyond
     * @return this reader, before the start of the document
     * @throws dev.weft.protocol.WireFormatException.BadDocument from here on, whenever the bytes are no document
     */
    public WireReader over(byte[] array, int offset, int limit) {
        begin(array, offset, limit);
        return this;
    }

    /** What a codec keeps here to use it again for the next document; null at first. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Keeps something for the next document. */
    public void attach(Object kept) {
        attachment = kept;
    }

    @Override
    public int readInt32() {
        expect(BsonType.INT32);
        return (int) INT32.get(bytes, fixed(Integer.BYTES));
    }

    @Override
    public long readInt64() {
        return bits(BsonType.INT64);
    }

    @Override
    public long readDateTime() {
        return bits(BsonType.DATE_TIME);
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(bits(BsonType.DOUBLE));
    }

    @Override
    public BsonTimestamp readTimestamp() {
        return new BsonTimestamp(bits(BsonType.TIMESTAMP));
    }

    private long bits(BsonType wanted) {
        expect(wanted);
        return (long) INT64.get(bytes, fixed(Long.BYTES));
    }

    @Override
    public boolean readBoolean() {
        expect(BsonType.BOOLEAN);
        int value = at;
        passed(Values.bool(bytes, value, end));
        return bytes[value] != 0;
    }

    @Override
    public ObjectId readObjectId() {
        expect(BsonType.OBJECT_ID);
        return objectId(fixed(OBJECT_ID_BYTES));
    }

    private ObjectId objectId(int value) {
        return new ObjectId(ByteBuffer.wrap(bytes, value, OBJECT_ID_BYTES));
    }

    @Override
    public Decimal128 readDecimal128() {
        expect(BsonType.DECIMAL128);
        int low = fixed(2 * Long.BYTES);
        return Decimal128.fromIEEE754BIDEncoding(
                (long) INT64.get(bytes, low + Long.BYTES), (long) INT64.get(bytes, low));
    }

    @Override
    public String readString() {
        return text(BsonType.STRING);
    }

    @Override
    public String readSymbol() {
        return text(BsonType.SYMBOL);
    }

    @Override
    public String readJavaScript() {
        return text(BsonType.JAVASCRIPT);
    }

    private String text(BsonType wanted) {
        expect(wanted);
        int value = at;
        int size = Values.string(bytes, value, end);
        passed(size);
        return string(value, size);
    }

    /** Without its length before and the zero byte behind. */
    private String string(int value, int size) {
        return new String(bytes, value + Integer.BYTES, size - Integer.BYTES - 1, StandardCharsets.UTF_8);
    }

    /** The scope comes next, as a document of its own. */
    @Override
    public String readJavaScriptWithScope() {
        expect(BsonType.JAVASCRIPT_WITH_SCOPE);
        Values.size(bytes, BsonTypes.JAVASCRIPT_WITH_SCOPE, at, end);
        int code = at + Integer.BYTES;
        int size = Values.string(bytes, code, end);
        documentAt(code + size);
        return string(code, size);
    }

    @Override
    public BsonBinary readBinaryData() {
        byte subtype = peekBinarySubType();
        int value = at;
        int size = peekBinarySize();
        passed(Integer.BYTES + 1 + size);
        int data = value + Integer.BYTES + 1;
        return new BsonBinary(
                subtype, Arrays.copyOfRange(bytes, subtype == OLD_BINARY ? data + Integer.BYTES : data, data + size));
    }

    @Override
    public byte peekBinarySubType() {
        expect(BsonType.BINARY);
        Values.binary(bytes, at, end);
        return bytes[at + Integer.BYTES];
    }

    @Override
    public int peekBinarySize() {
        expect(BsonType.BINARY);
        Values.binary(bytes, at, end);
        return (int) INT32.get(bytes, at);
    }

    @Override
    public BsonRegularExpression readRegularExpression() {
        expect(BsonType.REGULAR_EXPRESSION);
        int pattern = at;
        int options = Elements.zeroByte(bytes, pattern, end) + 1;
        int optionsEnd = Elements.zeroByte(bytes, options, end);
        passed(optionsEnd + 1 - pattern);
        return new BsonRegularExpression(
                new String(bytes, pattern, options - 1 - pattern, StandardCharsets.UTF_8),
                new String(bytes, options, optionsEnd - options, StandardCharsets.UTF_8));
    }

    @Override
    public BsonDbPointer readDBPointer() {
        expect(BsonType.DB_POINTER);
        int namespace = at;
        int size = Values.string(bytes, namespace, end);
        passed(size);
        return new BsonDbPointer(string(namespace, size), objectId(fixed(OBJECT_ID_BYTES)));
    }

    @Override
    public void readNull() {
        empty(BsonType.NULL);
    }

    @Override
    public void readUndefined() {
        empty(BsonType.UNDEFINED);
    }

    @Override
    public void readMinKey() {
        empty(BsonType.MIN_KEY);
    }

    @Override
    public void readMaxKey() {
        empty(BsonType.MAX_KEY);
    }

    private void empty(BsonType wanted) {
        expect(wanted);
        passed(0);
    }

    /** Passes over the value that comes next, and gives a document of it alone, under an empty name. */
    public byte[] nextAsDocument() {
        BsonType found = getCurrentBsonType();
        int value = at;
        skipValue();
        byte[] document = new byte[Integer.BYTES + 2 + (at - value) + 1];
        INT32.set(document, 0, document.length);
        document[Integer.BYTES] = (byte) found.getValue();
        System.arraycopy(bytes, value, document, Integer.BYTES + 2, at - value);
        return document;
    }

    private int fixed(int size) {
        int value = at;
        passed(Values.fixed(size, value, end));
        return value;
    }
}
