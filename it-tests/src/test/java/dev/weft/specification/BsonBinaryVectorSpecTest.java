package dev.weft.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.protocol.testing.Specifications;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bson.BinaryVector;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.Float32BinaryVector;
import org.bson.Int8BinaryVector;
import org.bson.PackedBitBinaryVector;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Binary subtype 9 against {@code org.bson}'s vectors. */
class BsonBinaryVectorSpecTest {
    @TestFactory
    Stream<DynamicTest> everyVectorOfTheSpecification() {
        return Specifications.cases("bson-binary-vector/tests", BsonBinaryVectorSpecTest::cases);
    }

    private static Stream<DynamicTest> cases(Path file) {
        BsonDocument suite = Specifications.read(file);
        String key = suite.getString("test_key").getValue();
        return suite.getArray("tests").stream().map(BsonValue::asDocument).map(each -> {
            String name =
                    file.getFileName() + ": " + each.getString("description").getValue();
            boolean valid = each.getBoolean("valid").getValue();
            return DynamicTest.dynamicTest(name, valid ? () -> valid(key, each) : () -> invalid(key, each));
        });
    }

    private static void valid(String key, BsonDocument each) {
        String expected = each.getString("canonical_bson").getValue().toLowerCase(Locale.ROOT);
        BinaryVector vector = vector(each);
        var encoded = new RawBsonDocument(new BsonDocument(key, new BsonBinary(vector)), new BsonDocumentCodec());
        assertEquals(expected, HexFormat.of().formatHex(bytes(encoded)));
        assertEquals(vector, decode(key, expected));
    }

    private static void invalid(String key, BsonDocument each) {
        boolean checked = false;
        if (each.containsKey("vector") && expressible(each)) {
            assertThrows(RuntimeException.class, () -> new BsonBinary(vector(each)));
            checked = true;
        }
        if (each.containsKey("canonical_bson")) {
            String bson = each.getString("canonical_bson").getValue();
            assertThrows(RuntimeException.class, () -> decode(key, bson));
            checked = true;
        }
        if (!checked) {
            throw new TestAbortedException(
                    "can't be written down: only packed bits have a padding in org.bson's types");
        }
    }

    private static BinaryVector decode(String key, String hex) {
        byte[] bson = HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT));
        return new RawBsonDocument(bson).getBinary(key).asVector();
    }

    private static byte[] bytes(RawBsonDocument document) {
        var buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static boolean expressible(BsonDocument each) {
        return each.getString("dtype_hex").getValue().equals("0x10") || padding(each) == 0;
    }

    private static int padding(BsonDocument each) {
        return each.getNumber("padding", new BsonInt32(0)).intValue();
    }

    private static BinaryVector vector(BsonDocument each) {
        List<BsonValue> values = each.getArray("vector").getValues();
        String type = each.getString("dtype_hex").getValue();
        return switch (type) {
            case "0x03" -> int8(values);
            case "0x27" -> float32(values);
            case "0x10" -> packedBits(values, padding(each));
            default -> throw new AssertionError("unknown type of vector: " + type);
        };
    }

    private static Int8BinaryVector int8(List<BsonValue> values) {
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Byte.parseByte(whole(values.get(i)));
        }
        return BinaryVector.int8Vector(bytes);
    }

    private static Float32BinaryVector float32(List<BsonValue> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values.get(i).asNumber().doubleValue();
        }
        return BinaryVector.floatVector(floats);
    }

    private static PackedBitBinaryVector packedBits(List<BsonValue> values, int padding) {
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            int bits = Integer.parseInt(whole(values.get(i)));
            if (bits < 0 || bits > 255) {
                throw new IllegalArgumentException(bits + " is no byte");
            }
            bytes[i] = (byte) bits;
        }
        return BinaryVector.packedBitVector(bytes, (byte) padding);
    }

    /** Refuses what has a fraction, as a {@code byte} would. */
    private static String whole(BsonValue number) {
        return number.isInt32() ? String.valueOf(number.asInt32().getValue()) : number.toString();
    }
}
