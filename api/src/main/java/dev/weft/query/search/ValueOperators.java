package dev.weft.query.search;

import dev.weft.query.geo.Point;
import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Operators by values and places. Users call these as methods of {@link SearchOperators}, which would be too long a file. */
class ValueOperators {
    ValueOperators() {}

    /**
     * {@return an operator: a value (MongoDB Search manual, {@code equals})}
     *
     * @param path the field
     * @param value a boolean, a date, a number, an ObjectId, a text, a UUID or null
     */
    public static Bson equals(String path, @Nullable Object value) {
        return equals(path, value, o -> {});
    }

    /**
     * A value (MongoDB Search manual, {@code equals}).
     *
     * @param path the field
     * @param value a boolean, a date, a number, an ObjectId, a text, a UUID or null
     * @param o the score
     * @return an operator
     */
    public static Bson equals(String path, @Nullable Object value, Consumer<? super MatchOptions> o) {
        return onPath("equals", path, new Slots().with("value", value).with(scored(o)));
    }

    /**
     * {@return an operator: a field that is null (MongoDB Search manual, {@code equals})}
     *
     * @param path the field
     */
    public static Bson equalsNull(String path) {
        return equals(path, null);
    }

    /**
     * {@return an operator: a field that is there (MongoDB Search manual, {@code exists})}
     *
     * @param path the field
     */
    public static Bson exists(String path) {
        return exists(path, o -> {});
    }

    /**
     * A field that is there (MongoDB Search manual, {@code exists}).
     *
     * @param path the field
     * @param o the score
     * @return an operator
     */
    public static Bson exists(String path, Consumer<? super MatchOptions> o) {
        return onPath("exists", path, scored(o));
    }

    /**
     * {@return an operator: one of several values (MongoDB Search manual, {@code in})}
     *
     * @param path the field, or several
     * @param values booleans, dates, numbers, ObjectIds, texts or UUIDs, all of one type; at least one
     */
    public static Bson in(Object path, List<?> values) {
        return in(path, values, o -> {});
    }

    /**
     * One of several values (MongoDB Search manual, {@code in}).
     *
     * @param path the field, or several
     * @param values booleans, dates, numbers, ObjectIds, texts or UUIDs, all of one type; at least one
     * @param o the score
     * @return an operator
     * @throws IllegalArgumentException if there is none
     */
    public static Bson in(Object path, List<?> values, Consumer<? super MatchOptions> o) {
        return onPath(
                "in",
                path,
                new Slots().with("value", Given.some("the values", values)).with(scored(o)));
    }

    /**
     * Values between bounds (MongoDB Search manual, {@code range}).
     *
     * @param path the field, or several
     * @param o the bounds, at least one, and the score
     * @return an operator
     * @throws IllegalArgumentException if there is no bound
     */
    public static Bson range(Object path, Consumer<? super RangeOptions> o) {
        var form = new RangeOptions();
        o.accept(form);
        if (form.slots.isEmpty()) {
            throw new IllegalArgumentException("a range without bounds: call gt, gte, lt or lte");
        }
        return onPath("range", path, form.slots);
    }

    /**
     * The nearer, the better (MongoDB Search manual, {@code near}).
     *
     * @param path the field, or several
     * @param origin a number, a date or a {@link Point}
     * @param pivot the distance at which the score is half: of dates in milliseconds, of points in metres; positive
     * @return an operator
     * @throws IllegalArgumentException if the pivot is not positive
     */
    public static Bson near(Object path, Object origin, Number pivot) {
        return near(path, origin, pivot, o -> {});
    }

    /**
     * The nearer, the better (MongoDB Search manual, {@code near}).
     *
     * @param path the field, or several
     * @param origin a number, a date or a {@link Point}
     * @param pivot the distance at which the score is half: of dates in milliseconds, of points in metres; positive
     * @param o the score
     * @return an operator
     * @throws IllegalArgumentException if the pivot is not positive
     */
    public static Bson near(Object path, Object origin, Number pivot, Consumer<? super MatchOptions> o) {
        Given.positive("the pivot", pivot.doubleValue());
        return onPath(
                "near",
                path,
                new Slots()
                        .with("origin", Given.value("the origin", origin))
                        .with("pivot", pivot)
                        .with(scored(o)));
    }

    /**
     * Shapes and how they lie to another (MongoDB Search manual, {@code geoShape}).
     *
     * @param path the field, or several
     * @param relation {@code "contains"}, {@code "disjoint"}, {@code "intersects"} or {@code "within"}
     * @param geometry a {@link dev.weft.query.geo.Geometry}, or such a document
     * @return an operator
     */
    public static Bson geoShape(Object path, String relation, Bson geometry) {
        return onPath(
                "geoShape",
                path,
                new Slots()
                        .with("relation", Given.value("the relation", relation))
                        .with("geometry", Given.value("the geometry", geometry)));
    }

    /**
     * {@return an operator: points within a polygon (MongoDB Search manual, {@code geoWithin})}
     *
     * @param path the field with the points, or several
     * @param geometry a polygon, or several: a {@link dev.weft.query.geo.Geometry}, or such a document
     */
    public static Bson geoWithin(Object path, Bson geometry) {
        return onPath("geoWithin", path, new Slots().with("geometry", Given.value("the geometry", geometry)));
    }

    /**
     * {@return an operator: points within a box (MongoDB Search manual, {@code geoWithin})}
     *
     * @param path the field with the points, or several
     * @param bottomLeft the corner with the least coordinates
     * @param topRight the corner with the greatest coordinates
     */
    public static Bson geoWithinBox(Object path, Point bottomLeft, Point topRight) {
        return onPath(
                "geoWithin",
                path,
                new Slots()
                        .with(
                                "box",
                                new Slots()
                                        .with("bottomLeft", bottomLeft)
                                        .with("topRight", topRight)
                                        .bson()));
    }

    /**
     * Points within a circle (MongoDB Search manual, {@code geoWithin}).
     *
     * @param path the field, or several
     * @param center the middle
     * @param radius in metres, not negative
     * @return an operator
     * @throws IllegalArgumentException if the radius is negative
     */
    public static Bson geoWithinCircle(Object path, Point center, double radius) {
        return onPath(
                "geoWithin",
                path,
                new Slots()
                        .with(
                                "circle",
                                new Slots()
                                        .with("center", center)
                                        .with("radius", Given.notNegative("the radius", radius))
                                        .bson()));
    }

    static Slots scored(Consumer<? super MatchOptions> o) {
        var form = new MatchOptions();
        o.accept(form);
        return form.slots;
    }

    private static Bson onPath(String name, Object path, Slots slots) {
        return Fields.one(
                name,
                new Slots()
                        .with("path", Given.value("the path", path))
                        .with(slots)
                        .bson());
    }
}
