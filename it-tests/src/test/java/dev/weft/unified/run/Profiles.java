package dev.weft.unified.run;

import java.util.List;
import java.util.Set;

/** Older servers, on which every build runs the suites about data and commands, and no others. */
public final class Profiles {
    /** The suites. */
    static final Set<String> SUITES = Set.of(
            "collection-management",
            "command-logging-and-monitoring/monitoring",
            "crud",
            "index-management",
            "read-write-concern/operation",
            "run-command",
            "versioned-api");

    private static final List<String> DEPLOYMENTS =
            List.of("replicaset-4.4", "replicaset-7.0", "standalone-4.4", "standalone-7.0");

    private Profiles() {}

    /** A run of the suites on each of the servers; none when one deployment was asked for. */
    public static List<UnifiedRun> runs() {
        return DEPLOYMENTS.stream().map(UnifiedRun::unlessAsked).toList();
    }

    /** Whether a deployment is one of them. */
    static boolean isOne(String deployment) {
        return DEPLOYMENTS.contains(deployment);
    }

    /** What the baseline of a deployment is about: some suites by name, or all, for which there is none. */
    static Set<String> suites(String deployment) {
        return isOne(deployment) ? SUITES : Set.of();
    }
}
