package dev.weft.core.gridfs;

import dev.weft.core.mapping.Trees;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * What stands around the bytes of each chunk of one file: {@code {_id, files_id, n, data}}, alike for all but two values and two sizes
 * (GridFS specification, "Terms").
 *
 * @param head the document up to its data
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them, and nobody else has the array.
record ChunkFrame(byte[] head) {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Behind the document's size come a type, {@code _id} and its zero. */
    private static final int ID_AT = Integer.BYTES + 1 + 4;

    private static final int OBJECT_ID_BYTES = 12;
    /** A binary is its size, its subtype and its bytes. */
    private static final int BINARY_HEAD = Integer.BYTES + 1;
    /** Between the number's value and that of the data come a type, {@code data} and its zero. */
    private static final int DATA_NAME = 1 + 5;

    /** The frame of the chunks of this file. */
    static ChunkFrame of(BsonValue fileId) {
        BsonDocument empty = new BsonDocument("_id", new BsonObjectId(new ObjectId()))
                .append("files_id", fileId)
                .append("n", new BsonInt32(0))
                .append("data", new BsonBinary(new byte[0]));
        byte[] whole = Trees.bytes(empty);
        return new ChunkFrame(Arrays.copyOf(whole, whole.length - 1));
    }

    int headBytes() {
        return head.length;
    }

    /** Bytes of a document with so many bytes of data. */
    int bytes(int data) {
        return head.length + data + 1;
    }

    /** Bytes of the document that begins here. */
    int size(byte[] array, int start) {
        return (int) INT32.get(array, start);
    }

    /** Writes what stands before the data. */
    void begin(byte[] array, int start, int n) {
        System.arraycopy(head, 0, array, start, head.length);
        new ObjectId().putToByteBuffer(ByteBuffer.wrap(array, start + ID_AT, OBJECT_ID_BYTES));
        INT32.set(array, start + head.length - BINARY_HEAD - DATA_NAME - Integer.BYTES, n);
    }

    /** Writes what stands behind the data, which ends at {@code end}, and both sizes. */
    void close(byte[] array, int start, int end) {
        array[end] = 0;
        INT32.set(array, start + head.length - BINARY_HEAD, end - start - head.length);
        INT32.set(array, start, end + 1 - start);
    }
}
