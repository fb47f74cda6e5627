/**
 * Filters, updates, sorts, projections, indexes and pipelines as static methods that return {@code Bson}.
 *
 * <p>Where a parameter is an expression it is an {@link java.lang.Object}: an {@link dev.weft.query.expression.Expression}, a path such
 * as {@code "$price"}, a document, a list, or a plain value; text that begins with a dollar sign is a path, so text from outside goes
 * through {@link dev.weft.query.expression.Expressions#literal}. Options are forms that a lambda fills in. What no method is there for
 * yet is one {@code of} away. Wrong input gets an {@link java.lang.IllegalArgumentException} that says what to do.
 *
 * <p>Job: lets a query be written in Java's words, and writes it straight as BSON when it is sent.
 * <p>May use: {@code org.bson}, {@code dev.weft.query.shape} and {@code .geo}, and of the engine only its vocabulary and the
 * interfaces by which a {@code Bson} writes itself.
 * <p>Entry: {@link dev.weft.query.Filters}, {@link dev.weft.query.Updates}, {@link dev.weft.query.Sorts},
 * {@link dev.weft.query.Projections}, {@link dev.weft.query.Indexes}, {@link dev.weft.query.Aggregates},
 * {@link dev.weft.query.Accumulators}, {@link dev.weft.query.WindowOutputFields}, {@link dev.weft.query.JsonSchema}.
 * <p>Threads: starts none; everything is immutable but a form, which lives as long as its lambda.
 */
@NullMarked
package dev.weft.query;

import org.jspecify.annotations.NullMarked;
