package dev.weft.unified;

import dev.weft.unified.run.UnifiedRun;
import java.util.Set;

/**
 * The same on MongoDB's own engine behind the testbed's front, as a replica set. Every build runs suites about data,
 * {@code -Pconformance} all; where the engine cannot be installed they are skipped.
 */
class UnifiedEngineReplicaSetSpecTest extends AnyDeploymentSpecTest {
    UnifiedEngineReplicaSetSpecTest() {
        super(UnifiedRun.unlessAsked(
                "engine-replicaset-8.0",
                Set.of(
                        "collection-management",
                        "command-logging-and-monitoring/monitoring",
                        "crud",
                        "index-management",
                        "run-command")));
    }
}
