package dev.weft.query.geo;

import dev.weft.query.shape.Values;
import dev.weft.query.shape.Written;
import java.util.Set;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/** How a shape writes itself. */
interface Shaped extends Written {
    String type();

    /** What stands behind the type: positions, or shapes. */
    Object parts();

    @Override
    default void writeFields(BsonWriter writer, CodecRegistry codecs) {
        writer.writeString("type", type());
        writer.writeName(this instanceof GeometryCollection ? "geometries" : "coordinates");
        Values.write(writer, parts(), codecs);
    }

    @Override
    default boolean names(Set<String> seen) {
        return seen.add("type") && seen.add(this instanceof GeometryCollection ? "geometries" : "coordinates");
    }
}
