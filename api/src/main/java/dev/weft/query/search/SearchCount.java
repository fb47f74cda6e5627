package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** How exactly a search counts (MongoDB Search manual, "Count Results"). */
public final class SearchCount {
    private SearchCount() {}

    /** {@return a count: exact} */
    public static Bson total() {
        return of("total");
    }

    /** {@return a count: exact up to 1000, and then a lower bound} */
    public static Bson lowerBound() {
        return of("lowerBound");
    }

    /**
     * Exact up to a threshold, and then a lower bound.
     *
     * @param threshold not negative
     * @return a count
     * @throws IllegalArgumentException if it is negative
     */
    public static Bson lowerBound(int threshold) {
        return new Slots()
                .with("type", "lowerBound")
                .with("threshold", Given.notNegative("the threshold", threshold))
                .bson();
    }

    /**
     * {@return a count: of a type that has no method here yet}
     *
     * @param type the type's name, such as {@code "total"}
     */
    public static Bson of(String type) {
        return Fields.one("type", Given.value("the type", type));
    }
}
