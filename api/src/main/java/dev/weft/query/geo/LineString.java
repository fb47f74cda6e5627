package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import java.util.List;

/**
 * A line from place to place (server manual, "GeoJSON Objects", LineString).
 *
 * @param coordinates two or more
 */
public record LineString(List<Position> coordinates) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there are less than two positions
     */
    public LineString {
        coordinates = Given.list("the positions", coordinates);
        if (coordinates.size() < 2) {
            throw new IllegalArgumentException("a line of " + coordinates.size() + " positions: give two or more");
        }
    }

    /**
     * A line.
     *
     * @param positions two or more
     * @return the line
     */
    public static LineString of(Position... positions) {
        return new LineString(Given.list("the positions", positions));
    }

    @Override
    public String type() {
        return "LineString";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
