package dev.weft.testbed.wire;

import dev.weft.protocol.bson.Documents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonSerializationException;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Reads a document into a tree (BSON specification, version 1.1). It is written by hand because nearly all of what a server does
 * with a small command is to read it, and because a tree can no longer show that a name occurred twice.
 */
final class TreeReader {
    /** In this subtype the data have a length of their own. */
    private static final byte OLD_BINARY = 2;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final List<String> repeated = new ArrayList<>(0);

    private TreeReader(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(offset);
    }

    /**
     * A document, and the names of its own fields that it has more than once.
     *
     * @param repeated of these only the last is in the document
     */
    record Read(BsonDocument document, List<String> repeated) {}

    /** Reads what the buffer holds, after all lengths have been checked. */
    static Read read(ByteBuffer document) {
        int offset = document.arrayOffset() + document.position();
        Documents.check(document.array(), offset, offset + document.remaining());
        var reader = new TreeReader(document.array(), offset);
        BsonDocument tree = reader.document(true);
        return new Read(tree, reader.repeated);
    }

    private BsonDocument document(boolean outermost) {
        var tree = new BsonDocument();
        in.getInt();
        for (byte type = in.get(); type != 0; type = in.get()) {
            String name = cString();
            BsonValue before = tree.put(name, value(type));
            if (outermost && before != null) {
                repeated.add(name);
            }
        }
        return tree;
    }

    private BsonArray array() {
        var tree = new BsonArray();
        in.getInt();
        for (byte type = in.get(); type != 0; type = in.get()) {
            end();
            tree.add(value(type));
        }
        return tree;
    }

    private BsonValue value(byte type) {
        BsonType known = BsonType.findByValue(type & 0xFF);
        if (known == null) {
            throw new BsonSerializationException("there is no type " + type);
        }
        return switch (known) {
            case DOUBLE -> new BsonDouble(in.getDouble());
            case STRING -> new BsonString(string());
            case DOCUMENT -> document(false);
            case ARRAY -> array();
            case BINARY -> binary();
            case UNDEFINED -> new BsonUndefined();
            case OBJECT_ID -> new BsonObjectId(objectId());
            case BOOLEAN -> BsonBoolean.valueOf(in.get() != 0);
            case DATE_TIME -> new BsonDateTime(in.getLong());
            case NULL -> BsonNull.VALUE;
            case REGULAR_EXPRESSION -> new BsonRegularExpression(cString(), cString());
            case DB_POINTER -> new BsonDbPointer(string(), objectId());
            case JAVASCRIPT -> new BsonJavaScript(string());
            case SYMBOL -> new BsonSymbol(string());
            case JAVASCRIPT_WITH_SCOPE -> {
                in.getInt();
                yield new BsonJavaScriptWithScope(string(), document(false));
            }
            case INT32 -> new BsonInt32(in.getInt());
            case TIMESTAMP -> new BsonTimestamp(in.getLong());
            case INT64 -> new BsonInt64(in.getLong());
            case DECIMAL128 -> {
                long low = in.getLong();
                yield new BsonDecimal128(Decimal128.fromIEEE754BIDEncoding(in.getLong(), low));
            }
            case MIN_KEY -> new BsonMinKey();
            case MAX_KEY -> new BsonMaxKey();
            case END_OF_DOCUMENT -> throw new BsonSerializationException("a document ends before its end");
        };
    }

    private BsonBinary binary() {
        int length = in.getInt();
        byte subtype = in.get();
        if (subtype == OLD_BINARY) {
            int inner = in.getInt();
            if (inner != length - Integer.BYTES) {
                throw new BsonSerializationException("a binary of subtype 2 contradicts itself about its length");
            }
            length = inner;
        }
        byte[] data = new byte[length];
        in.get(data);
        return new BsonBinary(subtype, data);
    }

    private ObjectId objectId() {
        byte[] id = new byte[12];
        in.get(id);
        return new ObjectId(id);
    }

    private String string() {
        int length = in.getInt();
        String text = new String(bytes, in.position(), length - 1, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private String cString() {
        int start = in.position();
        return new String(bytes, start, end() - start, StandardCharsets.UTF_8);
    }

    /** Goes behind the zero that ends a name, and says where it is. */
    private int end() {
        int at = in.position();
        while (bytes[at] != 0) {
            at++;
        }
        in.position(at + 1);
        return at;
    }
}
