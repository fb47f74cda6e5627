package dev.weft.testbed;

import java.lang.management.ManagementFactory;

/** Starts a set in a fresh JVM and says how long that took, in microseconds: on the clock, and of the starting thread's processor time. */
final class ColdStart {
    private ColdStart() {}

    public static void main(String[] arguments) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long before = System.nanoTime();
        try (var set = Deployment.replicaSet("cold", 3).start()) {
            long took = System.nanoTime() - before;
            long worked = threads.getCurrentThreadCpuTime() - cpu;
            System.out.println(
                    took / 1000 + " " + worked / 1000 + " " + set.primary().isPresent());
        }
    }
}
