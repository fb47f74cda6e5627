package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#geoNear(Object, java.util.function.Consumer)} (server manual, {@code $geoNear}). */
public final class GeoNearOptions {
    final Slots slots = new Slots();

    GeoNearOptions() {}

    /**
     * Puts the distance into a field.
     *
     * @param field the field; required before MongoDB 8.1
     * @return this form
     */
    public GeoNearOptions distanceField(String field) {
        slots.with("distanceField", Given.value("the field", field));
        return this;
    }

    /**
     * Sets whether distances are those on the sphere.
     *
     * @param yes false unless set, and unless the index is {@code 2dsphere}
     * @return this form
     */
    public GeoNearOptions spherical(boolean yes) {
        slots.with("spherical", yes);
        return this;
    }

    /**
     * Leaves out what is farther away.
     *
     * @param most in metres from a GeoJSON point, else in radians; not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public GeoNearOptions maxDistance(double most) {
        slots.with("maxDistance", Given.notNegative("a distance", most));
        return this;
    }

    /**
     * Leaves out what is nearer.
     *
     * @param least in metres from a GeoJSON point, else in radians; not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public GeoNearOptions minDistance(double least) {
        slots.with("minDistance", Given.notNegative("a distance", least));
        return this;
    }

    /**
     * Sets which documents count.
     *
     * @param filter a filter without {@code $near}
     * @return this form
     */
    public GeoNearOptions query(Bson filter) {
        slots.with("query", Given.value("the filter", filter));
        return this;
    }

    /**
     * Multiplies the distances.
     *
     * @param factor not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public GeoNearOptions distanceMultiplier(double factor) {
        slots.with("distanceMultiplier", Given.notNegative("a factor", factor));
        return this;
    }

    /**
     * Puts the place that was compared into a field.
     *
     * @param field the field
     * @return this form
     */
    public GeoNearOptions includeLocs(String field) {
        slots.with("includeLocs", Given.value("the field", field));
        return this;
    }

    /**
     * Sets which geospatial index is used; needed if there are several.
     *
     * @param field the indexed field
     * @return this form
     */
    public GeoNearOptions key(String field) {
        slots.with("key", Given.value("the field", field));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public GeoNearOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
