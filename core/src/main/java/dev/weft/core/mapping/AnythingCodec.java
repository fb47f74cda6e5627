package dev.weft.core.mapping;

import java.util.Collection;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.BsonTypeClassMap;
import org.bson.codecs.BsonTypeCodecMap;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;

/** Reads and writes what is declared as {@code Object}: the BSON type says what is made of it, as in a {@code Document}. */
final class AnythingCodec implements Codec<Object> {
    private final CodecRegistry registry;
    private final BsonTypeCodecMap byType;

    AnythingCodec(CodecRegistry registry) {
        this.registry = registry;
        this.byType = new BsonTypeCodecMap(new BsonTypeClassMap(), registry);
    }

    @Override
    public Object decode(BsonReader reader, DecoderContext context) {
        return byType.get(reader.getCurrentBsonType()).decode(reader, context);
    }

    @Override
    @SuppressWarnings("unchecked") // the registry answers a class with a codec of that class
    public void encode(BsonWriter writer, Object value, EncoderContext context) {
        Class<?> type = switch (value) {
            case org.bson.conversions.Bson document -> document.getClass();
            case Map<?, ?> map -> Map.class;
            case Collection<?> collection -> Collection.class;
            case Enum<?> constant -> constant.getDeclaringClass();
            default -> value.getClass();
        };
        ((Codec<Object>) Unmapped.codec(type, registry)).encode(writer, value, context);
    }

    @Override
    public Class<Object> getEncoderClass() {
        return Object.class;
    }
}
