package dev.weft.core.mapping;

import dev.weft.error.MappingFailedException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Handles on the constructor and the accessors of one record type. */
final class Access {
    private static final MethodHandle REFERENCES = MethodHandles.arrayElementGetter(Object[].class);
    private static final MethodHandle BITS = MethodHandles.arrayElementGetter(long[].class);

    private final Class<?> type;
    private final MethodHandles.Lookup lookup;

    /** Gets as far into the type as Java lets us: to everything, or only to what is public. */
    Access(Class<?> type) {
        this.type = type;
        Mapping.class.getModule().addReads(type.getModule());
        MethodHandles.Lookup inside;
        try {
            inside = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException notOpened) {
            inside = MethodHandles.lookup();
        }
        this.lookup = inside;
    }

    /** Calls the accessor: {@code (Object)Object}. */
    MethodHandle reference(RecordComponent component) {
        return accessor(component).asType(MethodType.methodType(Object.class, Object.class));
    }

    /** Calls the accessor of a primitive: {@code (Object)long}. */
    MethodHandle bits(RecordComponent component, Primitive primitive) {
        return primitive.toBits(accessor(component)).asType(MethodType.methodType(long.class, Object.class));
    }

    private MethodHandle accessor(RecordComponent component) {
        try {
            return lookup.unreflect(component.getAccessor());
        } catch (IllegalAccessException hidden) {
            throw hidden(hidden);
        }
    }

    /**
     * Calls the constructor: {@code (Object[], long[])Object}. Each parameter is taken from its place in the array of its kind, so that
     * primitives are never boxed.
     */
    MethodHandle constructor(Slot[] slots) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        MethodHandle constructor;
        try {
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, parameters));
        } catch (IllegalAccessException hidden) {
            throw hidden(hidden);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a record without its canonical constructor: " + type.getName(), e);
        }
        MethodHandle[] takers = new MethodHandle[slots.length];
        int[] order = new int[slots.length];
        for (int i = 0; i < slots.length; i++) {
            takers[i] = slots[i].taker(parameters[i]);
            order[i] = slots[i].isBits() ? 1 : 0;
        }
        return MethodHandles.permuteArguments(
                MethodHandles.filterArguments(constructor, 0, takers)
                        .asType(MethodType.methodType(
                                Object.class,
                                Arrays.stream(order)
                                        .mapToObj(kind -> kind == 1 ? long[].class : Object[].class)
                                        .toArray(Class<?>[]::new))),
                MethodType.methodType(Object.class, Object[].class, long[].class),
                order);
    }

    /** Where the value of a component waits for the constructor: in the array of references, or, as 64 bits, in the other. */
    record Slot(int index, java.util.Optional<Primitive> primitive) {
        boolean isBits() {
            return primitive.isPresent();
        }

        MethodHandle taker(Class<?> parameter) {
            MethodHandle element = MethodHandles.insertArguments(isBits() ? BITS : REFERENCES, 1, index);
            return primitive
                    .map(kind -> kind.fromBits(element))
                    .orElseGet(() -> element.asType(element.type().changeReturnType(parameter)));
        }
    }

    private MappingFailedException hidden(IllegalAccessException cause) {
        return new MappingFailedException(
                "",
                type.getName(),
                cause.getMessage()
                        + "; in a module of your own, open its package to dev.weft.core, or declare the record"
                        + " public and export its package",
                cause);
    }
}
