package dev.weft.query.geo;

import org.bson.conversions.Bson;

/** A GeoJSON object (server manual, "GeoJSON Objects"; RFC 7946). It can stand in filters and in documents. */
public sealed interface Geometry extends Bson
        permits Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection, InSystem {
    /** The system for polygons larger than a hemisphere: what lies to the left of the ring is inside. */
    String STRICT_WINDING = "urn:x-mongodb:crs:strictwinding:EPSG:4326";

    /** {@return its type in GeoJSON, such as {@code "Point"}} */
    String type();

    /**
     * The same shape in another system of coordinates.
     *
     * @param system its name, such as {@link #STRICT_WINDING}
     * @return the shape
     */
    default Geometry in(String system) {
        return new InSystem(this, system);
    }
}
