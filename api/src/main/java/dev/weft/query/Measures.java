package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What accumulators and window functions take, where both take the same. */
final class Measures {
    private Measures() {}

    /** Several values: an expression, and how many. */
    static Slots several(@Nullable Object expression, Object n) {
        return new Slots().with("input", expression).with("n", count(n));
    }

    /** The first or last by an order. */
    static Slots ordered(Bson sortBy, @Nullable Object output) {
        return new Slots().with("sortBy", Given.value("the order", sortBy)).with("output", output);
    }

    /** Several of the first or last by an order. */
    static Slots ordered(Bson sortBy, @Nullable Object output, Object n) {
        return ordered(sortBy, output).with("n", count(n));
    }

    static Slots median(Object expression) {
        return new Slots().with("input", expression).with("method", "approximate");
    }

    static Slots percentile(Object expression, List<Double> p) {
        List<Double> shares = Given.some("the percentiles", p);
        shares.forEach(share -> Given.within("a percentile", share, 0, 1));
        return new Slots().with("input", expression).with("p", shares).with("method", "approximate");
    }

    /** A number is checked here, an expression only by the server. */
    private static Object count(Object n) {
        if (n instanceof Number number) {
            Given.positive("n", number.longValue());
        }
        return Given.value("n", n);
    }
}
