package dev.weft.query.geo;

import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * A place as its coordinates: in GeoJSON longitude before latitude, on a plane x before y.
 *
 * @param values two or more, each a finite number
 */
public record Position(List<Double> values) implements Placed {
    /**
     * Checks the coordinates.
     *
     * @throws IllegalArgumentException if there are less than two, or one is no finite number
     */
    public Position {
        values = Given.list("the coordinates", values);
        if (values.size() < 2 || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    values + " is no position: give two finite numbers, the longitude before the latitude");
        }
    }

    /**
     * A place of two coordinates.
     *
     * @param longitude or x
     * @param latitude or y
     * @return the position
     */
    public static Position of(double longitude, double latitude) {
        return new Position(List.of(longitude, latitude));
    }

    /** Writes it as an array of numbers. */
    @Override
    public void writeValue(BsonWriter writer, CodecRegistry codecs) {
        writer.writeStartArray();
        values.forEach(writer::writeDouble);
        writer.writeEndArray();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
