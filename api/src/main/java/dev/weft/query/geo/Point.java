package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;

/**
 * One place (server manual, "GeoJSON Objects", Point).
 *
 * @param coordinates where it is
 */
public record Point(Position coordinates) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there is no position
     */
    public Point {
        Given.value("the position", coordinates);
    }

    /**
     * A point on earth.
     *
     * @param longitude -180 to 180
     * @param latitude -90 to 90
     * @return the point
     */
    public static Point of(double longitude, double latitude) {
        return new Point(Position.of(longitude, latitude));
    }

    @Override
    public String type() {
        return "Point";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
