package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import java.util.List;

/**
 * Several lines (server manual, "GeoJSON Objects", MultiLineString).
 *
 * @param coordinates of each line two positions or more
 */
public record MultiLineString(List<List<Position>> coordinates) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there is no line, or one of less than two positions
     */
    public MultiLineString {
        coordinates = Given.some("the lines", coordinates).stream()
                .map(line -> new LineString(line).coordinates())
                .toList();
    }

    /**
     * Several lines.
     *
     * @param lines at least one
     * @return them as one shape
     */
    public static MultiLineString of(LineString... lines) {
        return new MultiLineString(Given.list("the lines", lines).stream()
                .map(LineString::coordinates)
                .toList());
    }

    @Override
    public String type() {
        return "MultiLineString";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
