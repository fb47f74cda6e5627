package dev.weft.core.mapping;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the codec of each class it was asked for. Values of queries are looked up one by one, and a registry of {@code org.bson} makes
 * half a dozen objects to answer.
 */
final class RememberingRegistry implements CodecRegistry {
    private final CodecRegistry source;
    private final Map<Class<?>, Codec<?>> known = new ConcurrentHashMap<>();

    RememberingRegistry(CodecRegistry source) {
        this.source = source;
    }

    @Override
    @SuppressWarnings("unchecked") // a class was remembered with a codec of that class
    public <T> Codec<T> get(Class<T> type) {
        Codec<?> codec = known.get(type);
        if (codec == null) {
            codec = source.get(type);
            known.put(type, codec);
        }
        return (Codec<T>) codec;
    }

    @Override
    public <T> Codec<T> get(Class<T> type, List<Type> arguments) {
        return source.get(type, arguments);
    }

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return source.get(type, registry);
    }

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, List<Type> arguments, CodecRegistry registry) {
        return source.get(type, arguments, registry);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RememberingRegistry same && source.equals(same.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
