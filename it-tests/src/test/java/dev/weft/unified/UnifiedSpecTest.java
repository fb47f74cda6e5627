package dev.weft.unified;

import dev.weft.unified.run.UnifiedRun;

/**
 * Every unified case of the specifications ends as the baseline of the deployment says, by default of a standalone; docs/testing.md tells how to
 * choose and record.
 */
class UnifiedSpecTest extends AnyDeploymentSpecTest {
    UnifiedSpecTest() {
        super(UnifiedRun.asked());
    }
}
