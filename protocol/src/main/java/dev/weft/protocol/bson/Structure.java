package dev.weft.protocol.bson;

import dev.weft.protocol.WireFormatException.BadDocument;
import java.util.Arrays;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.jspecify.annotations.Nullable;

/** Where a reader stands: which document, which element, and what may be read next. Values are read by who extends it. */
abstract class Structure extends NamedReader {
    private static final byte[] NOTHING = {};
    private static final BsonType[] TYPES = types();
    private static final int USUAL_DEPTH = 8;

    /** What may be read next. */
    private enum State {
        /** A whole document that has no element around it: the outermost, or the scope of some code. */
        DOCUMENT,
        TYPE,
        NAME,
        VALUE,
        END,
        DONE
    }

    byte[] bytes = NOTHING;
    /** The next byte that nobody has read; once a name has been found, the value behind it. */
    int at;
    /** Where the closing zero byte of the document is that is being read. */
    int end;

    private boolean inArray;
    private State state = State.DONE;
    private BsonType type = BsonType.END_OF_DOCUMENT;
    private int nameOffset;
    private int nameLength;
    /** The ends of the documents around this one; that of an array is complemented. */
    private int[] around = new int[USUAL_DEPTH];

    private int depth;

    private static BsonType[] types() {
        BsonType[] byValue = new BsonType[256];
        for (BsonType type : BsonType.values()) {
            byValue[type.getValue() & 0xFF] = type;
        }
        return byValue;
    }

    final void begin(byte[] array, int offset, int limit) {
        if (offset < 0 || limit > array.length || offset > limit) {
            throw new BadDocument("No room for a document at " + offset + " before " + limit + ".");
        }
        bytes = array;
        at = offset;
        end = limit;
        depth = 0;
        inArray = false;
        type = BsonType.DOCUMENT;
        state = State.DOCUMENT;
    }

    /** Forgets the array. */
    @Override
    public final void close() {
        bytes = NOTHING;
        state = State.DONE;
        depth = 0;
    }

    @Override
    public final BsonType readBsonType() {
        if (state == State.DOCUMENT) {
            state = State.VALUE;
            return type;
        }
        if (state != State.TYPE) {
            throw misuse("the type of an element");
        }
        if (at == end) {
            type = BsonType.END_OF_DOCUMENT;
            state = State.END;
            return type;
        }
        BsonType found = TYPES[bytes[at] & 0xFF];
        if (found == null || found == BsonType.END_OF_DOCUMENT) {
            throw new BadDocument("No value of BSON has the type " + (bytes[at] & 0xFF) + ".");
        }
        int name = at + 1;
        int nameEnd = Elements.zeroByte(bytes, name, end);
        type = found;
        nameOffset = name;
        nameLength = nameEnd - name;
        at = nameEnd + 1;
        state = inArray ? State.VALUE : State.NAME;
        return found;
    }

    @Override
    public final String readName() {
        if (state == State.TYPE) {
            readBsonType();
        }
        skipName();
        return FieldName.of(bytes, nameOffset, nameLength);
    }

    @Override
    public final void skipName() {
        if (state != State.NAME) {
            throw misuse("a name");
        }
        state = State.VALUE;
    }

    /** The type of what comes next, or of what was read last. */
    @Override
    public final BsonType getCurrentBsonType() {
        return type;
    }

    /** The name that was found last; null in an array and outside of documents. */
    @Override
    @SuppressWarnings("NullAway") // The interface does not say so, but its other implementations return null, too.
    public final @Nullable String getCurrentName() {
        return inArray || depth == 0 ? null : FieldName.of(bytes, nameOffset, nameLength);
    }

    /** Whether the name that was found last is this one, in UTF-8. For those who know what to expect; spares the string. */
    public final boolean nameIs(byte[] utf8) {
        return nameLength == utf8.length
                && Arrays.equals(bytes, nameOffset, nameOffset + nameLength, utf8, 0, utf8.length);
    }

    @Override
    public final void readStartDocument() {
        expect(BsonType.DOCUMENT);
        enter(false);
    }

    @Override
    public final void readStartArray() {
        expect(BsonType.ARRAY);
        enter(true);
    }

    private void enter(boolean array) {
        int size = Values.document(bytes, at, end);
        if (depth == around.length) {
            around = Arrays.copyOf(around, 2 * depth);
        }
        around[depth++] = inArray ? ~end : end;
        inArray = array;
        end = at + size - 1;
        at += Integer.BYTES;
        state = State.TYPE;
    }

    @Override
    public final void readEndDocument() {
        leave(false);
    }

    @Override
    public final void readEndArray() {
        leave(true);
    }

    private void leave(boolean array) {
        if (state == State.TYPE) {
            readBsonType();
        }
        if (state != State.END || inArray != array) {
            throw misuse(array ? "the end of an array" : "the end of a document");
        }
        int outer = around[--depth];
        at = end;
        inArray = outer < 0;
        end = inArray ? ~outer : outer;
        passed(1);
    }

    @Override
    public final void skipValue() {
        if (state != State.VALUE) {
            throw misuse("a value");
        }
        passed(Values.size(bytes, (byte) type.getValue(), at, end));
    }

    /** Sees to it that a value of this type comes next. */
    final void expect(BsonType wanted) {
        if (state == State.DOCUMENT || state == State.TYPE) {
            readBsonType();
        }
        if (state == State.NAME) {
            state = State.VALUE;
        }
        if (state != State.VALUE) {
            throw misuse("a value");
        }
        if (type != wanted) {
            throw new BsonInvalidOperationException("Expected a value of type " + wanted + ", found " + type + ".");
        }
    }

    /** Goes behind the value. */
    final void passed(int size) {
        at += size;
        state = depth == 0 ? State.DONE : State.TYPE;
    }

    /** Says that a document comes next that is part of the value which is being read. */
    final void documentAt(int offset) {
        at = offset;
        type = BsonType.DOCUMENT;
        state = State.DOCUMENT;
    }

    @Override
    public final BsonReaderMark getMark() {
        return new Mark(this);
    }

    private BsonInvalidOperationException misuse(String wanted) {
        String found = switch (state) {
            case DOCUMENT, VALUE -> "a value of type " + type;
            case TYPE -> "the type of an element";
            case NAME -> "a name";
            case END -> "the end of " + (inArray ? "an array" : "a document");
            case DONE -> "nothing more";
        };
        return new BsonInvalidOperationException("Asked for " + wanted + " where " + found + " comes next.");
    }

    /** Where a reader stood. */
    private static final class Mark implements BsonReaderMark {
        private final Structure reader;
        private final byte[] bytes;
        private final int at;
        private final int end;
        private final boolean inArray;
        private final State state;
        private final BsonType type;
        private final int nameOffset;
        private final int nameLength;
        private final int[] around;

        Mark(Structure reader) {
            this.reader = reader;
            this.bytes = reader.bytes;
            this.at = reader.at;
            this.end = reader.end;
            this.inArray = reader.inArray;
            this.state = reader.state;
            this.type = reader.type;
            this.nameOffset = reader.nameOffset;
            this.nameLength = reader.nameLength;
            this.around = Arrays.copyOf(reader.around, reader.depth);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // The very array that was read then.
        public void reset() {
            if (reader.bytes != bytes) {
                throw new BsonInvalidOperationException("The mark is of a document that is not read any more.");
            }
            reader.at = at;
            reader.end = end;
            reader.inArray = inArray;
            reader.state = state;
            reader.type = type;
            reader.nameOffset = nameOffset;
            reader.nameLength = nameLength;
            reader.depth = around.length;
            System.arraycopy(around, 0, reader.around, 0, around.length);
        }
    }
}
