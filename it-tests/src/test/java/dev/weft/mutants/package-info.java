/**
 * A test of the tests: mutants that PIT makes of the driver, judged by the conformance cases and by nothing else. See docs/mutants.md.
 *
 * <p>Job: the judge as PIT sees it, the sample, a clean slate between two mutants, the score.
 *
 * <p>May use: PIT, {@code dev.weft.unified.run}, the spec tests of all modules by name.
 *
 * <p>Entry: {@link dev.weft.mutants.Mutants}, started by {@code mvn -Pmutants}.
 *
 * <p>Threads: PIT's, in this JVM and in those it starts.
 */
package dev.weft.mutants;
