package dev.weft.core.mapping;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Reads and writes an array of objects. */
final class ArrayCodec implements Codec<Object> {
    private final Class<?> type;
    private final Object[] none;
    private final ElementsCodec list;

    ArrayCodec(Class<?> type, Coding elements) {
        this.type = type;
        this.none = (Object[]) java.lang.reflect.Array.newInstance(type.componentType(), 0);
        this.list = new ElementsCodec(List.class, elements, ArrayList::new);
    }

    @Override
    public Object decode(BsonReader reader, DecoderContext context) {
        return ((List<?>) list.decode(reader, context)).toArray(none);
    }

    @Override
    public void encode(BsonWriter writer, Object value, EncoderContext context) {
        list.encode(writer, java.util.Arrays.asList((Object[]) value), context);
    }

    @Override
    @SuppressWarnings("unchecked") // Codec says Class<Object>, and every class is one
    public Class<Object> getEncoderClass() {
        return (Class<Object>) type;
    }
}
