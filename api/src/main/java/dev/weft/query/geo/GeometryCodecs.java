package dev.weft.query.geo;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReader;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Codecs of shapes, so that they can be components of records and be read back. Written they can be without, too. Put it before
 * other providers: {@code CodecRegistries.fromRegistries(CodecRegistries.fromProviders(new GeometryCodecs()), ...)}.
 *
 * <p>What is read has to be GeoJSON: anything else is a {@link BsonInvalidOperationException}, and a shape of another type than the
 * one asked for, too.
 */
public final class GeometryCodecs implements CodecProvider {
    /** Makes the provider. */
    public GeometryCodecs() {}

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return Geometry.class.isAssignableFrom(type) ? new ShapeCodec<>(type, registry) : null;
    }

    private record ShapeCodec<T>(Class<T> type, CodecRegistry registry) implements Codec<T> {
        private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

        @Override
        public void encode(BsonWriter writer, T shape, EncoderContext context) {
            ((Shaped) shape).writeTo(writer, registry);
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            Geometry shape = shape(TREES.decode(reader, context));
            if (!type.isInstance(shape)) {
                throw new BsonInvalidOperationException(
                        "a " + type.getSimpleName() + " was expected, and a " + shape.type() + " is there");
            }
            return type.cast(shape);
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }

    private static Geometry shape(BsonDocument json) {
        if (!json.isDocument("crs")) {
            return plain(json);
        }
        BsonDocument properties = json.getDocument("crs").getDocument("properties");
        return plain(json).in(properties.getString("name").getValue());
    }

    private static Geometry plain(BsonDocument json) {
        String type = json.getString("type").getValue();
        try {
            return switch (type) {
                case "Point" -> new Point(position(json.getArray("coordinates")));
                case "MultiPoint" -> new MultiPoint(positions(json.getArray("coordinates")));
                case "LineString" -> new LineString(positions(json.getArray("coordinates")));
                case "MultiLineString" -> new MultiLineString(lines(json.getArray("coordinates")));
                case "Polygon" -> new Polygon(lines(json.getArray("coordinates")));
                case "MultiPolygon" ->
                    new MultiPolygon(json.getArray("coordinates").stream()
                            .map(GeometryCodecs::lines)
                            .toList());
                case "GeometryCollection" ->
                    new GeometryCollection(json.getArray("geometries").stream()
                            .map(each -> shape(each.asDocument()))
                            .toList());
                default -> throw new BsonInvalidOperationException(type + " is no type of GeoJSON");
            };
        } catch (IllegalArgumentException wrong) {
            throw new BsonInvalidOperationException("what is there is no " + type + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Position position(BsonValue coordinates) {
        BsonArray numbers = coordinates.asArray();
        return new Position(
                numbers.stream().map(each -> each.asNumber().doubleValue()).toList());
    }

    private static List<Position> positions(BsonValue line) {
        return line.asArray().stream().map(GeometryCodecs::position).toList();
    }

    private static List<List<Position>> lines(BsonValue lines) {
        return lines.asArray().stream().map(GeometryCodecs::positions).toList();
    }
}
