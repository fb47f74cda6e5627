package dev.weft.query.geo;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;

/** Makes shapes of GeoJSON. Apart from the provider, which every client has, so that the shapes are loaded only where some are read. */
final class GeometryReader {
    private GeometryReader() {}

    static Geometry shape(BsonDocument json) {
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
                            .map(GeometryReader::lines)
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
        return line.asArray().stream().map(GeometryReader::position).toList();
    }

    private static List<List<Position>> lines(BsonValue lines) {
        return lines.asArray().stream().map(GeometryReader::positions).toList();
    }
}
