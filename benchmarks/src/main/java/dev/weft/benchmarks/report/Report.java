package dev.weft.benchmarks.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole run.
 *
 * @param round {@code short} or {@code full}
 * @param at when it began
 * @param machine what it ran on, by name: processor, processors, memory, system
 * @param versions of the virtual machine, its flags, and of every peer
 * @param skipped peers that could not run, each with the reason
 * @param measurements in the order in which they were taken
 */
public record Report(
        String round,
        Instant at,
        Map<String, String> machine,
        Map<String, String> versions,
        Map<String, String> skipped,
        List<Measurement> measurements) {

    /** The measurement of a peer, if it was taken. */
    public Optional<Measurement> find(String suite, String shape, String peer) {
        return measurements.stream()
                .filter(one -> one.suite().equals(suite)
                        && one.shape().equals(shape)
                        && one.peer().equals(peer))
                .findFirst();
    }
}
