package dev.weft.query;

import static dev.weft.query.Place.FILTER;
import static dev.weft.query.Place.GEOMETRY;
import static dev.weft.query.Row.row;

import dev.weft.query.geo.Geometry;
import dev.weft.query.geo.GeometryCollection;
import dev.weft.query.geo.LineString;
import dev.weft.query.geo.MultiLineString;
import dev.weft.query.geo.MultiPoint;
import dev.weft.query.geo.MultiPolygon;
import dev.weft.query.geo.Point;
import dev.weft.query.geo.Polygon;
import dev.weft.query.geo.Position;
import java.util.List;

/** Server manual, "GeoJSON Objects" and "Geospatial Query Operators". */
final class GeoRows {
    private static final Position A = Position.of(0, 0);
    private static final Position B = Position.of(4, 0);
    private static final Position C = Position.of(4, 4);
    private static final Point OSLO = Point.of(10.75, 59.91);
    private static final String OSLO_JSON = "{type: 'Point', coordinates: [10.75, 59.91]}";
    private static final Polygon TRIANGLE = Polygon.of(A, B, C, A);
    private static final String RING = "[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]]";

    private GeoRows() {}

    static List<Row> rows() {
        return List.of(
                row(GEOMETRY, OSLO, OSLO_JSON),
                row(GEOMETRY, MultiPoint.of(A, B), "{type: 'MultiPoint', coordinates: [[0.0, 0.0], [4.0, 0.0]]}"),
                row(GEOMETRY, LineString.of(A, B), "{type: 'LineString', coordinates: [[0.0, 0.0], [4.0, 0.0]]}"),
                row(
                        GEOMETRY,
                        MultiLineString.of(LineString.of(A, B), LineString.of(B, C)),
                        "{type: 'MultiLineString', coordinates:"
                                + " [[[0.0, 0.0], [4.0, 0.0]], [[4.0, 0.0], [4.0, 4.0]]]}"),
                row(GEOMETRY, TRIANGLE, "{type: 'Polygon', coordinates: [" + RING + "]}"),
                row(
                        GEOMETRY,
                        TRIANGLE.hole(Position.of(2, 0.5), Position.of(3, 0.5), Position.of(3, 1), Position.of(2, 0.5)),
                        "{type: 'Polygon', coordinates: [" + RING
                                + ", [[2.0, 0.5], [3.0, 0.5], [3.0, 1.0], [2.0, 0.5]]]}"),
                row(GEOMETRY, MultiPolygon.of(TRIANGLE), "{type: 'MultiPolygon', coordinates: [[" + RING + "]]}"),
                row(
                        GEOMETRY,
                        GeometryCollection.of(OSLO, TRIANGLE),
                        "{type: 'GeometryCollection', geometries: [" + OSLO_JSON + ", {type: 'Polygon', coordinates: ["
                                + RING + "]}]}"),
                row(
                        GEOMETRY,
                        TRIANGLE.in(Geometry.STRICT_WINDING),
                        "{type: 'Polygon', coordinates: [" + RING + "], crs: {type: 'name', properties:"
                                + " {name: 'urn:x-mongodb:crs:strictwinding:EPSG:4326'}}}"),
                row(
                        FILTER,
                        Filters.geoWithin("at", TRIANGLE),
                        "{at: {$geoWithin: {$geometry: {type: 'Polygon', coordinates: [" + RING + "]}}}}"),
                row(
                        FILTER,
                        Filters.geoWithinBox("flat", A, C),
                        "{flat: {$geoWithin: {$box: [[0.0, 0.0], [4.0, 4.0]]}}}"),
                row(
                        FILTER,
                        Filters.geoWithinPolygon("flat", List.of(A, B, C)),
                        "{flat: {$geoWithin: {$polygon: [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]]}}}"),
                row(
                        FILTER,
                        Filters.geoWithinCenter("flat", A, 5),
                        "{flat: {$geoWithin: {$center: [[0.0, 0.0], 5.0]}}}"),
                row(
                        FILTER,
                        Filters.geoWithinCenterSphere("at", A, 0.5),
                        "{at: {$geoWithin: {$centerSphere: [[0.0, 0.0], 0.5]}}}"),
                row(
                        FILTER,
                        Filters.geoIntersects("at", OSLO),
                        "{at: {$geoIntersects: {$geometry: " + OSLO_JSON + "}}}"),
                row(FILTER, Filters.near("at", OSLO), "{at: {$near: {$geometry: " + OSLO_JSON + "}}}"),
                row(
                        FILTER,
                        Filters.near("at", OSLO, o -> o.maxDistance(1000).minDistance(1)),
                        "{at: {$near: {$geometry: " + OSLO_JSON + ", $maxDistance: 1000.0, $minDistance: 1.0}}}"),
                row(
                        FILTER,
                        Filters.near("flat", A, o -> o.maxDistance(9)),
                        "{flat: {$near: [0.0, 0.0], $maxDistance: 9.0}}"),
                row(FILTER, Filters.nearSphere("at", OSLO), "{at: {$nearSphere: {$geometry: " + OSLO_JSON + "}}}"),
                row(
                        FILTER,
                        Filters.nearSphere("at", OSLO, o -> o.maxDistance(1000)),
                        "{at: {$nearSphere: {$geometry: " + OSLO_JSON + ", $maxDistance: 1000.0}}}"),
                row(
                        FILTER,
                        Filters.nearSphere("flat", A, o -> o.maxDistance(0.5)),
                        "{flat: {$nearSphere: [0.0, 0.0], $maxDistance: 0.5}}"));
    }
}
