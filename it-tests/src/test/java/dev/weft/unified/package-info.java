/**
 * The test runner of MongoDB's unified test format.
 *
 * <p>Job: runs the specifications' unified suites against a deployment, and tests itself.
 *
 * <p>May use: its sub-packages: {@code file}, {@code match}, {@code event}, {@code entity}, {@code operation}, {@code run}, in this order.
 *
 * <p>Entry: {@link dev.weft.unified.UnifiedSpecTest}.
 *
 * <p>Threads: those of its sub-packages.
 */
package dev.weft.unified;
