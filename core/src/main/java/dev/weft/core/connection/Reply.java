package dev.weft.core.connection;

import dev.weft.protocol.MessageReader;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.WireFormatException.BadDocument;
import dev.weft.protocol.bson.Elements;
import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.transport.WireConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A reply where it lies. One pass over its top level has found every {@link Part}; nothing is decoded before it is asked for.
 *
 * <p>There is one per connection, used again for each reply: it is valid until {@link #release()} or the connection's next command. It
 * belongs to the caller who holds the connection.
 */
public final class Reply {
    private static final byte ABSENT = 0;
    private static final byte[] NOTHING = {};

    private final WireConnection wire;
    private final Elements top = new Elements();
    private final Elements inner = new Elements();
    private final WireReader reader = new WireReader();
    private final byte[] types = new byte[Part.COUNT];
    private final int[] offsets = new int[Part.COUNT];
    private final int[] lengths = new int[Part.COUNT];
    private final long[] numbers = new long[Part.COUNT];

    private byte[] array = NOTHING;
    private int bodyOffset;
    private int bodyLength;
    private boolean moreToCome;
    private boolean ok;
    private boolean held;

    Reply(WireConnection wire) {
        this.wire = wire;
    }

    /**
     * Begins with another message.
     *
     * @throws dev.weft.protocol.WireFormatException when the bytes are no reply
     */
    Reply scan(byte[] frame, int length) {
        held = true;
        array = frame;
        ok = false;
        Arrays.fill(types, ABSENT);
        bodyOffset = MessageReader.replyBody(frame, length);
        moreToCome = (MessageReader.flags(frame) & MsgFlags.MORE_TO_COME) != 0;
        top.over(frame, bodyOffset, length);
        while (top.next()) {
            Part part = find(top, Part.top(top.nameLength()));
            if (part != null) {
                note(part);
            }
        }
        bodyLength = top.nextOffset() + 1 - bodyOffset;
        return this;
    }

    private void note(Part part) {
        note(part, top);
        if (part == Part.OK) {
            ok = top.bool();
        } else if ((part == Part.CURSOR || part == Part.CLUSTER_TIME) && top.isDocument()) {
            inner.over(top);
            while (inner.next()) {
                Part nested = find(inner, Part.in(part, inner.nameLength()));
                if (nested != null) {
                    note(nested, inner);
                }
            }
        }
    }

    private void note(Part part, Elements elements) {
        int at = part.slot();
        types[at] = elements.type();
        offsets[at] = elements.valueOffset();
        lengths[at] = elements.valueLength();
        if (elements.isNumber()) {
            numbers[at] = elements.asLong();
        } else if (elements.type() == BsonType.TIMESTAMP.getValue()) {
            numbers[at] = elements.int64();
        }
    }

    /** Of a field that comes twice the first counts. */
    private @Nullable Part find(Elements elements, Part[] candidates) {
        for (Part candidate : candidates) {
            if (elements.nameIs(candidate.asciiName())) {
                return types[candidate.slot()] == ABSENT ? candidate : null;
            }
        }
        return null;
    }

    /** {@return what reads documents of the reply; one at a time, while the reply is held} */
    public WireReader reader() {
        return reader;
    }

    /** {@return the elements of a field that is there and a document or an array; one at a time, while the reply is held} */
    public Elements elements(Part part) {
        return inner.over(array, offset(part), offset(part) + length(part));
    }

    /** {@return the array the reply lies in; not to be written to} */
    public byte[] array() {
        return array;
    }

    /** {@return where its document begins} */
    public int bodyOffset() {
        return bodyOffset;
    }

    /** {@return bytes of its document} */
    public int bodyLength() {
        return bodyLength;
    }

    /** {@return whether another reply follows without a request, to be taken with {@link Connection#next}} */
    public boolean moreToCome() {
        return moreToCome;
    }

    /** {@return whether the command was carried out} */
    boolean ok() {
        return ok;
    }

    /** {@return whether the reply has this field, whatever its type} */
    public boolean has(Part part) {
        return types[part.slot()] != ABSENT;
    }

    /** {@return whether the field is there and a document} */
    public boolean isDocument(Part part) {
        return types[part.slot()] == BsonType.DOCUMENT.getValue();
    }

    /** {@return whether the field is there and an array} */
    public boolean isArray(Part part) {
        return types[part.slot()] == BsonType.ARRAY.getValue();
    }

    /** {@return where the field's value begins in {@link #array()}, if the reply has it} */
    public int offset(Part part) {
        return offsets[part.slot()];
    }

    /** {@return bytes of the field's value, if the reply has it} */
    public int length(Part part) {
        return lengths[part.slot()];
    }

    /**
     * The field as a whole number, or a timestamp's bits.
     *
     * @return the number; 0 when the reply has no such field
     * @throws BadDocument when the field is of another type
     */
    public long number(Part part) {
        byte type = types[part.slot()];
        if (type == ABSENT) {
            return 0;
        }
        if (type == BsonType.INT32.getValue()
                || type == BsonType.INT64.getValue()
                || type == BsonType.DOUBLE.getValue()
                || type == BsonType.TIMESTAMP.getValue()) {
            return numbers[part.slot()];
        }
        throw new BadDocument("The reply's '" + part + "' should be a number, but has the BSON type " + type + ".");
    }

    /**
     * The field as a string.
     *
     * @return the string; empty when the reply has no such field
     * @throws BadDocument when the field is of another type
     */
    public String string(Part part) {
        byte type = types[part.slot()];
        if (type == ABSENT) {
            return "";
        }
        if (type != BsonType.STRING.getValue()) {
            throw new BadDocument("The reply's '" + part + "' should be a string, but has the BSON type " + type + ".");
        }
        return new String(
                array, offset(part) + Integer.BYTES, length(part) - Integer.BYTES - 1, StandardCharsets.UTF_8);
    }

    /** {@return a copy of the field, if it is there and a document} */
    public Optional<RawBsonDocument> document(Part part) {
        return isDocument(part) ? Optional.of(copy(offset(part), length(part))) : Optional.empty();
    }

    /** {@return a copy of the whole reply} */
    public RawBsonDocument body() {
        return copy(bodyOffset, bodyLength);
    }

    /**
     * {@return the whole reply as a tree}
     *
     * @throws dev.weft.protocol.WireFormatException when it makes no sense
     */
    public BsonDocument tree() {
        return Untrusted.decode(body());
    }

    private RawBsonDocument copy(int offset, int length) {
        return new RawBsonDocument(Arrays.copyOfRange(array, offset, offset + length));
    }

    /**
     * Gives the reply's array back to the connection, which can then send its next command. Later calls do nothing.
     *
     * @return false when the connection has died meanwhile
     */
    public boolean release() {
        if (!held) {
            return true;
        }
        letGo();
        return wire.done();
    }

    /**
     * Takes the reply's bytes out of the connection, which can then send its next command. All offsets stay as they are, in the array that
     * is returned; the reply itself is released.
     *
     * @return the array, or a copy when the reply fills only a small part of it
     */
    public byte[] detach() {
        if (!held) {
            throw new IllegalStateException("this reply has been released");
        }
        letGo();
        return wire.detach();
    }

    /** Nothing of an idle connection may hold the array, which may be large, or another message's by then. */
    private void letGo() {
        held = false;
        array = NOTHING;
        top.forget();
        inner.forget();
        reader.close();
    }
}
