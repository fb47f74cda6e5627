/**
 * The expressions of the aggregation language, with types: what a field holds decides which operators can be called on it.
 *
 * <p>Job: {@code number("price").multiply("$amount").gt(100)} in place of nested documents (server manual, "Expressions").
 * <p>May use: {@code org.bson}, {@code dev.weft.query} for units of time, {@code dev.weft.query.shape}.
 * <p>Entry: {@link dev.weft.query.expression.Expressions}; what it returns lists the operators.
 * <p>Threads: starts none; everything is immutable.
 */
@NullMarked
package dev.weft.query.expression;

import org.jspecify.annotations.NullMarked;
