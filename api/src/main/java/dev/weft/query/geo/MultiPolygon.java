package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import java.util.List;

/**
 * Several areas (server manual, "GeoJSON Objects", MultiPolygon).
 *
 * @param coordinates the rings of each
 */
public record MultiPolygon(List<List<List<Position>>> coordinates) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there is no polygon, or one with a ring that is not closed
     */
    public MultiPolygon {
        coordinates = Given.some("the polygons", coordinates).stream()
                .map(rings -> new Polygon(rings).coordinates())
                .toList();
    }

    /**
     * Several areas.
     *
     * @param polygons at least one
     * @return them as one shape
     */
    public static MultiPolygon of(Polygon... polygons) {
        return new MultiPolygon(Given.list("the polygons", polygons).stream()
                .map(Polygon::coordinates)
                .toList());
    }

    @Override
    public String type() {
        return "MultiPolygon";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
