package dev.weft.query.expression;

import org.jspecify.annotations.Nullable;

/** A condition. Where it is no boolean: zero, null and missing values are false, all others true. */
public sealed interface BooleanExpression extends Expression permits Nodes.OfBoolean {
    /**
     * {@return whether it and all others are true (server manual, {@code $and})}
     *
     * @param others the other conditions
     */
    default BooleanExpression and(@Nullable Object... others) {
        return Nodes.bool(Nodes.call("$and", this, others));
    }

    /**
     * {@return whether it or one of the others is true (server manual, {@code $or})}
     *
     * @param others the other conditions
     */
    default BooleanExpression or(@Nullable Object... others) {
        return Nodes.bool(Nodes.call("$or", this, others));
    }

    /** {@return whether it is false (server manual, {@code $not})} */
    default BooleanExpression not() {
        return Nodes.bool(Nodes.all("$not", this));
    }

    /**
     * {@return one value if it is true, another if it is not (server manual, {@code $cond})}
     *
     * @param then the value if it is true
     * @param otherwise the value if it is false, null, missing or 0
     */
    default Expression cond(@Nullable Object then, @Nullable Object otherwise) {
        return Nodes.any(Nodes.all("$cond", this, then, otherwise));
    }
}
