package dev.weft.core.operation;

import dev.weft.protocol.bson.Elements;
import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.Arrays;
import org.bson.BsonObjectId;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The {@code _id} of one document to insert: the one it has, or one made for it (CRUD specification, "Insert": the driver makes it). It is
 * looked for in the encoded bytes, so that it works for whatever type and codec, and the user's object stays as it is. Made once: an
 * insert that is sent again names the same id.
 */
final class InsertedId {
    private static final byte[] NAME = {'_', 'i', 'd'};
    private static final int OBJECT_ID_BYTES = 12;
    /** Type, {@code _id} and its zero, the id itself. */
    private static final int ELEMENT_BYTES = 1 + 4 + OBJECT_ID_BYTES;

    private static final BsonValueCodec VALUES = new BsonValueCodec();
    private static final DecoderContext PLAIN = DecoderContext.builder().build();

    private @Nullable BsonValue value;

    /** The id, once the document has been written. */
    BsonValue value() {
        BsonValue settled = value;
        if (settled == null) {
            throw new IllegalStateException("the document has not been written yet");
        }
        return settled;
    }

    /** Sees to it that the document just written from {@code start} on begins with an {@code _id}. */
    void settle(WireBuffer out, int start) {
        var elements = new Elements().over(out.array(), start, out.position());
        for (int at = start + Integer.BYTES; elements.next(); at = elements.valueOffset() + elements.valueLength()) {
            if (elements.nameIs(NAME)) {
                if (value == null) {
                    value = read(out, start, elements);
                }
                moveToFront(out.array(), start + Integer.BYTES, at, elements.valueOffset() + elements.valueLength());
                return;
            }
        }
        insert(out, start);
    }

    private void insert(WireBuffer out, int start) {
        BsonObjectId id = value instanceof BsonObjectId made ? made : new BsonObjectId(new ObjectId());
        value = id;
        int body = start + Integer.BYTES;
        int end = out.position();
        out.writeByte(BsonType.OBJECT_ID.getValue());
        out.writeCString("_id");
        out.writeObjectId(id.getValue());
        moveToFront(out.array(), body, end, end + ELEMENT_BYTES);
        out.patchInt32(start, end + ELEMENT_BYTES - start);
    }

    /** Moves the bytes from {@code at} to {@code end} down to {@code front}; what lay in between moves up. */
    private static void moveToFront(byte[] array, int front, int at, int end) {
        if (at == front) {
            return;
        }
        byte[] moved = Arrays.copyOfRange(array, at, end);
        System.arraycopy(array, front, array, front + moved.length, at - front);
        System.arraycopy(moved, 0, array, front, moved.length);
    }

    private static BsonValue read(WireBuffer out, int start, Elements element) {
        if (element.type() == BsonType.OBJECT_ID.getValue()) {
            int offset = element.valueOffset();
            return new BsonObjectId(new ObjectId(Arrays.copyOfRange(out.array(), offset, offset + OBJECT_ID_BYTES)));
        }
        WireReader reader = new WireReader().over(out.array(), start, out.position());
        reader.readStartDocument();
        reader.readBsonType();
        while (!reader.nameIs(NAME)) {
            reader.skipName();
            reader.skipValue();
            reader.readBsonType();
        }
        reader.skipName();
        return VALUES.decode(reader, PLAIN);
    }
}
