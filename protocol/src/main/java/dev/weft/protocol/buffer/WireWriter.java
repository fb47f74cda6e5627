package dev.weft.protocol.buffer;

import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonDbPointer;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonRegularExpression;
import org.bson.BsonSerializationException;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What codecs write to: documents, one after the other, straight into a {@link WireBuffer}. The bytes are those that the binary writer of
 * {@code org.bson} would write; there is no object per document, name or number.
 *
 * <p>It belongs to the one who writes into the buffer. Whoever leaves it in the middle of a document calls {@link WireBuffer#dropWriter}.
 */
public final class WireWriter extends NamedWriter {
    /** As deep as the writers of {@code org.bson} go; servers store 200 levels. */
    private static final int DEEPEST = 1024;

    private static final int USUAL_DEPTH = 8;
    private static final byte OLD_BINARY = 2;

    /** What a level is, instead of the place of an array's next element. */
    private static final int DOCUMENT = -1;

    private static final int CODE = -2;

    private final WireBuffer out;
    /** Where the documents and arrays begin that are not ended, the outermost first. */
    private int[] starts = new int[USUAL_DEPTH];
    /** For each of them the place of its next element, or that it is no array. */
    private int[] places = new int[USUAL_DEPTH];

    private int depth;
    /** The name of the value that comes next; null: none has been given. */
    private @Nullable String name;

    WireWriter(WireBuffer out) {
        this.out = out;
    }

    @Override
    public void writeName(String next) {
        if (depth == 0 || places[depth - 1] != DOCUMENT || name != null) {
            throw misuse("a name");
        }
        name = next;
    }

    /** Writes what stands before a value: its type and its name, or its place in an array. */
    private void element(BsonType type) {
        if (depth == 0) {
            throw misuse("a value outside of a document");
        }
        int place = places[depth - 1];
        if (place >= 0) {
            places[depth - 1] = place + 1;
            out.writeByte(type.getValue());
            out.writeIndex(place);
            return;
        }
        String given = name;
        if (given == null || place == CODE) {
            throw misuse("a value without a name");
        }
        name = null;
        out.writeByte(type.getValue());
        out.writeCString(given);
    }

    @Override
    public void writeStartDocument() {
        // The outermost document, and the scope of some code, have neither type nor name.
        if (depth > 0 && places[depth - 1] != CODE) {
            element(BsonType.DOCUMENT);
        }
        enter(DOCUMENT);
        out.writeInt32(0);
    }

    @Override
    public void writeStartArray() {
        element(BsonType.ARRAY);
        enter(0);
        out.writeInt32(0);
    }

    private void enter(int place) {
        if (depth == DEEPEST) {
            throw new BsonSerializationException("Documents nested deeper than " + DEEPEST
                    + " levels can't be written. Does the object hold itself somewhere?");
        }
        if (depth == starts.length) {
            starts = Arrays.copyOf(starts, 2 * depth);
            places = Arrays.copyOf(places, 2 * depth);
        }
        starts[depth] = out.position();
        places[depth++] = place;
    }

    @Override
    public void writeEndDocument() {
        if (depth == 0 || places[depth - 1] != DOCUMENT || name != null) {
            throw misuse("the end of a document");
        }
        out.writeByte(0);
        leave();
        if (depth > 0 && places[depth - 1] == CODE) {
            leave();
        }
    }

    @Override
    public void writeEndArray() {
        if (depth == 0 || places[depth - 1] < 0) {
            throw misuse("the end of an array");
        }
        out.writeByte(0);
        leave();
    }

    private void leave() {
        int start = starts[--depth];
        out.patchInt32(start, out.position() - start);
    }

    /** One whole document that is encoded already, see {@link WireBuffer#writeDocument}. */
    public void writeDocument(byte[] bytes, int offset, int length) {
        if (depth > 0) {
            element(BsonType.DOCUMENT);
        }
        out.writeDocument(bytes, offset, length);
    }

    @Override
    public void writeInt32(int value) {
        element(BsonType.INT32);
        out.writeInt32(value);
    }

    @Override
    public void writeInt64(long value) {
        element(BsonType.INT64);
        out.writeInt64(value);
    }

    @Override
    public void writeDateTime(long millis) {
        element(BsonType.DATE_TIME);
        out.writeInt64(millis);
    }

    @Override
    public void writeTimestamp(BsonTimestamp value) {
        element(BsonType.TIMESTAMP);
        out.writeInt64(value.getValue());
    }

    @Override
    public void writeDouble(double value) {
        element(BsonType.DOUBLE);
        out.writeDouble(value);
    }

    @Override
    public void writeBoolean(boolean value) {
        element(BsonType.BOOLEAN);
        out.writeByte(value ? 1 : 0);
    }

    @Override
    public void writeString(String value) {
        element(BsonType.STRING);
        out.writeString(value);
    }

    @Override
    public void writeSymbol(String value) {
        element(BsonType.SYMBOL);
        out.writeString(value);
    }

    @Override
    public void writeJavaScript(String code) {
        element(BsonType.JAVASCRIPT);
        out.writeString(code);
    }

    /** The scope comes next, as a document of its own. */
    @Override
    public void writeJavaScriptWithScope(String code) {
        element(BsonType.JAVASCRIPT_WITH_SCOPE);
        enter(CODE);
        out.writeInt32(0);
        out.writeString(code);
    }

    @Override
    public void writeObjectId(ObjectId value) {
        element(BsonType.OBJECT_ID);
        out.writeObjectId(value);
    }

    @Override
    public void writeDecimal128(Decimal128 value) {
        element(BsonType.DECIMAL128);
        out.writeInt64(value.getLow());
        out.writeInt64(value.getHigh());
    }

    @Override
    public void writeBinaryData(BsonBinary value) {
        element(BsonType.BINARY);
        byte[] data = value.getData();
        boolean twice = value.getType() == OLD_BINARY;
        out.writeInt32(twice ? data.length + Integer.BYTES : data.length);
        out.writeByte(value.getType());
        if (twice) {
            out.writeInt32(data.length);
        }
        out.writeBytes(data);
    }

    @Override
    public void writeRegularExpression(BsonRegularExpression value) {
        element(BsonType.REGULAR_EXPRESSION);
        out.writeCString(value.getPattern());
        out.writeCString(value.getOptions());
    }

    @Override
    public void writeDBPointer(BsonDbPointer value) {
        element(BsonType.DB_POINTER);
        out.writeString(value.getNamespace());
        out.writeObjectId(value.getId());
    }

    @Override
    public void writeNull() {
        element(BsonType.NULL);
    }

    @Override
    public void writeUndefined() {
        element(BsonType.UNDEFINED);
    }

    @Override
    public void writeMinKey() {
        element(BsonType.MIN_KEY);
    }

    @Override
    public void writeMaxKey() {
        element(BsonType.MAX_KEY);
    }

    /** Takes the one document that the reader stands before; from a reader of bytes as bytes. */
    @Override
    public void pipe(BsonReader reader) {
        if (reader instanceof BsonBinaryReader binary) {
            if (binary.getCurrentBsonType() == null) {
                binary.readBsonType();
            }
            // Passed over first: a length that is only claimed must not be believed.
            BsonReaderMark start = binary.getMark();
            int from = binary.getBsonInput().getPosition();
            binary.skipValue();
            byte[] document = new byte[binary.getBsonInput().getPosition() - from];
            start.reset();
            binary.getBsonInput().readBytes(document);
            start.reset();
            binary.skipValue();
            writeDocument(document, 0, document.length);
        } else {
            Pipe.document(reader, this);
        }
    }

    /** Does nothing: what is written is in the buffer. */
    @Override
    public void flush() {}

    private BsonInvalidOperationException misuse(String problem) {
        String where = depth == 0 ? "outside of a document" : places[depth - 1] >= 0 ? "in an array" : "in a document";
        return new BsonInvalidOperationException("A codec has written " + problem + " " + where
                + (name == null ? "" : " after the name '" + name + "'") + ", where it can't stand.");
    }
}
