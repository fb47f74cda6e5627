/**
 * What operations do.
 *
 * <p>Job: one table from the kind of object and the name of an operation to its arguments and what it calls of the driver's public API;
 * what the driver does not have yet stands in the same table with the name of what is missing.
 *
 * <p>May use: the driver's public API, {@code unified.file}, {@code unified.match}, {@code unified.event}, {@code unified.entity}.
 *
 * <p>Entry: {@link dev.weft.unified.operation.OperationTable}, {@link dev.weft.unified.operation.Executor}.
 *
 * <p>Threads: the case's thread and its thread entities.
 */
package dev.weft.unified.operation;
