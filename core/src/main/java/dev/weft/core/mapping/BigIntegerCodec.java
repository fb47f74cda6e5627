package dev.weft.core.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;

/** Stores a {@link BigInteger} as a Decimal128, which has 34 digits; reads any whole number. */
final class BigIntegerCodec implements Codec<BigInteger> {
    @Override
    public BigInteger decode(BsonReader reader, DecoderContext context) {
        BsonType found = reader.getCurrentBsonType();
        try {
            return switch (found) {
                case INT32 -> BigInteger.valueOf(reader.readInt32());
                case INT64 -> BigInteger.valueOf(reader.readInt64());
                case DOUBLE -> new BigDecimal(reader.readDouble()).toBigIntegerExact();
                case DECIMAL128 -> reader.readDecimal128().bigDecimalValue().toBigIntegerExact();
                default -> throw MismatchException.expected(BigInteger.class.getName(), found);
            };
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw MismatchException.read(BigInteger.class.getName(), found, notWhole);
        }
    }

    @Override
    public void encode(BsonWriter writer, BigInteger value, EncoderContext context) {
        writer.writeDecimal128(new Decimal128(new BigDecimal(value)));
    }

    @Override
    public Class<BigInteger> getEncoderClass() {
        return BigInteger.class;
    }
}
