package dev.weft.unified;

import dev.weft.unified.run.UnifiedRun;

/**
 * The same on a replica set, where most cases belong, unless one deployment was asked for by name.
 */
class UnifiedReplicaSetSpecTest extends AnyDeploymentSpecTest {
    UnifiedReplicaSetSpecTest() {
        super(UnifiedRun.unlessAsked("replicaset-8.0"));
    }
}
