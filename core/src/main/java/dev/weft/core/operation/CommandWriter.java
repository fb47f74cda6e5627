package dev.weft.core.operation;

import dev.weft.core.mapping.Mapping;
import dev.weft.error.MappingFailedException;
import dev.weft.protocol.WireFormatException;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.buffer.WireWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.Encoder;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/**
 * Writes the fields of one command into a wire buffer: the driver's own straight as bytes, the user's documents with the user's codecs, and
 * no tree of either in between.
 *
 * <p>Not thread-safe; lives for one message.
 */
public final class CommandWriter {
    /** A filter, update or the like that can write itself, which spares the tree that {@code toBsonDocument} would make. */
    public interface Writable extends Bson {
        /** Writes one whole document. */
        void writeTo(BsonWriter writer, CodecRegistry codecs);
    }

    /** An update that is a pipeline. It has no form as one document, so the writers know it by this type. */
    public interface Pipeline extends Bson {
        List<? extends Bson> stages();
    }

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();
    private static final EncoderContext PLAIN = EncoderContext.builder().build();
    private static final EncoderContext STORED =
            EncoderContext.builder().isEncodingCollectibleDocument(true).build();

    private final WireBuffer out;
    private final CodecRegistry codecs;

    /** Makes a writer behind what {@code out} already holds. */
    public CommandWriter(WireBuffer out, CodecRegistry codecs) {
        this.out = out;
        this.codecs = codecs;
    }

    /** The buffer itself, for elements that come as bytes. */
    public WireBuffer out() {
        return out;
    }

    /** Opens a document at the top, and returns what {@link #close} needs. */
    public int open() {
        int start = out.position();
        out.writeInt32(0);
        return start;
    }

    /** Opens an embedded document. */
    public int openDocument(String name) {
        name(BsonType.DOCUMENT, name);
        return open();
    }

    /** Opens an array; its elements are named by their places. */
    public int openArray(String name) {
        name(BsonType.ARRAY, name);
        return open();
    }

    /** Closes what was opened at {@code start}. */
    public void close(int start) {
        out.writeByte(0);
        out.patchInt32(start, out.position() - start);
    }

    /** Takes bytes out of the closed document that begins at {@code start}; all that stands behind them moves up. */
    public void remove(int start, int from, int bytes) {
        System.arraycopy(out.array(), from + bytes, out.array(), from, out.position() - from - bytes);
        out.truncate(out.position() - bytes);
        out.patchInt32(start, (int) INT32.get(out.array(), start) - bytes);
    }

    public void int32(String name, int value) {
        name(BsonType.INT32, name);
        out.writeInt32(value);
    }

    public void int64(String name, long value) {
        name(BsonType.INT64, name);
        out.writeInt64(value);
    }

    /** A whole number in the smallest type that holds it, for fields the server reads as either. */
    public void number(String name, long value) {
        if (value == (int) value) {
            int32(name, (int) value);
        } else {
            int64(name, value);
        }
    }

    public void bool(String name, boolean value) {
        name(BsonType.BOOLEAN, name);
        out.writeByte(value ? 1 : 0);
    }

    public void string(String name, String value) {
        name(BsonType.STRING, name);
        out.writeString(value);
    }

    /** A document; returns where it begins. */
    public int document(String name, Bson value) {
        name(BsonType.DOCUMENT, name);
        int start = out.position();
        document(value);
        return start;
    }

    /** An array of documents. */
    public void documents(String name, List<?> values) {
        int start = openArray(name);
        int place = 0;
        for (Object value : values) {
            document(Integer.toString(place++), (Bson) value);
        }
        close(start);
    }

    /** Anything a codec can write. */
    @SuppressWarnings(
            "IfChainToSwitch") // The first use of a switch over types costs a starting process some milliseconds.
    public void value(String name, Object value) {
        if (value instanceof String text) {
            string(name, text);
        } else if (value instanceof Integer number) {
            int32(name, number);
        } else if (value instanceof Long number) {
            int64(name, number);
        } else if (value instanceof Boolean yes) {
            bool(name, yes);
        } else if (value instanceof Bson document) {
            document(name, document);
        } else {
            valueByCodec(name, value);
        }
    }

    /** One whole document, without a name. */
    void document(Bson value) {
        int start = out.position();
        try {
            encode(out.writer(), value);
            checkWhole(start);
        } catch (RuntimeException | StackOverflowError failure) {
            throw unmapped(failure, value);
        }
    }

    /** The fields of a document, without the document around them. */
    void fieldsOf(Bson value) {
        int start = out.position();
        document(value);
        unwrap(start);
    }

    /**
     * One whole document of the user's type, to be stored: its {@code _id} stands first, made if need be and noted in {@code id}. Returns
     * its size.
     */
    <T> int stored(T document, Encoder<? super T> encoder, InsertedId id) {
        int start = out.position();
        encoded(document, encoder);
        try {
            id.settle(out, start);
        } catch (WireFormatException broken) {
            throw unmapped(broken, document);
        }
        return out.position() - start;
    }

    /** As {@link #stored}, as an element. */
    <T> int storedElement(String name, T document, Encoder<? super T> encoder, InsertedId id) {
        name(BsonType.DOCUMENT, name);
        return stored(document, encoder, id);
    }

    /** A document of the user's type, as an element; returns where it begins. */
    <T> int encoded(String name, T document, Encoder<? super T> encoder) {
        name(BsonType.DOCUMENT, name);
        int start = out.position();
        encoded(document, encoder);
        return start;
    }

    /** One whole document of the user's type. */
    <T> void encoded(T document, Encoder<? super T> encoder) {
        int start = out.position();
        try {
            if (document instanceof RawBsonDocument raw) {
                raw(raw);
            } else {
                encoder.encode(out.writer(), document, STORED);
            }
            checkWhole(start);
        } catch (RuntimeException | StackOverflowError failure) {
            throw unmapped(failure, document);
        }
    }

    /** A codec that leaves a document half-written would harm the next command of whoever has the connection then. */
    private void checkWhole(int start) {
        int written = out.position() - start;
        if (written <= Integer.BYTES || (int) INT32.get(out.array(), start) != written) {
            throw new BsonInvalidOperationException("its codec has not written one whole document");
        }
    }

    private void raw(RawBsonDocument value) {
        out.writeDocument(value.getBackingArray(), value.getByteOffset(), value.getByteLength());
    }

    private void encode(WireWriter to, Bson value) {
        if (value instanceof RawBsonDocument raw) {
            raw(raw);
        } else if (value instanceof Writable writable) {
            writable.writeTo(to, codecs);
        } else if (value instanceof Document document) {
            codecs.get(Document.class).encode(to, document, PLAIN);
        } else {
            TREES.encode(to, value.toBsonDocument(BsonDocument.class, codecs), PLAIN);
        }
    }

    /** A codec writes a value only inside a document: it gets one of its own, which is taken away again. */
    private void valueByCodec(String name, Object value) {
        int start = out.position();
        try {
            WireWriter to = out.writer();
            to.writeStartDocument();
            to.writeName(name);
            encodeValue(to, value);
            to.writeEndDocument();
        } catch (RuntimeException | StackOverflowError failure) {
            throw unmapped(failure, value);
        }
        unwrap(start);
    }

    /** Takes away the length before and the zero behind the document at {@code start}. */
    private void unwrap(int start) {
        int length = out.position() - start - Integer.BYTES - 1;
        System.arraycopy(out.array(), start + Integer.BYTES, out.array(), start, length);
        out.truncate(start + length);
    }

    @SuppressWarnings("unchecked") // the registry answers a class with a codec of that class
    private void encodeValue(WireWriter to, Object value) {
        Class<?> type = value instanceof Map<?, ?> ? Map.class : value.getClass();
        ((Codec<Object>) Mapping.codec(type, codecs)).encode(to, value, PLAIN);
    }

    private void name(BsonType type, String name) {
        out.writeByte(type.getValue());
        out.writeCString(name);
    }

    /** A writer that was left in the middle of a document is of no more use. */
    private MappingFailedException unmapped(Throwable failure, Object value) {
        out.dropWriter();
        return Misfit.ofObject(value, failure);
    }
}
