package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import java.util.List;

/**
 * Several places (server manual, "GeoJSON Objects", MultiPoint).
 *
 * @param coordinates at least one
 */
public record MultiPoint(List<Position> coordinates) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there is no position
     */
    public MultiPoint {
        coordinates = Given.some("the positions", coordinates);
    }

    /**
     * Several points.
     *
     * @param positions at least one
     * @return them as one shape
     */
    public static MultiPoint of(Position... positions) {
        return new MultiPoint(Given.list("the positions", positions));
    }

    @Override
    public String type() {
        return "MultiPoint";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
