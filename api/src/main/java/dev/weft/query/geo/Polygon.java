package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * An area (server manual, "GeoJSON Objects", Polygon).
 *
 * @param coordinates its outer ring, then those of its holes; each of four positions or more, the last as the first
 */
public record Polygon(List<List<Position>> coordinates) implements Geometry, Shaped {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if there is no ring, or one that is not closed
     */
    public Polygon {
        coordinates = Given.some("the rings", coordinates).stream()
                .map(Polygon::closed)
                .toList();
    }

    /**
     * An area without holes.
     *
     * @param ring its edge: four positions or more, the last as the first
     * @return the polygon
     */
    public static Polygon of(Position... ring) {
        return new Polygon(List.of(Given.list("the ring", ring)));
    }

    /**
     * The same area with a hole.
     *
     * @param ring the hole's edge: four positions or more, the last as the first
     * @return the polygon
     */
    public Polygon hole(Position... ring) {
        List<List<Position>> rings = new ArrayList<>(coordinates);
        rings.add(Given.list("the ring", ring));
        return new Polygon(rings);
    }

    private static List<Position> closed(List<Position> ring) {
        List<Position> all = Given.list("the ring", ring);
        if (all.size() < 4 || !all.getFirst().equals(all.getLast())) {
            throw new IllegalArgumentException("a ring of " + all.size()
                    + " positions is not closed: give four or more, the last the same as the first");
        }
        return all;
    }

    @Override
    public String type() {
        return "Polygon";
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
