package dev.weft.core.mapping;

import dev.weft.DBRef;
import dev.weft.error.MappingFailedException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codecs. The registry that asks keeps them, one per type, and stops records that contain themselves from being made for ever: within
 * one of them it gives out a codec that asks it again when it is first used.
 */
final class RecordProvider implements CodecProvider {
    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return get(type, List.of(), registry);
    }

    @Override
    @SuppressWarnings("unchecked") // each branch has found out what T is
    public <T> @Nullable Codec<T> get(Class<T> type, List<Type> arguments, CodecRegistry registry) {
        try {
            if (type == DBRef.class) {
                return (Codec<T>) DBRefCodec.of(registry);
            }
            if (type == BigInteger.class) {
                return (Codec<T>) new BigIntegerCodec();
            }
            if (type == Year.class) {
                return (Codec<T>) new YearCodec();
            }
            if (type.isRecord()) {
                return new RecordAssembly<>(type, arguments, registry).codec();
            }
            if (type.isInterface() && type.isSealed()) {
                return ofSealed(type, arguments, registry);
            }
            return Text.isStored(type) ? Text.codec(type) : null;
        } catch (MismatchException mismatch) {
            throw new MappingFailedException(mismatch.path(), type.getName(), mismatch.what(), mismatch);
        }
    }

    private static <T> @Nullable Codec<T> ofSealed(Class<T> type, List<Type> arguments, CodecRegistry registry) {
        Map<Class<?>, List<Type>> members = new LinkedHashMap<>();
        gather(type, arguments, members);
        if (members.keySet().stream().noneMatch(Class::isRecord)) {
            return null;
        }
        Map<Discriminator, Coding> codings = new LinkedHashMap<>();
        String key = null;
        for (Map.Entry<Class<?>, List<Type>> member : members.entrySet()) {
            Class<?> record = member.getKey();
            Discriminator discriminator = record.isRecord() ? Discriminator.of(record) : null;
            if (discriminator == null) {
                throw new MismatchException(record.getName() + " is one of it and no record", null);
            }
            if (key != null && !key.equals(discriminator.key())) {
                throw new MismatchException("its records have different discriminators: " + codings.keySet(), null);
            }
            key = discriminator.key();
            if (codings.containsKey(discriminator)) {
                throw new MismatchException("two of its records have the discriminator " + discriminator.value(), null);
            }
            codings.put(discriminator, new Coding(record, registry.get(record, member.getValue())));
        }
        return new SealedCodec<>(type, String.valueOf(key), codings);
    }

    /** All that a sealed interface permits, through the sealed interfaces below it. */
    private static void gather(Class<?> base, List<Type> arguments, Map<Class<?>, List<Type>> members) {
        for (Class<?> member : base.getPermittedSubclasses()) {
            List<Type> known = Generics.argumentsOf(member, base, arguments);
            if (member.isInterface() && member.isSealed()) {
                gather(member, known, members);
            } else {
                members.put(member, known);
            }
        }
    }

    @Override
    public String toString() {
        return "records";
    }
}
