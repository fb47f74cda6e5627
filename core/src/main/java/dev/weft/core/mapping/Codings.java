package dev.weft.core.mapping;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.bson.codecs.RepresentationConfigurable;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Finds how values of a type are read and written. The user's codec comes first, for whatever type; then what is known here of containers;
 * then what the registry has.
 */
final class Codings {
    private final CodecRegistry registry;

    Codings(CodecRegistry registry) {
        this.registry = registry;
    }

    /** The coding of a type without variables, stored as {@code as} unless that is null. */
    Coding of(Type type, @Nullable BsonType as) {
        Class<?> raw = Generics.raw(type);
        List<Type> arguments = Generics.arguments(type);
        if (raw == Object.class) {
            return new Coding(type, new AnythingCodec(registry));
        }
        if (isContainer(raw, arguments)) {
            Codec<?> own = usersOwn(raw, arguments);
            return own == null ? container(type, as) : new Coding(type, own);
        }
        if (as != null) {
            return new Coding(type, as(boxed(raw), as));
        }
        boolean readsNull = raw == BsonValue.class || raw == BsonNull.class;
        return new Coding(type, typed(lookUp(type, raw, arguments)), null, readsNull);
    }

    /** Whether the codec is the one that {@code org.bson} has for the type: what it does need not be asked of it. */
    boolean isStandard(Coding coding) {
        return coding.codec().getClass().getPackageName().equals("org.bson.codecs");
    }

    /** What a component of the type is when its field is missing. */
    static @Nullable Object absentOf(Class<?> type) {
        OptionalCodec.Kind kind = OptionalCodec.Kind.of(type);
        return kind == null ? null : kind.empty();
    }

    private static boolean isContainer(Class<?> raw, List<Type> arguments) {
        return OptionalCodec.Kind.of(raw) != null
                || (raw.isArray() && raw != byte[].class)
                || (arguments.size() == 1 && (Collection.class.isAssignableFrom(raw) || raw == Iterable.class))
                || (arguments.size() == 2 && Map.class.isAssignableFrom(raw) && !raw.isRecord());
    }

    private Coding container(Type type, @Nullable BsonType as) {
        Class<?> raw = Generics.raw(type);
        OptionalCodec.Kind optional = OptionalCodec.Kind.of(raw);
        if (optional != null) {
            Coding inner = of(Generics.arguments(type).isEmpty() ? optional.holds() : argument(type, 0), as);
            return new Coding(type, typed(new OptionalCodec(optional, inner)), optional.empty(), false);
        }
        if (raw.isArray()) {
            return array(type, raw, as);
        }
        if (Map.class.isAssignableFrom(raw)) {
            Text<?> keys = keyOf(argument(type, 0));
            return new Coding(
                    type, new EntriesCodec(raw, keys, of(argument(type, 1), as), Containers.maps(raw, keys.type())));
        }
        Type element = argument(type, 0);
        return new Coding(
                type, new ElementsCodec(raw, of(element, as), Containers.collections(raw, Generics.raw(element))));
    }

    private Coding array(Type type, Class<?> raw, @Nullable BsonType as) {
        Primitive primitive = Primitive.of(raw.componentType());
        if (primitive != null) {
            return new Coding(type, new PrimitiveArrayCodec(raw, primitive));
        }
        Type element = type instanceof GenericArrayType array ? array.getGenericComponentType() : raw.componentType();
        return new Coding(type, new ArrayCodec(raw, of(element, as)));
    }

    private static Type argument(Type type, int index) {
        return Generics.arguments(type).get(index);
    }

    private static Text<?> keyOf(Type type) {
        Text<?> text = Text.of(Generics.raw(type));
        if (text == null) {
            throw new MismatchException(
                    "keys of maps are strings, enums, numbers or another type with one form as text, and "
                            + type.getTypeName() + " is none",
                    null);
        }
        return text;
    }

    private Codec<?> lookUp(Type type, Class<?> raw, List<Type> arguments) {
        try {
            return arguments.isEmpty() ? registry.get(boxed(raw)) : registry.get(raw, arguments);
        } catch (CodecConfigurationException unknown) {
            throw new MismatchException(Unmapped.what(type), unknown);
        }
    }

    /** The registry's codec for a container, if it is not one of {@code org.bson}'s own, which know less than ours. */
    private @Nullable Codec<?> usersOwn(Class<?> raw, List<Type> arguments) {
        try {
            Codec<?> found = registry.get(raw);
            if (found.getClass().getName().startsWith("org.bson.")) {
                return null;
            }
            return arguments.isEmpty() ? found : registry.get(raw, arguments);
        } catch (CodecConfigurationException unknown) {
            return null;
        }
    }

    private Codec<?> as(Class<?> raw, BsonType as) {
        try {
            if (registry.get(raw) instanceof RepresentationConfigurable<?> configurable) {
                return configurable.withRepresentation(as);
            }
        } catch (CodecConfigurationException impossible) {
            throw new MismatchException(String.valueOf(impossible.getMessage()), impossible);
        }
        if (as == BsonType.STRING && Text.of(raw) != null) {
            return Text.codec(raw);
        }
        throw new MismatchException(
                raw.getName() + " can't be stored as " + MismatchException.alias(as) + ": @BsonRepresentation", null);
    }

    private static Class<?> boxed(Class<?> raw) {
        Primitive primitive = Primitive.of(raw);
        return primitive == null ? raw : primitive.wrapper();
    }

    @SuppressWarnings("unchecked") // only values of the type it was asked for come to it
    private static Codec<Object> typed(Codec<?> codec) {
        return (Codec<Object>) codec;
    }
}
