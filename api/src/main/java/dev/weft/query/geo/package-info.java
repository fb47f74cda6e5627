/**
 * GeoJSON shapes, for filters by place and for documents.
 *
 * <p>Job: points, lines and polygons as records that write themselves as GeoJSON (server manual, "GeoJSON Objects").
 * <p>May use: {@code org.bson}, {@code dev.weft.query.shape}.
 * <p>Entry: {@link dev.weft.query.geo.Point#of}, {@link dev.weft.query.geo.Polygon#of}, {@link dev.weft.query.geo.Position#of}; {@link dev.weft.query.geo.GeometryCodecs} reads them back.
 * <p>Threads: starts none; everything is immutable.
 */
@NullMarked
package dev.weft.query.geo;

import org.jspecify.annotations.NullMarked;
