package dev.weft.unified;

import dev.weft.unified.run.UnifiedRun;

/**
 * The same through two routers, where the driver chooses among equals, unless one deployment was asked for by name.
 */
class UnifiedShardedSpecTest extends AnyDeploymentSpecTest {
    UnifiedShardedSpecTest() {
        super(UnifiedRun.unlessAsked("sharded-8.0"));
    }
}
