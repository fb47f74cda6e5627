package dev.weft.core.mapping;

import java.util.Collection;
import java.util.function.Supplier;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Reads and writes a collection as an array.
 *
 * @param type the collection
 * @param elements how its elements are read and written
 * @param empty makes one
 */
record ElementsCodec(Class<?> type, Coding elements, Supplier<Collection<Object>> empty) implements Codec<Object> {
    @Override
    @SuppressWarnings("NullAway") // a collection that takes null is given it
    public Object decode(BsonReader reader, DecoderContext context) {
        Collection<Object> read = empty.get();
        reader.readStartArray();
        int index = 0;
        try {
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                read.add(elements.read(reader));
                index++;
            }
        } catch (MismatchException mismatch) {
            throw mismatch.at(index);
        } catch (NullPointerException refused) {
            throw new MismatchException(type.getName() + " takes no null", refused).at(index);
        }
        reader.readEndArray();
        return read;
    }

    @Override
    public void encode(BsonWriter writer, Object value, EncoderContext context) {
        int index = 0;
        writer.writeStartArray();
        try {
            for (Object element : (Iterable<?>) value) {
                elements.writeElement(writer, element);
                index++;
            }
        } catch (MismatchException mismatch) {
            throw mismatch.at(index);
        }
        writer.writeEndArray();
    }

    @Override
    @SuppressWarnings("unchecked") // Codec says Class<Object>, and every class is one
    public Class<Object> getEncoderClass() {
        return (Class<Object>) type;
    }
}
