package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import java.util.List;

/**
 * Several shapes of any kind (server manual, "GeoJSON Objects", GeometryCollection).
 *
 * @param geometries at least one
 */
public record GeometryCollection(List<Geometry> geometries) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there is none
     */
    public GeometryCollection {
        geometries = Given.some("the geometries", geometries);
    }

    /**
     * Several shapes.
     *
     * @param geometries at least one
     * @return them as one shape
     */
    public static GeometryCollection of(Geometry... geometries) {
        return new GeometryCollection(Given.list("the geometries", geometries));
    }

    @Override
    public String type() {
        return "GeometryCollection";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
