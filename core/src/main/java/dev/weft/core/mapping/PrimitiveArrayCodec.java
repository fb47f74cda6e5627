package dev.weft.core.mapping;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Reads and writes an array of primitives as an array, without boxing; bytes are a binary value and no business of this class. */
record PrimitiveArrayCodec(Class<?> type, Primitive primitive) implements Codec<Object> {
    private static final int FIRST = 16;

    @Override
    public Object decode(BsonReader reader, DecoderContext context) {
        long[] bits = new long[FIRST];
        int size = 0;
        reader.readStartArray();
        try {
            for (BsonType found = reader.readBsonType();
                    found != BsonType.END_OF_DOCUMENT;
                    found = reader.readBsonType()) {
                if (size == bits.length) {
                    bits = Arrays.copyOf(bits, 2 * size);
                }
                bits[size] = primitive.read(reader, found);
                size++;
            }
        } catch (MismatchException mismatch) {
            throw mismatch.at(size);
        }
        reader.readEndArray();
        return primitive == Primitive.LONG ? Arrays.copyOf(bits, size) : narrowed(bits, size);
    }

    private Object narrowed(long[] bits, int size) {
        Object array = Array.newInstance(primitive.type(), size);
        for (int i = 0; i < size; i++) {
            switch (array) {
                case int[] ints -> ints[i] = (int) bits[i];
                case short[] shorts -> shorts[i] = (short) bits[i];
                case char[] chars -> chars[i] = (char) bits[i];
                case boolean[] booleans -> booleans[i] = bits[i] != 0;
                case float[] floats -> floats[i] = (float) Double.longBitsToDouble(bits[i]);
                case double[] doubles -> doubles[i] = Double.longBitsToDouble(bits[i]);
                default -> throw new IllegalStateException("no array of primitives: " + array);
            }
        }
        return array;
    }

    @Override
    public void encode(BsonWriter writer, Object value, EncoderContext context) {
        writer.writeStartArray();
        int size = Array.getLength(value);
        for (int i = 0; i < size; i++) {
            primitive.write(writer, bitsAt(value, i));
        }
        writer.writeEndArray();
    }

    private static long bitsAt(Object array, int i) {
        return switch (array) {
            case int[] ints -> ints[i];
            case long[] longs -> longs[i];
            case short[] shorts -> shorts[i];
            case char[] chars -> chars[i];
            case boolean[] booleans -> booleans[i] ? 1 : 0;
            case float[] floats -> Double.doubleToRawLongBits(floats[i]);
            case double[] doubles -> Double.doubleToRawLongBits(doubles[i]);
            default -> throw new IllegalStateException("no array of primitives: " + array);
        };
    }

    @Override
    @SuppressWarnings("unchecked") // Codec says Class<Object>, and every class is one
    public Class<Object> getEncoderClass() {
        return (Class<Object>) type;
    }
}
