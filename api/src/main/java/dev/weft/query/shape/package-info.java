/**
 * The shapes that the documents of queries are made of. Not exported: users see {@code Bson}.
 *
 * <p>Job: writes fields, lists and values straight as BSON, prints them as JSON, and checks what builders are given.
 * <p>May use: {@code org.bson}, and of the engine only the interfaces by which a {@code Bson} writes itself.
 * <p>Entry: {@link dev.weft.query.shape.Fields}, {@link dev.weft.query.shape.Slots}, {@link dev.weft.query.shape.Given}.
 * <p>Threads: starts none; everything but {@link dev.weft.query.shape.Slots} is immutable.
 */
@NullMarked
package dev.weft.query.shape;

import org.jspecify.annotations.NullMarked;
