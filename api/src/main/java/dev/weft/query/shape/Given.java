package dev.weft.query.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what builders are given: what is wrong is told where it was written, and not by the server. */
public final class Given {
    private Given() {}

    /** A value that must be there. */
    public static <T> T value(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be null: leave out what is not wanted");
        }
        return value;
    }

    /** A list without nulls. */
    public static <T> List<T> list(String what, @Nullable Iterable<? extends T> values) {
        List<T> all = new ArrayList<>();
        for (T each : value(what, values)) {
            all.add(value("an element of " + what, each));
        }
        return List.copyOf(all);
    }

    /** A list without nulls. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    public static <T> List<T> list(String what, T... values) {
        return list(what, Arrays.asList(value(what, values)));
    }

    /** A list of at least one, without nulls. */
    public static <T> List<T> some(String what, Iterable<? extends T> values) {
        List<T> all = list(what, values);
        if (all.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty: give at least one");
        }
        return all;
    }

    /** A list of at least one, without nulls. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    public static <T> List<T> some(String what, T... values) {
        return some(what, Arrays.asList(value(what, values)));
    }

    /** An operator's or a stage's name. */
    public static String operator(String name) {
        if (!value("the name of an operator", name).startsWith("$") || name.length() < 2) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no operator: give its name with the dollar sign, such as \"$match\"");
        }
        return name;
    }

    /** A path that is read as an expression. */
    public static String path(String what, String path) {
        if (!value(what, path).startsWith("$")) {
            throw new IllegalArgumentException(
                    what + " is read as an expression: write \"$" + path + "\" instead of \"" + path + "\"");
        }
        return path;
    }

    public static int notNegative(String what, int value) {
        return (int) notNegative(what, (long) value);
    }

    public static long notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must not be negative, and " + value + " is: give 0 or more");
        }
        return value;
    }

    public static int positive(String what, int value) {
        return (int) positive(what, (long) value);
    }

    public static long positive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive, and " + value + " is not: give 1 or more");
        }
        return value;
    }

    public static double notNegative(String what, double value) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    what + " must be a number that is not negative, and not " + value + ": give 0 or more");
        }
        return value;
    }

    public static double positive(String what, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " must be positive, and " + value + " is not: give more than 0");
        }
        return value;
    }

    /** A number within bounds. */
    public static double within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " " + value + " is out of range: give " + least + " to " + most);
        }
        return value;
    }

    /** Two bounds in their order. */
    public static void ordered(String what, long lower, long upper) {
        if (lower > upper) {
            throw new IllegalArgumentException(
                    what + " from " + lower + " to " + upper + " is empty: give the lower bound first");
        }
    }

    /** Two bounds in their order. */
    public static void ordered(String what, double lower, double upper) {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    what + " from " + lower + " to " + upper + " is empty: give the lower bound first");
        }
    }
}
