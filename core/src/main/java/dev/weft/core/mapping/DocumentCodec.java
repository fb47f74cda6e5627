package dev.weft.core.mapping;

import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonBinarySubType;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.bson.codecs.BsonTypeClassMap;
import org.bson.codecs.BsonTypeCodecMap;
import org.bson.codecs.Codec;
import org.bson.codecs.CollectibleCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.OverridableUuidRepresentationCodec;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Documents, as {@code org.bson}'s codec reads and writes them, byte for byte and value for value. The usual values go straight between the
 * bytes and the map, without a look into the registry for each; all others are left to the codec that this one stands for.
 */
@SuppressWarnings("JavaUtilDate") // What a document holds for a date, as users of org.bson know it.
final class DocumentCodec implements CollectibleCodec<Document>, OverridableUuidRepresentationCodec<Document> {
    private static final EncoderContext INNER = EncoderContext.builder().build();
    private static final DecoderContext PLAIN = DecoderContext.builder().build();
    private static final String ID = "_id";

    private final CodecRegistry registry;
    /** Wanted for the UUIDs of {@link Rest}; null: as the registry has it. */
    private final @Nullable UuidRepresentation uuids;

    /** Made when first needed, by several threads at worst, to the same effect: it loads a hundred classes. */
    private @Nullable Rest rest;

    /**
     * What is left to the codecs of the registry.
     *
     * @param full the codec that this one stands for
     * @param rare of the types that are not read here
     * @param collections how collections are written by the registry; any other codec of a collection is somebody's own
     */
    private record Rest(Codec<Document> full, BsonTypeCodecMap rare, Class<?> collections) {
        static Rest of(CodecRegistry registry, @Nullable UuidRepresentation uuids) {
            var full = new org.bson.codecs.DocumentCodec(registry);
            return new Rest(
                    uuids == null ? full : full.withUuidRepresentation(uuids),
                    new BsonTypeCodecMap(new BsonTypeClassMap(), registry),
                    registry.get(ArrayList.class).getClass());
        }
    }

    DocumentCodec(CodecRegistry registry) {
        this(registry, null);
    }

    private DocumentCodec(CodecRegistry registry, @Nullable UuidRepresentation uuids) {
        this.registry = new RememberingRegistry(registry);
        this.uuids = uuids;
    }

    private Rest rest() {
        Rest made = rest;
        if (made == null) {
            made = Rest.of(registry, uuids);
            rest = made;
        }
        return made;
    }

    @Override
    public Class<Document> getEncoderClass() {
        return Document.class;
    }

    @Override
    public Codec<Document> withUuidRepresentation(UuidRepresentation representation) {
        return new DocumentCodec(registry, representation);
    }

    @Override
    public boolean documentHasId(Document document) {
        return document.containsKey(ID);
    }

    @Override
    public BsonValue getDocumentId(Document document) {
        return new org.bson.codecs.DocumentCodec(registry).getDocumentId(document);
    }

    @Override
    public Document generateIdIfAbsentFromDocument(Document document) {
        return new org.bson.codecs.DocumentCodec(registry).generateIdIfAbsentFromDocument(document);
    }

    @Override
    public Document decode(BsonReader reader, DecoderContext context) {
        return reader instanceof WireReader wire ? document(wire) : rest().full.decode(reader, context);
    }

    private Document document(WireReader reader) {
        GatheredFields fields = gathered(reader);
        int mark = fields.mark();
        try {
            return document(reader, fields);
        } catch (RuntimeException | StackOverflowError failure) {
            fields.drop(mark);
            throw failure;
        }
    }

    private static GatheredFields gathered(WireReader reader) {
        if (reader.attachment() instanceof GatheredFields kept) {
            return kept;
        }
        GatheredFields fresh = new GatheredFields();
        reader.attach(fresh);
        return fresh;
    }

    private Document document(WireReader reader, GatheredFields fields) {
        int mark = fields.mark();
        reader.readStartDocument();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            String name = reader.readName();
            fields.add(name, value(reader, type, fields));
        }
        reader.readEndDocument();
        Document document = new Document(fields.since(mark));
        fields.drop(mark);
        return document;
    }

    private List<Object> list(WireReader reader, GatheredFields fields) {
        List<Object> list = new ArrayList<>();
        reader.readStartArray();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            list.add(value(reader, type, fields));
        }
        reader.readEndArray();
        return list;
    }

    @SuppressWarnings("NullAway") // a document may hold null
    private Object value(WireReader reader, BsonType type, GatheredFields fields) {
        return switch (type) {
            case STRING -> reader.readString();
            case INT32 -> reader.readInt32();
            case INT64 -> reader.readInt64();
            case DOUBLE -> reader.readDouble();
            case BOOLEAN -> reader.readBoolean();
            case OBJECT_ID -> reader.readObjectId();
            case DATE_TIME -> new Date(reader.readDateTime());
            case DOCUMENT -> document(reader, fields);
            case ARRAY -> list(reader, fields);
            case DECIMAL128 -> reader.readDecimal128();
            case NULL -> {
                reader.readNull();
                yield null;
            }
            case BINARY -> binary(reader);
            default -> rest().rare.get(type).decode(reader, PLAIN);
        };
    }

    /** What some subtypes become depends on more than is known here. */
    private Object binary(WireReader reader) {
        if (reader.peekBinarySubType() != BsonBinarySubType.BINARY.getValue()) {
            byte[] alone = reader.nextAsDocument();
            WireReader inner = new WireReader().over(alone, 0, alone.length);
            return Objects.requireNonNull(rest().full.decode(inner, PLAIN).get(""), "no binary is null");
        }
        return new Binary(reader.readBinaryData().getData());
    }

    @Override
    public void encode(BsonWriter writer, Document document, EncoderContext context) {
        if (!(writer instanceof WireWriter wire)) {
            rest().full.encode(writer, document, context);
            return;
        }
        wire.writeStartDocument();
        boolean idFirst = context.isEncodingCollectibleDocument() && document.containsKey(ID);
        if (idFirst) {
            wire.writeName(ID);
            write(wire, document.get(ID));
        }
        for (Map.Entry<String, Object> field : document.entrySet()) {
            if (!idFirst || !field.getKey().equals(ID)) {
                wire.writeName(field.getKey());
                write(wire, field.getValue());
            }
        }
        wire.writeEndDocument();
    }

    @SuppressWarnings(
            "IfChainToSwitch") // The first use of a switch over types costs a starting process some milliseconds.
    private void write(WireWriter writer, @Nullable Object value) {
        if (value instanceof String text) {
            writer.writeString(text);
        } else if (value instanceof Integer number) {
            writer.writeInt32(number);
        } else if (value instanceof Long number) {
            writer.writeInt64(number);
        } else if (value instanceof Double number) {
            writer.writeDouble(number);
        } else if (value instanceof Boolean yes) {
            writer.writeBoolean(yes);
        } else if (value instanceof ObjectId id) {
            writer.writeObjectId(id);
        } else if (value instanceof RawBsonDocument raw) {
            writer.writeDocument(raw.getBackingArray(), raw.getByteOffset(), raw.getByteLength());
        } else if (value == null) {
            writer.writeNull();
        } else {
            writeOther(writer, value);
        }
    }

    private void writeOther(WireWriter writer, Object value) {
        Class<?> type = value.getClass();
        if (type == Date.class) {
            writer.writeDateTime(((Date) value).getTime());
        } else if (type == Document.class) {
            encode(writer, (Document) value, INNER);
        } else {
            Codec<?> codec = registry.get(type);
            if (codec.getClass() == rest().collections) {
                write(writer, (Collection<?>) value);
            } else {
                encode(codec, writer, value);
            }
        }
    }

    private void write(WireWriter writer, Collection<?> values) {
        writer.writeStartArray();
        for (Object value : values) {
            write(writer, value);
        }
        writer.writeEndArray();
    }

    @SuppressWarnings("unchecked") // the registry answers a class with a codec of that class
    private static void encode(Codec<?> codec, BsonWriter writer, Object value) {
        ((Codec<Object>) codec).encode(writer, value, INNER);
    }
}
