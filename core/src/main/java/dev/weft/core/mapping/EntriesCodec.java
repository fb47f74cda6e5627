package dev.weft.core.mapping;

import java.util.Map;
import java.util.function.Supplier;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Reads and writes a map as a document.
 *
 * @param type the map
 * @param keys how a key is a field's name
 * @param values how its values are read and written
 * @param empty makes one
 */
record EntriesCodec(Class<?> type, Text<?> keys, Coding values, Supplier<Map<Object, Object>> empty)
        implements Codec<Object> {
    @Override
    @SuppressWarnings("NullAway") // a map that takes null is given it
    public Object decode(BsonReader reader, DecoderContext context) {
        Map<Object, Object> read = empty.get();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            try {
                read.put(keys.parse(name), values.read(reader));
            } catch (MismatchException mismatch) {
                throw mismatch.at(name);
            } catch (NullPointerException refused) {
                throw new MismatchException(type.getName() + " takes no null", refused).at(name);
            }
        }
        reader.readEndDocument();
        return read;
    }

    @Override
    public void encode(BsonWriter writer, Object value, EncoderContext context) {
        writer.writeStartDocument();
        ((Map<?, ?>) value).forEach((key, each) -> {
            String name = keys.print(key);
            writer.writeName(name);
            try {
                values.writeElement(writer, each);
            } catch (MismatchException mismatch) {
                throw mismatch.at(name);
            }
        });
        writer.writeEndDocument();
    }

    @Override
    @SuppressWarnings("unchecked") // Codec says Class<Object>, and every class is one
    public Class<Object> getEncoderClass() {
        return (Class<Object>) type;
    }
}
