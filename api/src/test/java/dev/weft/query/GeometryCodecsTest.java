package dev.weft.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.query.geo.Geometry;
import dev.weft.query.geo.GeometryCodecs;
import dev.weft.query.geo.Point;
import dev.weft.query.geo.Position;
import dev.weft.settings.HandleSettings;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInvalidOperationException;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes are written and read back, alone and as components of records. */
public class GeometryCodecsTest {
    private static final CodecRegistry CODECS = CodecRegistries.fromRegistries(
            CodecRegistries.fromProviders(new GeometryCodecs()), HandleSettings.DEFAULTS.codecs());

    record City(String name, Point at) {}

    static List<Geometry> shapes() {
        return BuilderTable.rows().stream()
                .filter(row -> row.place() == Place.GEOMETRY)
                .map(row -> (Geometry) row.what())
                .toList();
    }

    private static <T> T read(Class<T> type, BsonDocument json) {
        return CODECS.get(type)
                .decode(new BsonDocumentReader(json), DecoderContext.builder().build());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aShapeComesBackAsItWas(Geometry shape) {
        assertEquals(shape, read(Geometry.class, shape.toBsonDocument()));
        assertEquals(shape, read(shape.getClass(), shape.toBsonDocument()));
        assertEquals(shape.type(), shape.toBsonDocument().getString("type").getValue());
    }

    @Test
    void aRecordHoldsAPoint() {
        var oslo = new City("Oslo", Point.of(10.75, 59.91));
        var json = new BsonDocument();
        CODECS.get(City.class)
                .encode(
                        new BsonDocumentWriter(json),
                        oslo,
                        EncoderContext.builder().build());
        assertEquals(BsonDocument.parse("{name: 'Oslo', at: {type: 'Point', coordinates: [10.75, 59.91]}}"), json);
        assertEquals(oslo, read(City.class, json));
    }

    @Test
    void otherTypesAreLeftToOthers() {
        assertNull(new GeometryCodecs().get(String.class, CODECS));
    }

    @Test
    void integersAndHeightsAreNumbersToo() {
        var read = read(Point.class, BsonDocument.parse("{type: 'Point', coordinates: [1, {$numberLong: '2'}, 3]}"));
        assertEquals(new Point(new Position(List.of(1.0, 2.0, 3.0))), read);
    }

    @Test
    void whatIsNoGeoJsonIsRefusedWithAReason() {
        assertRefused(
                "a Point was expected, and a LineString is there",
                "{type: 'LineString', coordinates: [[1, 2], [3, 4]]}");
        assertRefused("Circle is no type of GeoJSON", "{type: 'Circle', coordinates: [1, 2]}");
        assertRefused(
                "what is there is no Point: [1.0] is no position: give two finite numbers, the longitude before the latitude",
                "{type: 'Point', coordinates: [1]}");
    }

    private static void assertRefused(String message, String json) {
        BsonDocument wrong = BsonDocument.parse(json);
        assertEquals(
                message,
                assertThrows(BsonInvalidOperationException.class, () -> read(Point.class, wrong))
                        .getMessage());
    }
}
