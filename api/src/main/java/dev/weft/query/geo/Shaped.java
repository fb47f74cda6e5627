package dev.weft.query.geo;

import dev.weft.query.shape.Values;
import dev.weft.query.shape.Written;
import java.util.Set;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/** How a shape writes itself. */
interface Shaped extends Written {
    @Override
    default void writeFields(BsonWriter writer, CodecRegistry codecs) {
        Geometry shape = (Geometry) this;
        writer.writeString("type", shape.type());
        writer.writeName(this instanceof GeometryCollection ? "geometries" : "coordinates");
        Values.write(writer, parts(shape), codecs);
    }

    /** What stands behind the type: positions, or shapes. */
    private static Object parts(Geometry shape) {
        return switch (shape) {
            case Point point -> point.coordinates();
            case MultiPoint points -> points.coordinates();
            case LineString line -> line.coordinates();
            case MultiLineString lines -> lines.coordinates();
            case Polygon polygon -> polygon.coordinates();
            case MultiPolygon polygons -> polygons.coordinates();
            case GeometryCollection all -> all.geometries();
            case InSystem other -> parts(other.geometry());
        };
    }

    @Override
    default boolean names(Set<String> seen) {
        return seen.add("type") && seen.add(this instanceof GeometryCollection ? "geometries" : "coordinates");
    }
}
