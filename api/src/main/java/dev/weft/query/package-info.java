/**
 * Filters, updates, sorts, projections and pipelines as static methods that return {@code Bson}.
 *
 * <p>Job: lets a query be written in Java's words, and writes it straight as BSON when it is sent.
 * <p>May use: {@code org.bson}, and of the engine only the interfaces by which a {@code Bson} writes itself.
 * <p>Entry: {@link Filters}, {@link Updates}, {@link Sorts}, {@link Projections}, {@link Aggregates}, {@link Accumulators}.
 * <p>Threads: starts none; everything is immutable.
 */
@NullMarked
package dev.weft.query;

import org.jspecify.annotations.NullMarked;
