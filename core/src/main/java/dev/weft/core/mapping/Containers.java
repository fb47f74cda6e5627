package dev.weft.core.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;

/** What makes the collections and maps that are read: for an interface, the usual class that keeps the order of the document if it can. */
final class Containers {
    /** In this order: the first that is of the type wanted is taken. */
    private static final List<Supplier<Collection<Object>>> COLLECTIONS =
            List.of(ArrayList::new, LinkedHashSet::new, TreeSet::new, ArrayDeque::new, LinkedBlockingDeque::new);

    private static final List<Supplier<Map<Object, Object>>> MAPS =
            List.of(LinkedHashMap::new, TreeMap::new, ConcurrentHashMap::new, ConcurrentSkipListMap::new);

    private Containers() {}

    static Supplier<Collection<Object>> collections(Class<?> type, Class<?> elements) {
        return type == EnumSet.class ? enumSets(constantsOf(type, elements)) : of(type, COLLECTIONS);
    }

    static Supplier<Map<Object, Object>> maps(Class<?> type, Class<?> keys) {
        return type == EnumMap.class ? enumMaps(constantsOf(type, keys)) : of(type, MAPS);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is one of an enum, and only its constants come in
    private static Supplier<Collection<Object>> enumSets(Class<? extends Enum> type) {
        return () -> EnumSet.noneOf(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is one of an enum, and only its constants come in
    private static Supplier<Map<Object, Object>> enumMaps(Class<? extends Enum> type) {
        return () -> new EnumMap(type);
    }

    @SuppressWarnings("rawtypes") // the class of some enum is all that is known here
    private static Class<? extends Enum> constantsOf(Class<?> container, Class<?> held) {
        if (!held.isEnum()) {
            throw new MismatchException(
                    container.getSimpleName() + " holds an enum that is known, and " + held.getName() + " is none",
                    null);
        }
        return held.asSubclass(Enum.class);
    }

    private static <C> Supplier<C> of(Class<?> type, List<Supplier<C>> usual) {
        if (type.isInterface()) {
            return usual.stream()
                    .filter(each -> type.isInstance(each.get()))
                    .findFirst()
                    .orElseThrow(() -> new MismatchException("there is no usual class for a " + type.getName(), null));
        }
        return byConstructor(type);
    }

    private static <C> Supplier<C> byConstructor(Class<?> type) {
        MethodHandle constructor;
        try {
            constructor = MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (NoSuchMethodException | IllegalAccessException hidden) {
            throw new MismatchException(type.getName() + " has no public constructor without parameters", hidden);
        }
        return () -> made(constructor);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the constructor is that of a C
    private static <C> C made(MethodHandle constructor) {
        try {
            return (C) (Object) constructor.invokeExact();
        } catch (Error error) {
            throw error;
        } catch (Throwable thrown) {
            throw new MismatchException("its constructor threw " + thrown, thrown);
        }
    }
}
