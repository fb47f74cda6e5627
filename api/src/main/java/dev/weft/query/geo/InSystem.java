package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import dev.weft.query.shape.Slots;
import dev.weft.query.shape.Values;
import java.util.Set;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * A shape in a system of coordinates that is not the usual one (server manual, "$geometry", custom MongoDB CRS).
 *
 * @param geometry the shape
 * @param system the system's name
 */
public record InSystem(Geometry geometry, String system) implements Geometry, Shaped {
    /** Checks that both are there. */
    public InSystem {
        Given.value("the geometry", geometry);
        Given.value("the system of coordinates", system);
    }

    @Override
    public String type() {
        return geometry.type();
    }

    @Override
    public void writeFields(BsonWriter writer, CodecRegistry codecs) {
        ((Shaped) geometry).writeFields(writer, codecs);
        writer.writeName("crs");
        Values.write(
                writer,
                new Slots()
                        .with("type", "name")
                        .with("properties", new Slots().with("name", system).bson())
                        .bson(),
                codecs);
    }

    @Override
    public boolean names(Set<String> seen) {
        return false; // The fields of the shape, and one more.
    }

    @Override
    public String toString() {
        return Json.of(this);
    }
}
