package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.DBRef;
import dev.weft.error.MappingFailedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bson.BinaryVector;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.Float32BinaryVector;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each type of a component is stored as, and that it comes back. */
class TypesTest {
    private static final ObjectId ID = new ObjectId("507f1f77bcf86cd799439011");
    private static final UUID KEY = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    record Numbers(byte b, short s, int i, long l, float f, double d) {}

    record Others(boolean yes, char c, String text, DayOfWeek day) {}

    record Wrappers(Byte b, Short s, Integer i, Long l, Float f, Double d, Boolean yes, Character c) {}

    record Big(BigDecimal decimal, BigInteger integer, Decimal128 d128) {}

    record Times(Instant instant, LocalDate date, LocalDateTime dateTime, LocalTime time) {}

    record TextTimes(
            Duration duration,
            Period period,
            ZoneId zone,
            ZoneId fixed,
            ZoneOffset offset,
            YearMonth month,
            MonthDay monthDay) {}

    record Calendar(Year year, Year old, Month month, DayOfWeek day, Map<Year, Integer> byYear) {}

    enum Size {
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "with a body, so of a class of its own";
            }
        }
    }

    record Enums(
            EnumSet<DayOfWeek> days,
            EnumSet<Size> none,
            EnumMap<DayOfWeek, List<Integer>> hours,
            Map<Size, Inner> bySize,
            NavigableMap<Month, String> sorted,
            Object any) {}

    record Held<E extends Enum<E>>(EnumSet<E> set, EnumMap<E, E> map) {}

    record Holder(Held<Size> held) {}

    record Ids(ObjectId id, UUID uuid, DBRef ref, DBRef far) {}

    record Vectors(BinaryVector any, Float32BinaryVector floats) {}

    record Documents(Document document, BsonDocument bson, RawBsonDocument raw, BsonValue value, BsonValue none) {}

    record Inner(int x) {}

    record Nested(
            Inner inner,
            List<Inner> list,
            Map<String, Inner> map,
            @Nullable Inner none) {}

    record Optionals(Optional<String> there, Optional<Inner> empty, OptionalInt number, List<Optional<Integer>> list) {}

    record Collections(
            Collection<Integer> collection,
            List<Integer> list,
            Set<Integer> set,
            SequencedSet<String> sequenced,
            SortedSet<String> sorted,
            ConcurrentHashMap<String, Integer> concrete) {}

    record Maps(
            Map<DayOfWeek, Integer> enums,
            Map<Integer, String> ints,
            SortedMap<String, List<Integer>> sorted,
            NavigableMap<Long, Map<String, Boolean>> nested) {}

    record Anything(Object number, Object document, List<Object> list, Map<String, Object> map) {}

    @SuppressWarnings("ArrayRecordComponent") // arrays are what is tested
    record Page<T>(int number, List<T> items, Optional<T> best, T[] all) {}

    record Library(Page<Inner> page, Page<Page<String>> pages, List<? extends Inner> wild) {}

    record Row<T>(Class<T> type, T value, String json) {}

    private static <T extends Record> Row<T> row(T value, String json) {
        @SuppressWarnings("unchecked") // the class of a record is its type
        Class<T> type = (Class<T>) value.getClass();
        return new Row<>(type, value, json);
    }

    private static Stream<Row<?>> rows() {
        return Stream.of(
                row(
                        new Numbers((byte) -1, (short) 2, 3, 4L, 0.5f, -0.0),
                        "{b: -1, s: 2, i: 3, l: {$numberLong: '4'}, f: 0.5, d: -0.0}"),
                row(new Others(true, 'ü', "", DayOfWeek.FRIDAY), "{yes: true, c: 'ü', text: '', day: 'FRIDAY'}"),
                row(
                        new Wrappers((byte) -1, (short) 2, 3, 4L, 0.5f, 1.5, false, 'x'),
                        "{b: -1, s: 2, i: 3, l: {$numberLong: '4'}, f: 0.5, d: 1.5, yes: false, c: 'x'}"),
                row(
                        new Big(new BigDecimal("1.50"), BigInteger.TEN.pow(30), Decimal128.POSITIVE_INFINITY),
                        "{decimal: {$numberDecimal: '1.50'}, integer: {$numberDecimal: '1" + "0".repeat(30)
                                + "'}, d128: {$numberDecimal: 'Infinity'}}"),
                row(
                        new Times(
                                Instant.ofEpochMilli(5),
                                LocalDate.EPOCH,
                                LocalDate.EPOCH.atTime(0, 0, 1),
                                LocalTime.of(0, 0, 2)),
                        "{instant: {$date: {$numberLong: '5'}}, date: {$date: {$numberLong: '0'}},"
                                + " dateTime: {$date: {$numberLong: '1000'}}, time: {$date: {$numberLong: '2000'}}}"),
                row(
                        new TextTimes(
                                Duration.ofMinutes(-90),
                                Period.of(1, 0, -3),
                                ZoneId.of("Europe/Oslo"),
                                ZoneOffset.ofHours(2),
                                ZoneOffset.UTC,
                                YearMonth.of(2024, 2),
                                MonthDay.of(2, 29)),
                        "{duration: 'PT-1H-30M', period: 'P1Y-3D', zone: 'Europe/Oslo', fixed: '+02:00', offset: 'Z',"
                                + " month: '2024-02', monthDay: '--02-29'}"),
                row(
                        new Calendar(Year.of(1974), Year.of(-44), Month.MAY, DayOfWeek.FRIDAY, Map.of(Year.of(812), 1)),
                        "{year: 1974, old: -44, month: 'MAY', day: 'FRIDAY', byYear: {'812': 1}}"),
                row(
                        new Enums(
                                EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                                EnumSet.noneOf(Size.class),
                                new EnumMap<>(Map.of(DayOfWeek.MONDAY, List.of(9, 17))),
                                Map.of(Size.LARGE, new Inner(1)),
                                new TreeMap<>(Map.of(Month.MAY, "m")),
                                "x"),
                        "{days: ['MONDAY', 'SUNDAY'], none: [], hours: {MONDAY: [9, 17]}, bySize: {LARGE: {x: 1}},"
                                + " sorted: {MAY: 'm'}, any: 'x'}"),
                row(
                        new Holder(
                                new Held<>(EnumSet.allOf(Size.class), new EnumMap<>(Map.of(Size.SMALL, Size.LARGE)))),
                        "{held: {set: ['SMALL', 'LARGE'], map: {SMALL: 'LARGE'}}}"),
                row(
                        new Ids(
                                ID,
                                KEY,
                                DBRef.of("c", new BsonInt32(1)),
                                new DBRef("c", new BsonInt32(1), Optional.of("d"))),
                        "{id: {$oid: '" + ID + "'}, uuid: {$uuid: '" + KEY
                                + "'}, ref: {$ref: 'c', $id: 1}, far: {$ref: 'c', $id: 1, $db: 'd'}}"),
                row(
                        new Vectors(
                                BinaryVector.int8Vector(new byte[] {1}), BinaryVector.floatVector(new float[] {0.5f})),
                        "{any: {$binary: {base64: 'AwAB', subType: '09'}},"
                                + " floats: {$binary: {base64: 'JwAAAAA/', subType: '09'}}}"),
                row(
                        new Documents(
                                new Document("a", List.of(1)),
                                new BsonDocument("a", BsonNull.VALUE),
                                RawBsonDocument.parse("{r: 1}"),
                                new BsonInt32(1),
                                BsonNull.VALUE),
                        "{document: {a: [1]}, bson: {a: null}, raw: {r: 1}, value: 1, none: null}"),
                row(
                        new Nested(new Inner(1), List.of(new Inner(2)), Map.of("k", new Inner(3)), null),
                        "{inner: {x: 1}, list: [{x: 2}], map: {k: {x: 3}}}"),
                row(
                        new Optionals(
                                Optional.of("x"),
                                Optional.empty(),
                                OptionalInt.of(3),
                                List.of(Optional.of(1), Optional.empty())),
                        "{there: 'x', number: 3, list: [1, null]}"),
                row(
                        new Collections(
                                List.of(1, 2),
                                List.of(),
                                Set.of(7),
                                new java.util.LinkedHashSet<>(List.of("z", "a")),
                                new TreeSet<>(List.of("b", "a")),
                                new ConcurrentHashMap<>(Map.of("k", 1))),
                        "{collection: [1, 2], list: [], set: [7], sequenced: ['z', 'a'], sorted: ['a', 'b'],"
                                + " concrete: {k: 1}}"),
                row(
                        new Maps(
                                Map.of(DayOfWeek.MONDAY, 1),
                                Map.of(-7, "x"),
                                new TreeMap<>(Map.of("a", List.of(1))),
                                new TreeMap<>(Map.of(5L, Map.of("t", true)))),
                        "{enums: {MONDAY: 1}, ints: {'-7': 'x'}, sorted: {a: [1]}, nested: {'5': {t: true}}}"),
                row(
                        new Anything(1, new Document("a", 2L), List.of("x", ID), Map.of("k", List.of(1.5))),
                        "{number: 1, document: {a: {$numberLong: '2'}}, list: ['x', {$oid: '" + ID
                                + "'}], map: {k: [1.5]}}"));
    }

    @TestFactory
    Stream<DynamicTest> isStoredAsTheTableSaysAndComesBack() {
        return rows().map(row -> dynamicTest(row.type().getSimpleName(), () -> check(row)));
    }

    private static <T> void check(Row<T> row) {
        assertEquals(BsonDocument.parse(row.json()), Stored.BY_US.document(row.type(), row.value()));
        assertEquals(row.value(), Stored.BY_US.roundTrip(row.type(), row.value()));
        assertEquals(row.value(), Stored.BY_US.read(row.type(), row.json()));
    }

    @Test
    void fillsInTheArgumentsOfARecordWhereverItStands() {
        var page = new Page<>(1, List.of(new Inner(1)), Optional.of(new Inner(2)), new Inner[] {new Inner(3)});
        var inner = new Page<>(3, List.of("a"), Optional.<String>empty(), new String[0]);
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type has no other form
        Page<String>[] none = new Page[0];
        var library = new Library(page, new Page<>(2, List.of(inner), Optional.empty(), none), List.of(new Inner(4)));
        var back = Stored.BY_US.roundTrip(Library.class, library);
        assertEquals(page.items(), back.page().items());
        assertEquals(page.best(), back.page().best());
        assertArrayEquals(page.all(), back.page().all());
        assertEquals(List.of("a"), back.pages().items().getFirst().items());
        assertEquals(List.of(new Inner(4)), back.wild());
    }

    @Test
    void refusesARecordWhoseArgumentIsNotKnown() {
        var unknown = assertThrows(
                MappingFailedException.class, () -> Stored.BY_US.codecs().get(Page.class));
        assertEquals("items", unknown.path());
        assertTrue(unknown.getMessage().contains("what T stands for is not known"), unknown::getMessage);
    }

    @SuppressWarnings("ArrayRecordComponent") // arrays are what is tested
    record Arrays(
            byte[] bytes,
            short[] shorts,
            int[] ints,
            long[] longs,
            char[] chars,
            boolean[] booleans,
            float[] floats,
            double[] doubles,
            String[] strings,
            int[][] twice) {}

    @Test
    void storesBytesAsABinaryValueAndOtherArraysAsArrays() {
        int[] many = java.util.stream.IntStream.range(0, 100).toArray();
        var arrays = new Arrays(
                new byte[] {1, 2},
                new short[] {-3},
                many,
                new long[] {Long.MIN_VALUE},
                new char[] {'x'},
                new boolean[] {true, false},
                new float[] {0.5f, Float.NEGATIVE_INFINITY},
                new double[] {Double.NaN},
                new String[] {"a", null},
                new int[][] {{1}, {}});
        var stored = Stored.BY_US.document(Arrays.class, arrays);
        assertArrayEquals(arrays.bytes(), stored.getBinary("bytes").getData());
        assertEquals(BsonDocument.parse("{a: [[1], []]}").get("a"), stored.get("twice"));
        var back = Stored.BY_US.roundTrip(Arrays.class, arrays);
        assertArrayEquals(arrays.bytes(), back.bytes());
        assertArrayEquals(arrays.shorts(), back.shorts());
        assertArrayEquals(many, back.ints());
        assertArrayEquals(arrays.longs(), back.longs());
        assertArrayEquals(arrays.chars(), back.chars());
        assertArrayEquals(arrays.booleans(), back.booleans());
        assertArrayEquals(arrays.floats(), back.floats());
        assertArrayEquals(arrays.doubles(), back.doubles());
        assertArrayEquals(arrays.strings(), back.strings());
        assertArrayEquals(arrays.twice(), back.twice());
    }

    record Queues(Queue<Integer> queue, Deque<String> deque) {}

    @Test
    void readsQueuesInTheirOrder() {
        var queues = new Queues(new ArrayDeque<>(List.of(3, 1)), new ArrayDeque<>(List.of("x")));
        var back = Stored.BY_US.roundTrip(Queues.class, queues);
        assertEquals(List.of(3, 1), List.copyOf(back.queue()));
        assertEquals("x", back.deque().pollLast());
    }

    @Test
    void aConstantWithABodyIsFoundByItsEnum() {
        var any = new Anything(Size.LARGE, ZoneId.of("Europe/Oslo"), List.of(Year.of(1)), Map.of("k", Size.SMALL));
        assertEquals(
                BsonDocument.parse("{number: 'LARGE', document: 'Europe/Oslo', list: [1], map: {k: 'SMALL'}}"),
                Stored.BY_US.document(Anything.class, any));
    }

    record OfYears(Year year) {}

    record OfDays(EnumSet<DayOfWeek> days) {}

    @Test
    void aWordThatIsNoConstantAndANumberThatIsNoYearAreNamed() {
        misfit(OfYears.class, "{year: '1974'}", "OfYears.year: expected java.time.Year, found string");
        misfit(OfYears.class, "{year: 1974.5}", "OfYears.year: expected int, found the double 1974.5, which it can't");
        misfit(OfYears.class, "{year: 1000000000}", "OfYears.year: expected java.time.Year, found int: ");
        misfit(OfDays.class, "{days: ['MONDAY', 'x']}", "OfDays.days[1]: expected java.time.DayOfWeek, found string");
        misfit(OfDays.class, "{days: [null]}", "OfDays.days[0]: java.util.EnumSet takes no null");
        assertEquals(
                Year.of(1974),
                Stored.BY_US.read(OfYears.class, "{year: 1974.0}").year());
    }

    private static void misfit(Class<?> type, String json, String message) {
        var thrown = assertThrows(MismatchException.class, () -> Stored.BY_US.read(type, json));
        assertTrue(thrown.getMessage().startsWith(message), thrown::getMessage);
    }

    record Offset(OffsetDateTime at) {}

    record Zoned(List<ZonedDateTime> at) {}

    record Clocked(Optional<OffsetTime> at) {}

    record AnyEnums(EnumSet<?> set) {}

    @Test
    void whatHasAnOffsetIsRefusedAndTheErrorSaysWhatToDo() {
        for (var type : List.of(Offset.class, Zoned.class, Clocked.class)) {
            var refused = assertThrows(
                    MappingFailedException.class, () -> Stored.BY_US.codecs().get(type));
            assertEquals("at", refused.path());
            assertTrue(
                    refused.getMessage().contains("use an Instant, with a ZoneId or ZoneOffset beside it"),
                    refused::getMessage);
            assertTrue(refused.getMessage().contains("CodecRegistries.fromCodecs(yours)"), refused::getMessage);
        }
        var any = assertThrows(
                MappingFailedException.class, () -> Stored.BY_US.codecs().get(AnyEnums.class));
        assertTrue(any.getMessage().contains("EnumSet holds an enum that is known"), any::getMessage);
        var inside = assertThrows(
                MismatchException.class,
                () -> Stored.BY_US.bytes(Anything.class, new Anything(1, 2, List.of(OffsetDateTime.MAX), Map.of())));
        assertTrue(
                inside.getMessage().startsWith("Anything.list[0]: there is no codec for java.time.OffsetDateTime;"),
                inside::getMessage);
    }

    record Unmapped(int fine, Thread thread) {}

    record Keyed(Map<Inner, Integer> map) {}

    @Test
    void saysWhichComponentHasATypeWithoutACodec() {
        var thread = assertThrows(
                MappingFailedException.class, () -> Stored.BY_US.codecs().get(Unmapped.class));
        assertEquals("thread", thread.path());
        assertEquals(Unmapped.class.getName(), thread.type());
        assertTrue(thread.getMessage().contains("there is no codec for java.lang.Thread"), thread::getMessage);
        var keyed = assertThrows(
                MappingFailedException.class, () -> Stored.BY_US.codecs().get(Keyed.class));
        assertTrue(keyed.getMessage().contains("keys of maps"), keyed::getMessage);
    }
}
