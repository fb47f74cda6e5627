/**
 * What {@code $search} and {@code $searchMeta} are asked, and what search indexes are made of (MongoDB Search manual).
 *
 * <p>Job: operators, collectors, scores, highlights, counts and index definitions as static methods that return {@code Bson}. A path is
 * an {@link java.lang.Object}: a field, a list of fields, or what {@link dev.weft.query.search.SearchPath} makes.
 * <p>May use: {@code org.bson}, {@code dev.weft.query.shape} and {@code .geo}.
 * <p>Entry: {@link dev.weft.query.search.SearchOperators}, {@link dev.weft.query.search.SearchCollectors},
 * {@link dev.weft.query.search.SearchIndexDefinition}.
 * <p>Threads: starts none; everything is immutable but a form, which lives as long as its lambda.
 */
@NullMarked
package dev.weft.query.search;

import org.jspecify.annotations.NullMarked;
