package dev.weft.core.mapping;

import java.time.Year;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Stores a {@link Year} as an int, so that years are compared and sorted as numbers; reads any whole number. */
final class YearCodec implements Codec<Year> {
    @Override
    public Year decode(BsonReader reader, DecoderContext context) {
        BsonType found = reader.getCurrentBsonType();
        return switch (found) {
            case INT32, INT64, DOUBLE, DECIMAL128 -> Year.of((int) Primitive.INT.read(reader, found));
            default -> throw MismatchException.expected(Year.class.getName(), found);
        };
    }

    @Override
    public void encode(BsonWriter writer, Year value, EncoderContext context) {
        writer.writeInt32(value.getValue());
    }

    @Override
    public Class<Year> getEncoderClass() {
        return Year.class;
    }
}
