package dev.weft.protocol.buffer;

import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;

/** Takes documents from any reader to any writer, value by value. */
final class Pipe {
    private Pipe() {}

    static void document(BsonReader from, BsonWriter to) {
        from.readStartDocument();
        to.writeStartDocument();
        for (BsonType type = from.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = from.readBsonType()) {
            to.writeName(from.readName());
            value(type, from, to);
        }
        from.readEndDocument();
        to.writeEndDocument();
    }

    private static void array(BsonReader from, BsonWriter to) {
        from.readStartArray();
        to.writeStartArray();
        for (BsonType type = from.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = from.readBsonType()) {
            value(type, from, to);
        }
        from.readEndArray();
        to.writeEndArray();
    }

    private static void value(BsonType type, BsonReader from, BsonWriter to) {
        switch (type) {
            case DOCUMENT -> document(from, to);
            case ARRAY -> array(from, to);
            case DOUBLE -> to.writeDouble(from.readDouble());
            case STRING -> to.writeString(from.readString());
            case BINARY -> to.writeBinaryData(from.readBinaryData());
            case OBJECT_ID -> to.writeObjectId(from.readObjectId());
            case BOOLEAN -> to.writeBoolean(from.readBoolean());
            case DATE_TIME -> to.writeDateTime(from.readDateTime());
            case REGULAR_EXPRESSION -> to.writeRegularExpression(from.readRegularExpression());
            case DB_POINTER -> to.writeDBPointer(from.readDBPointer());
            case JAVASCRIPT -> to.writeJavaScript(from.readJavaScript());
            case SYMBOL -> to.writeSymbol(from.readSymbol());
            case JAVASCRIPT_WITH_SCOPE -> {
                to.writeJavaScriptWithScope(from.readJavaScriptWithScope());
                document(from, to);
            }
            case INT32 -> to.writeInt32(from.readInt32());
            case TIMESTAMP -> to.writeTimestamp(from.readTimestamp());
            case INT64 -> to.writeInt64(from.readInt64());
            case DECIMAL128 -> to.writeDecimal128(from.readDecimal128());
            default -> bare(type, from, to);
        }
    }

    /** Values that are nothing but their type. */
    private static void bare(BsonType type, BsonReader from, BsonWriter to) {
        switch (type) {
            case NULL -> {
                from.readNull();
                to.writeNull();
            }
            case UNDEFINED -> {
                from.readUndefined();
                to.writeUndefined();
            }
            case MIN_KEY -> {
                from.readMinKey();
                to.writeMinKey();
            }
            case MAX_KEY -> {
                from.readMaxKey();
                to.writeMaxKey();
            }
            default -> throw new IllegalArgumentException("there is no value of type " + type);
        }
    }
}
