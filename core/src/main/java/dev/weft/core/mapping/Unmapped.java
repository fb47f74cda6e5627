package dev.weft.core.mapping;

import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistry;

/** What is said of a type that nobody has a codec for: what to use instead, and how a codec is registered. */
final class Unmapped {
    /** A BSON date is a point in time: to store one of these as a date would lose its offset, and as text its order. */
    private static final Set<Class<?>> WITH_AN_OFFSET =
            Set.of(OffsetDateTime.class, ZonedDateTime.class, OffsetTime.class);

    static final String REGISTER = "register a codec of your own with settings -> settings.codecs("
            + "CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(yours), HandleSettings.DEFAULTS.codecs()))";

    private Unmapped() {}

    static <T> Codec<T> codec(Class<T> type, CodecRegistry codecs) {
        try {
            return codecs.get(type);
        } catch (CodecConfigurationException unknown) {
            throw new MismatchException(what(type), unknown);
        }
    }

    static String what(Type type) {
        String instead = type instanceof Class<?> plain && WITH_AN_OFFSET.contains(plain)
                ? "a BSON date has no offset and no time zone: use an Instant, with a ZoneId or ZoneOffset beside it,"
                        + " or "
                : "use a record, Document or a map, or ";
        return "there is no codec for " + type.getTypeName() + "; " + instead + REGISTER;
    }
}
