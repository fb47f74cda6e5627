package dev.weft.core.operation;

import dev.weft.Namespace;
import dev.weft.core.mapping.Mapping;
import dev.weft.settings.HandleSettings;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * Where a command goes, with what the handle and the call have settled.
 *
 * @param namespace database and collection; the collection is {@link #NO_COLLECTION} for commands of a whole database
 * @param settings the handle's read preference, concerns and codecs
 * @param options the call's own options
 */
public record Target(Namespace namespace, HandleSettings settings, Options options) {
    /** The collection's name that stands for none, as servers write it. */
    public static final String NO_COLLECTION = "$cmd.aggregate";

    /** A target without a collection. */
    public static Target database(String name, HandleSettings settings, Options options) {
        return new Target(new Namespace(name, NO_COLLECTION), settings, options);
    }

    /** The same target with other options. */
    public Target with(Options other) {
        return new Target(namespace, settings, other);
    }

    /** The registry's codec for a type; a {@code MappingFailedException} says what to do when it has none. */
    public static <T> Codec<T> codec(Class<T> type, CodecRegistry codecs) {
        return Mapping.codec(type, codecs);
    }
}
