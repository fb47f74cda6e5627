package dev.weft.testbed.wire;

import dev.weft.protocol.buffer.WireBuffer;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Writes a tree as a document (BSON specification, version 1.1). */
final class TreeWriter {
    private static final byte OLD_BINARY = 2;

    private TreeWriter() {}

    static void write(WireBuffer out, BsonDocument document) {
        int start = out.position();
        out.writeInt32(0);
        document.forEach((name, value) -> element(out, name, value));
        out.writeByte(0);
        out.patchInt32(start, out.position() - start);
    }

    private static void array(WireBuffer out, BsonArray array) {
        int start = out.position();
        out.writeInt32(0);
        int index = 0;
        for (BsonValue value : array) {
            element(out, Integer.toString(index++), value);
        }
        out.writeByte(0);
        out.patchInt32(start, out.position() - start);
    }

    private static void element(WireBuffer out, String name, BsonValue value) {
        BsonType type = value.getBsonType();
        out.writeByte(type.getValue());
        out.writeCString(name);
        switch (type) {
            case DOUBLE -> out.writeDouble(value.asDouble().getValue());
            case STRING -> out.writeString(value.asString().getValue());
            case DOCUMENT -> write(out, value.asDocument());
            case ARRAY -> array(out, value.asArray());
            case BINARY -> binary(out, value.asBinary());
            case OBJECT_ID -> out.writeObjectId(value.asObjectId().getValue());
            case BOOLEAN -> out.writeByte(value.asBoolean().getValue() ? 1 : 0);
            case DATE_TIME -> out.writeInt64(value.asDateTime().getValue());
            case REGULAR_EXPRESSION -> {
                out.writeCString(value.asRegularExpression().getPattern());
                out.writeCString(value.asRegularExpression().getOptions());
            }
            case DB_POINTER -> {
                out.writeString(value.asDBPointer().getNamespace());
                out.writeObjectId(value.asDBPointer().getId());
            }
            case JAVASCRIPT -> out.writeString(value.asJavaScript().getCode());
            case SYMBOL -> out.writeString(value.asSymbol().getSymbol());
            case JAVASCRIPT_WITH_SCOPE -> withScope(out, value.asJavaScriptWithScope());
            case INT32 -> out.writeInt32(value.asInt32().getValue());
            case TIMESTAMP -> out.writeInt64(value.asTimestamp().getValue());
            case INT64 -> out.writeInt64(value.asInt64().getValue());
            case DECIMAL128 -> decimal(out, value.asDecimal128().getValue());
            case NULL, UNDEFINED, MIN_KEY, MAX_KEY -> {
                // The type says it all.
            }
            case END_OF_DOCUMENT -> throw new IllegalArgumentException(name + " is no value");
        }
    }

    private static void binary(WireBuffer out, BsonBinary binary) {
        byte[] data = binary.getData();
        boolean old = binary.getType() == OLD_BINARY;
        out.writeInt32(old ? data.length + Integer.BYTES : data.length);
        out.writeByte(binary.getType());
        if (old) {
            out.writeInt32(data.length);
        }
        out.writeBytes(data);
    }

    private static void withScope(WireBuffer out, BsonJavaScriptWithScope code) {
        int start = out.position();
        out.writeInt32(0);
        out.writeString(code.getCode());
        write(out, code.getScope());
        out.patchInt32(start, out.position() - start);
    }

    private static void decimal(WireBuffer out, Decimal128 value) {
        out.writeInt64(value.getLow());
        out.writeInt64(value.getHigh());
    }
}
