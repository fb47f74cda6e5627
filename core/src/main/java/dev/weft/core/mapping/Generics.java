package dev.weft.core.mapping;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types with their variables filled in. */
final class Generics {
    private Generics() {}

    /** A type and its arguments, of which none is a variable. */
    record Applied(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public String toString() {
            return raw.getName()
                    + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
        }
    }

    /** An array of a type with arguments. */
    record ArrayOf(Type element) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return element;
        }

        @Override
        public String toString() {
            return element.getTypeName() + "[]";
        }
    }

    /** What the variables of a type stand for, if it was said. */
    static Map<TypeVariable<?>, Type> variables(Class<?> type, List<Type> arguments) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        TypeVariable<?>[] variables = type.getTypeParameters();
        for (int i = 0; i < variables.length && i < arguments.size(); i++) {
            known.put(variables[i], arguments.get(i));
        }
        return known;
    }

    /** The type with its variables filled in; of a wildcard, its bound. */
    static Type resolve(Type type, Map<TypeVariable<?>, Type> known) {
        return switch (type) {
            case ParameterizedType applied ->
                new Applied(
                        raw(applied),
                        Arrays.stream(applied.getActualTypeArguments())
                                .map(argument -> resolve(argument, known))
                                .toList());
            case GenericArrayType array -> arrayOf(resolve(array.getGenericComponentType(), known));
            case WildcardType wildcard -> resolve(wildcard.getUpperBounds()[0], known);
            case TypeVariable<?> variable -> valueOf(variable, known);
            default -> type;
        };
    }

    private static Type valueOf(TypeVariable<?> variable, Map<TypeVariable<?>, Type> known) {
        Type value = known.get(variable);
        if (value != null) {
            return value;
        }
        if (variable.getBounds()[0] instanceof Class<?> bound && bound != Object.class) {
            return bound;
        }
        throw new MismatchException(
                "what " + variable + " stands for is not known; it is where the type is a component, as Page<Book>",
                null);
    }

    private static Type arrayOf(Type element) {
        return element instanceof Class<?> plain ? plain.arrayType() : new ArrayOf(element);
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType applied -> raw(applied.getRawType());
            case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
            default -> throw new IllegalArgumentException(type + " has a variable");
        };
    }

    static List<Type> arguments(Type type) {
        return type instanceof ParameterizedType applied ? List.of(applied.getActualTypeArguments()) : List.of();
    }

    /** The arguments of {@code member}, as far as they follow from those of {@code base}, which it implements. */
    static List<Type> argumentsOf(Class<?> member, Class<?> base, List<Type> arguments) {
        if (arguments.isEmpty() || member.getTypeParameters().length == 0) {
            return List.of();
        }
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        for (Type implemented : member.getGenericInterfaces()) {
            List<Type> named = raw(implemented) == base ? arguments(implemented) : List.of();
            for (int i = 0; i < named.size(); i++) {
                if (named.get(i) instanceof TypeVariable<?> variable) {
                    known.put(variable, arguments.get(i));
                }
            }
        }
        return Arrays.stream(member.getTypeParameters())
                .map(variable -> valueOf(variable, known))
                .toList();
    }
}
