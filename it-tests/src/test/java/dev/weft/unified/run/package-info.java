/**
 * Runs cases against a deployment and tells how they ended.
 *
 * <p>Job: the one readable loop of a case, the deployment it needs, the data before and after, fail points, the verdict, the baseline.
 *
 * <p>May use: all other packages of {@code unified}, {@code dev.weft.testbed}, the driver's public API.
 *
 * <p>Entry: {@link dev.weft.unified.run.CaseRunner}.
 *
 * <p>Threads: each case runs on a virtual thread of its own, so that one that hangs can be ended.
 */
package dev.weft.unified.run;
