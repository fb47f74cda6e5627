package dev.weft.core.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A type with one form as text: as a key of a map, or where a component asks for a string.
 *
 * @param type the type
 * @param parser makes a value of what {@link #print} says of it
 */
record Text<T>(Class<T> type, Function<String, ? extends T> parser) {
    private static final Map<Class<?>, Function<String, ?>> PARSERS = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(Byte.class, Byte::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(Decimal128.class, Decimal128::parse),
            Map.entry(ObjectId.class, ObjectId::new),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(Period.class, Period::parse),
            Map.entry(Year.class, text -> Year.of(Integer.parseInt(text))),
            Map.entry(YearMonth.class, YearMonth::parse),
            Map.entry(MonthDay.class, MonthDay::parse),
            Map.entry(ZoneOffset.class, ZoneOffset::of),
            Map.entry(ZoneId.class, ZoneId::of));

    /** Types that are stored as text unless the user has a codec for them: {@code org.bson} has none, and ISO 8601 or IANA gives them a form. */
    private static final Set<Class<?>> STORED =
            Set.of(Duration.class, Period.class, YearMonth.class, MonthDay.class, ZoneOffset.class, ZoneId.class);

    /** How a type is text; null: it has no such form. */
    @SuppressWarnings("unchecked") // the table has a class's own parser
    static <T> @Nullable Text<T> of(Class<T> type) {
        if (type.isEnum()) {
            return new Text<>(type, name -> (T) constant(type, name));
        }
        boolean isZone = ZoneId.class.isAssignableFrom(type) && type != ZoneOffset.class;
        Function<String, ?> parser = PARSERS.get(isZone ? ZoneId.class : type);
        return parser == null ? null : new Text<>(type, (Function<String, ? extends T>) parser);
    }

    /** Whether a type is stored as text. The classes of zones are hidden: what a zone is, is a class that is one. */
    static boolean isStored(Class<?> type) {
        return STORED.contains(type) || ZoneId.class.isAssignableFrom(type);
    }

    /** Stores a type that has such a form as a string. */
    static <T> Codec<T> codec(Class<T> type) {
        Text<T> text = of(type);
        if (text == null) {
            throw new IllegalArgumentException(type.getName() + " has no form as text");
        }
        return new Stored<>(text);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum's class is one of enums
    private static Object constant(Class<?> type, String name) {
        return Enum.valueOf((Class) type, name);
    }

    T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            throw new MismatchException("'" + text + "' is no " + type.getName(), wrong);
        }
    }

    String print(@Nullable Object value) {
        if (value == null) {
            throw new MismatchException("a key is null", null);
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    private record Stored<T>(Text<T> text) implements Codec<T> {
        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            return text.parse(reader.readString());
        }

        @Override
        public void encode(BsonWriter writer, T value, EncoderContext context) {
            writer.writeString(text.print(value));
        }

        @Override
        public Class<T> getEncoderClass() {
            return text.type;
        }
    }
}
