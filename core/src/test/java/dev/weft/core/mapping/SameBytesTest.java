package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.BinaryVector;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.codecs.pojo.annotations.BsonRepresentation;
import org.bson.codecs.record.RecordCodecProvider;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the record codec of {@code org.bson} stores, too, is stored in the same bytes, and each reads what the other has written. */
public class SameBytesTest {
    private static final Stored BY_THEM = new Stored(CodecRegistries.withUuidRepresentation(
            CodecRegistries.fromRegistries(
                    Bson.DEFAULT_CODEC_REGISTRY, CodecRegistries.fromProviders(new RecordCodecProvider())),
            UuidRepresentation.STANDARD));
    private static final ObjectId ID = new ObjectId("507f1f77bcf86cd799439011");

    public record Plain(byte b, short s, int i, long l, float f, double d, boolean yes, char c, String text) {}

    public record Wrapped(
            @Nullable Integer i,
            @Nullable Long l,
            @Nullable Double d,
            @Nullable Boolean yes,
            @Nullable String text) {}

    public record Ids(
            @BsonId ObjectId key,
            String id,
            UUID uuid,
            @BsonProperty("n") int number) {}

    public record Hex(
            @BsonId @BsonRepresentation(BsonType.OBJECT_ID) String hex) {}

    public record Times(Instant instant, LocalDate date, LocalDateTime dateTime, LocalTime time, BsonTimestamp stamp) {}

    public record Numbers(BigDecimal big, Decimal128 decimal) {}

    public record Containers(
            List<Integer> numbers, Set<String> one, Map<String, Double> map, List<List<Plain>> deep, DayOfWeek day) {}

    public record Documents(Document document, BsonDocument bson, BsonBinary binary, BinaryVector vector) {}

    public record Page<T>(
            List<T> items, Map<String, T> named, @Nullable T best) {}

    public record Library(Page<Plain> page, Page<String> texts) {}

    public record Tree(int value, @Nullable Tree left, List<Tree> others) {}

    private static Plain plain() {
        return new Plain((byte) 1, (short) -2, 3, 4, 0.1f, -0.5, true, 'ß', "text");
    }

    private static Stream<Record> records() {
        return Stream.of(
                plain(),
                new Wrapped(1, 2L, 3.0, true, "x"),
                new Wrapped(null, null, null, null, null),
                new Ids(ID, "x", new UUID(1, 2), 3),
                new Hex(ID.toHexString()),
                new Times(
                        Instant.ofEpochMilli(-1),
                        LocalDate.EPOCH,
                        LocalDate.EPOCH.atStartOfDay(),
                        LocalTime.NOON,
                        new BsonTimestamp(1, 2)),
                new Numbers(new BigDecimal("-1.20"), Decimal128.NaN),
                new Containers(
                        Arrays.asList(1, null),
                        Set.of("a"),
                        Map.of("k", 1.5),
                        List.of(List.of(plain()), List.of()),
                        DayOfWeek.SUNDAY),
                new Documents(
                        new Document("a", 1).append("b", List.of("x")),
                        BsonDocument.parse("{a: {b: [null]}}"),
                        new BsonBinary(new byte[] {1}),
                        BinaryVector.floatVector(new float[] {1.5f})),
                new Library(
                        new Page<>(List.of(plain()), Map.of("k", plain()), plain()),
                        new Page<>(List.of("x"), Map.of(), null)),
                new Tree(1, new Tree(2, null, List.of()), List.of(new Tree(3, null, List.of()))));
    }

    @TestFactory
    Stream<DynamicTest> areTheSameAsThoseOfTheOtherCodec() {
        return records().map(each -> DynamicTest.dynamicTest(each.toString(), () -> compare(each)));
    }

    private static <T extends Record> void compare(T value) {
        @SuppressWarnings("unchecked") // the class of a record is its type
        Class<T> type = (Class<T>) value.getClass();
        byte[] ours = Stored.BY_US.bytes(type, value);
        byte[] theirs = BY_THEM.bytes(type, value);
        assertArrayEquals(theirs, ours);
        assertEquals(value, Stored.BY_US.read(type, theirs));
        assertEquals(value, BY_THEM.read(type, ours));
    }
}
