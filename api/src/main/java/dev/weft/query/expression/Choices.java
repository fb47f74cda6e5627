package dev.weft.query.expression;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operators over several operands, none of which is the first. Users call these as methods of {@link Expressions}, which would be too long a file. */
class Choices {
    Choices() {}

    /**
     * One value or another (server manual, {@code $cond}).
     *
     * @param condition the condition
     * @param then the value if it is true
     * @param otherwise the value if it is not
     * @return an expression
     */
    public static Expression cond(Object condition, @Nullable Object then, @Nullable Object otherwise) {
        return Nodes.any(Nodes.all("$cond", condition, then, otherwise));
    }

    /**
     * The value of the first condition that is true (server manual, {@code $switch}).
     *
     * @param o conditions and values; at least one
     * @return an expression
     * @throws IllegalArgumentException if there is none
     */
    public static Expression switchOn(Consumer<? super SwitchBranches> o) {
        var form = new SwitchBranches();
        o.accept(form);
        return Nodes.any(Nodes.call("$switch", form.bson()));
    }

    /**
     * {@return the first of several values that is neither null nor missing (server manual, {@code $ifNull})}
     *
     * @param values two or more; the last counts whatever it is
     */
    public static Expression ifNull(@Nullable Object... values) {
        return Nodes.any(Nodes.all("$ifNull", values));
    }

    /**
     * {@return whether all of several conditions are true (server manual, {@code $and})}
     *
     * @param conditions the conditions
     */
    public static BooleanExpression and(@Nullable Object... conditions) {
        return Nodes.bool(Nodes.all("$and", conditions));
    }

    /**
     * {@return whether one of several conditions is true (server manual, {@code $or})}
     *
     * @param conditions the conditions
     */
    public static BooleanExpression or(@Nullable Object... conditions) {
        return Nodes.bool(Nodes.all("$or", conditions));
    }

    /**
     * {@return whether a condition is false (server manual, {@code $not})}
     *
     * @param condition the condition
     */
    public static BooleanExpression not(@Nullable Object condition) {
        return Nodes.bool(Nodes.all("$not", condition));
    }

    /**
     * {@return the greatest of several values (server manual, {@code $max})}
     *
     * @param values the values; of a single array, its elements; null and missing ones are left out
     */
    public static Expression max(@Nullable Object... values) {
        return Nodes.any(Nodes.all("$max", values));
    }

    /**
     * {@return the least of several values (server manual, {@code $min})}
     *
     * @param values the values; of a single array, its elements; null and missing ones are left out
     */
    public static Expression min(@Nullable Object... values) {
        return Nodes.any(Nodes.all("$min", values));
    }

    /**
     * {@return the sum of several values; anything but numbers counts as zero (server manual, {@code $sum})}
     *
     * @param values the values; of a single array, its elements
     */
    public static NumberExpression sum(@Nullable Object... values) {
        return Nodes.number(Nodes.all("$sum", values));
    }

    /**
     * {@return the mean of several values; anything but numbers is left out (server manual, {@code $avg})}
     *
     * @param values the values; of a single array, its elements
     */
    public static NumberExpression avg(@Nullable Object... values) {
        return Nodes.number(Nodes.all("$avg", values));
    }

    /**
     * {@return texts one behind the other (server manual, {@code $concat})}
     *
     * @param texts the texts; if one is null or missing, the result is null
     */
    public static StringExpression concat(@Nullable Object... texts) {
        return Nodes.string(Nodes.all("$concat", texts));
    }

    /**
     * {@return documents as one; of a field given twice, the last counts (server manual, {@code $mergeObjects})}
     *
     * @param documents the documents; null and missing ones are left out
     */
    public static DocumentExpression mergeObjects(@Nullable Object... documents) {
        return Nodes.document(Nodes.all("$mergeObjects", documents));
    }
}
