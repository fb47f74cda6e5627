package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.DBRef;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bson.BinaryVector;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonReader;
import org.bson.BsonRegularExpression;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.Float32BinaryVector;
import org.bson.UuidRepresentation;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.pojo.PojoCodecProvider;
import org.bson.codecs.pojo.annotations.BsonDiscriminator;
import org.bson.codecs.pojo.annotations.BsonExtraElements;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonIgnore;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.codecs.pojo.annotations.BsonRepresentation;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RecordPropertyTest} says of the plain types, of all others that are mapped, by chance: arrays, binary values and vectors, references,
 * decimals, the rest of {@code java.time}, sets and maps of enums, every annotation, a POJO and a type with a codec of the user's.
 */
public class EveryTypePropertyTest {
    private static final Stored STORED = new Stored(CodecRegistries.withUuidRepresentation(
            Mapping.withRecords(CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(new MoneyCodec()),
                    Bson.DEFAULT_CODEC_REGISTRY,
                    CodecRegistries.fromProviders(
                            PojoCodecProvider.builder().register(Pojo.class).build()))),
            UuidRepresentation.STANDARD));

    @BsonDiscriminator(key = "kind")
    sealed interface Part {}

    @SuppressWarnings("ArrayRecordComponent") // arrays are what is tested
    record Binaries(
            byte[] bytes,
            int[] ints,
            double[] doubles,
            String[] words,
            Sum[] sums,
            BinaryVector any,
            Float32BinaryVector floats)
            implements Part {}

    @BsonDiscriminator("values")
    record Values(
            Decimal128 decimal,
            BigInteger whole,
            DBRef ref,
            BsonDocument tree,
            Money money,
            List<Optional<Money>> purse)
            implements Part {}

    record Times(
            LocalDateTime dateTime,
            LocalTime time,
            Year year,
            YearMonth month,
            MonthDay day,
            Duration duration,
            Period period,
            ZoneId zone,
            ZoneOffset offset)
            implements Part {}

    record Enums(EnumSet<Month> set, EnumMap<Month, TimeUnit> map, Map<TimeUnit, List<Month>> plain) implements Part {}

    record Annotated(
            @BsonId @BsonRepresentation(BsonType.OBJECT_ID) String hex,
            @BsonProperty("n") @Nullable Integer number,
            @BsonIgnore @Nullable String cached,
            @BsonRepresentation(BsonType.STRING) long text,
            @Nullable Pojo pojo,
            Page<Part> page,
            @BsonExtraElements Document rest)
            implements Part {}

    record Page<T>(List<T> items, @Nullable T best) {}

    record Sum(int of) {}

    record Money(long cents) {}

    private static final class MoneyCodec implements Codec<Money> {
        @Override
        public Money decode(BsonReader reader, DecoderContext context) {
            return new Money(Long.parseLong(reader.readString().substring(1)));
        }

        @Override
        public void encode(BsonWriter writer, Money value, EncoderContext context) {
            writer.writeString("$" + value.cents());
        }

        @Override
        public Class<Money> getEncoderClass() {
            return Money.class;
        }
    }

    public static final class Pojo {
        private int copies;

        public int getCopies() {
            return copies;
        }

        public void setCopies(int value) {
            copies = value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pojo pojo && pojo.copies == copies;
        }

        @Override
        public int hashCode() {
            return copies;
        }
    }

    private static List<Part> all(Random random, int depth) {
        return List.of(binaries(random), values(random), times(random), enums(random), annotated(random, depth));
    }

    private static Binaries binaries(Random random) {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        float[] floats = new float[random.nextInt(4)];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
        }
        String[] words = random.ints(random.nextInt(3), 0x20, 0x2000)
                .mapToObj(Character::toString)
                .toArray(String[]::new);
        return new Binaries(
                bytes,
                random.ints(random.nextInt(40)).toArray(),
                random.doubles(random.nextInt(3)).toArray(),
                words,
                new Sum[] {new Sum(random.nextInt())},
                BinaryVector.int8Vector(bytes),
                BinaryVector.floatVector(floats));
    }

    private static Values values(Random random) {
        var extra = new BsonDocument();
        for (int i = random.nextInt(3); i > 0; i--) {
            extra.append("extra" + i, new BsonInt32(i));
        }
        return new Values(
                Decimal128.fromIEEE754BIDEncoding(random.nextLong() >>> 4, random.nextLong()),
                new BigInteger(100, random),
                new DBRef(
                        "c",
                        new BsonInt32(random.nextInt()),
                        Optional.of("db").filter(any -> random.nextBoolean()),
                        extra),
                extra.clone(),
                new Money(random.nextLong()),
                List.of(Optional.empty(), Optional.of(new Money(random.nextInt()))));
    }

    private static Times times(Random random) {
        return new Times(
                LocalDateTime.ofEpochSecond(random.nextInt(), 1_000_000 * random.nextInt(1000), ZoneOffset.UTC),
                LocalTime.ofNanoOfDay(1_000_000L * random.nextInt(86_400_000)),
                Year.of(random.nextInt(Year.MIN_VALUE, Year.MAX_VALUE)),
                YearMonth.of(random.nextInt(-9999, 9999), 1 + random.nextInt(12)),
                MonthDay.of(2, 1 + random.nextInt(29)),
                Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)),
                Period.of(random.nextInt(100), -random.nextInt(100), random.nextInt(100)),
                random.nextBoolean() ? ZoneId.of("Europe/Oslo") : ZoneOffset.ofHours(random.nextInt(18)),
                ZoneOffset.ofTotalSeconds(random.nextInt(-60_000, 60_000)));
    }

    private static Enums enums(Random random) {
        var set = EnumSet.noneOf(Month.class);
        var map = new EnumMap<Month, TimeUnit>(Month.class);
        for (int i = random.nextInt(5); i > 0; i--) {
            set.add(Month.of(1 + random.nextInt(12)));
            map.put(Month.of(1 + random.nextInt(12)), random.nextBoolean() ? TimeUnit.DAYS : TimeUnit.HOURS);
        }
        return new Enums(set, map, Map.of(TimeUnit.DAYS, List.copyOf(set)));
    }

    private static Annotated annotated(Random random, int depth) {
        List<Part> parts = depth == 0 ? List.of() : new ArrayList<>(all(random, depth - 1));
        Pojo pojo = random.nextBoolean() ? null : new Pojo();
        if (pojo != null) {
            pojo.setCopies(random.nextInt());
        }
        var rest = new Document();
        for (int i = random.nextInt(3); i > 0; i--) {
            rest.append("rest" + i, List.of(i, "x", 2.5));
        }
        return new Annotated(
                new ObjectId().toHexString(),
                random.nextBoolean() ? null : random.nextInt(),
                null,
                random.nextLong(),
                pojo,
                new Page<>(parts, parts.isEmpty() ? null : parts.getFirst()),
                rest);
    }

    /** Arrays have no equality of their own, so it is also asked whether what came back is stored as what was sent. */
    @Property(tries = 100)
    void survivesTheRoundTrip(@ForAll Random random) {
        for (Part part : all(random, 2)) {
            byte[] bytes = STORED.bytes(Part.class, part);
            Part back = STORED.read(Part.class, bytes);
            assertArrayEquals(bytes, STORED.bytes(Part.class, back));
            if (part instanceof Binaries one && back instanceof Binaries other) {
                assertArrayEquals(one.bytes(), other.bytes());
                assertArrayEquals(one.ints(), other.ints());
                assertArrayEquals(one.doubles(), other.doubles());
                assertArrayEquals(one.words(), other.words());
                assertArrayEquals(one.sums(), other.sums());
                assertEquals(one.any(), other.any());
                assertEquals(one.floats(), other.floats());
            } else if (!(part instanceof Annotated)) {
                assertEquals(part, back);
            }
        }
        Annotated flat = annotated(random, 0);
        assertEquals(flat, STORED.roundTrip(Part.class, flat));
    }

    /** A regular expression is what none of these types is read from. */
    private static final BsonValue WRONG = new BsonRegularExpression("^x");

    @Property(tries = 50)
    void aFieldThatIsMissingNullAdditionalOrOfAWrongTypeGivesWhatIsSpecified(@ForAll Random random) {
        for (Part part : all(random, 1)) {
            for (RecordComponent component : part.getClass().getRecordComponents()) {
                if (!Set.of("cached", "rest").contains(component.getName())) {
                    check(part, component);
                }
            }
        }
    }

    private static void check(Part part, RecordComponent component) {
        String field = switch (component.getName()) {
            case "hex" -> "_id";
            case "number" -> "n";
            default -> component.getName();
        };
        BsonDocument without = new BsonDocument();
        without.putAll(STORED.document(Part.class, part));
        without.remove(field);
        BsonDocument wrong = without.clone().append(field, WRONG);
        assertEquals(field, fails(wrong).path());
        assertEquals(part.getClass(), fails(wrong).root());
        BsonDocument withNull = without.clone().append(field, BsonNull.VALUE);
        if (component.getType().isPrimitive()) {
            assertEquals(field, fails(without).path());
            assertEquals(field, fails(withNull).path());
            return;
        }
        assertEquals(without, STORED.document(Part.class, read(without)));
        assertEquals(without, STORED.document(Part.class, read(withNull)));
        BsonDocument more = without.clone().append("additional", new BsonInt32(1));
        assertEquals(part instanceof Annotated ? more : without, STORED.document(Part.class, read(more)));
    }

    private static byte[] bytes(BsonDocument document) {
        return STORED.bytes(BsonDocument.class, document);
    }

    private static Part read(BsonDocument document) {
        return STORED.read(Part.class, bytes(document));
    }

    private static MismatchException fails(BsonDocument document) {
        return assertThrows(MismatchException.class, () -> read(document));
    }
}
