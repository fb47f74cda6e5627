package dev.weft.query;

import dev.weft.query.geo.Position;
import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Filters by place. Users call these as methods of {@link Filters}, which would be too long a file. */
class GeoFilters extends FieldFilters {
    GeoFilters() {}

    /**
     * A field lies within a shape (server manual, {@code $geoWithin}).
     *
     * @param field the field
     * @param geometry a {@link dev.weft.query.geo.Polygon} or {@link dev.weft.query.geo.MultiPolygon}, or such a document
     * @return a filter
     */
    public static Bson geoWithin(String field, Bson geometry) {
        return within(field, "$geometry", geometry);
    }

    /**
     * A legacy point lies within a box (server manual, {@code $box}).
     *
     * @param field the field
     * @param lowerLeft one corner
     * @param upperRight the opposite corner
     * @return a filter
     */
    public static Bson geoWithinBox(String field, Position lowerLeft, Position upperRight) {
        return within(field, "$box", Given.list("the corners", lowerLeft, upperRight));
    }

    /**
     * A legacy point lies within a polygon on a plane (server manual, {@code $polygon}).
     *
     * @param field the field
     * @param corners three or more, without the first again
     * @return a filter
     * @throws IllegalArgumentException if there are less than three
     */
    public static Bson geoWithinPolygon(String field, List<Position> corners) {
        List<Position> all = Given.list("the corners", corners);
        if (all.size() < 3) {
            throw new IllegalArgumentException(all.size() + " corners are no polygon: give three or more");
        }
        return within(field, "$polygon", all);
    }

    /**
     * A legacy point lies within a circle on a plane (server manual, {@code $center}).
     *
     * @param field the field
     * @param center the middle
     * @param radius in the units of the coordinates, not negative
     * @return a filter
     * @throws IllegalArgumentException if the radius is negative
     */
    public static Bson geoWithinCenter(String field, Position center, double radius) {
        return circle(field, "$center", center, radius);
    }

    /**
     * A point lies within a circle on the sphere (server manual, {@code $centerSphere}).
     *
     * @param field the field
     * @param center the middle, as longitude and latitude
     * @param radius in radians: metres divided by 6,378,100; not negative
     * @return a filter
     * @throws IllegalArgumentException if the radius is negative
     */
    public static Bson geoWithinCenterSphere(String field, Position center, double radius) {
        return circle(field, "$centerSphere", center, radius);
    }

    /**
     * A field has a point in common with a shape (server manual, {@code $geoIntersects}).
     *
     * @param field the field
     * @param geometry a {@link dev.weft.query.geo.Geometry}, or such a document
     * @return a filter
     */
    public static Bson geoIntersects(String field, Bson geometry) {
        return Fields.operator(field, "$geoIntersects", Fields.one("$geometry", geometry));
    }

    /**
     * In the order of their distance from a point; needs a geospatial index (server manual, {@code $near}).
     *
     * @param field the field
     * @param point a {@link dev.weft.query.geo.Point}, or such a document
     * @return a filter
     */
    public static Bson near(String field, Bson point) {
        return near(field, point, o -> {});
    }

    /**
     * In the order of their distance from a point, within distances in metres; needs a geospatial index (server manual, {@code $near}).
     *
     * @param field the field
     * @param point a {@link dev.weft.query.geo.Point}, or such a document
     * @param o the distances
     * @return a filter
     */
    public static Bson near(String field, Bson point, Consumer<? super NearOptions> o) {
        return nearPoint(field, "$near", point, o);
    }

    /**
     * In the order of their distance from a legacy point on a plane; needs a {@code 2d} index (server manual, {@code $near}).
     *
     * @param field the field
     * @param place the place
     * @param o the distances, in the units of the coordinates
     * @return a filter
     */
    public static Bson near(String field, Position place, Consumer<? super NearOptions> o) {
        return nearPlace(field, "$near", place, o);
    }

    /**
     * In the order of their distance from a point on the sphere; needs a geospatial index (server manual, {@code $nearSphere}).
     *
     * @param field the field
     * @param point a {@link dev.weft.query.geo.Point}, or such a document
     * @return a filter
     */
    public static Bson nearSphere(String field, Bson point) {
        return nearSphere(field, point, o -> {});
    }

    /**
     * In the order of their distance from a point on the sphere; needs a geospatial index (server manual, {@code $nearSphere}).
     *
     * @param field the field
     * @param point a {@link dev.weft.query.geo.Point}, or such a document
     * @param o the distances, in metres
     * @return a filter
     */
    public static Bson nearSphere(String field, Bson point, Consumer<? super NearOptions> o) {
        return nearPoint(field, "$nearSphere", point, o);
    }

    /**
     * In the order of their distance from a legacy point on the sphere (server manual, {@code $nearSphere}).
     *
     * @param field the field
     * @param place longitude and latitude
     * @param o the distances, in radians
     * @return a filter
     */
    public static Bson nearSphere(String field, Position place, Consumer<? super NearOptions> o) {
        return nearPlace(field, "$nearSphere", place, o);
    }

    private static Bson within(String field, String shape, Object value) {
        return Fields.operator(field, "$geoWithin", Fields.one(shape, value));
    }

    private static Bson circle(String field, String shape, Position center, double radius) {
        return within(field, shape, List.of(center, Given.notNegative("the radius", radius)));
    }

    private static Bson nearPoint(String field, String operator, Bson point, Consumer<? super NearOptions> o) {
        var form = new NearOptions();
        o.accept(form);
        return Fields.operator(
                field,
                operator,
                new Slots().with("$geometry", point).with(form.slots).bson());
    }

    // A legacy place has its distances beside the operator, not inside.
    private static Bson nearPlace(String field, String operator, Position place, Consumer<? super NearOptions> o) {
        var form = new NearOptions();
        o.accept(form);
        return Fields.one(
                field, new Slots().with(operator, place).with(form.slots).bson());
    }
}
