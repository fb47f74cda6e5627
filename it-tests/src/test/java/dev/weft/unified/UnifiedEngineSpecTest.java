package dev.weft.unified;

import dev.weft.unified.run.UnifiedRun;
import java.util.Set;

/**
 * The same on MongoDB's own engine behind the testbed's front, as a standalone. Every build runs suites about data,
 * {@code -Pconformance} all; where the engine cannot be installed they are skipped.
 */
class UnifiedEngineSpecTest extends AnyDeploymentSpecTest {
    UnifiedEngineSpecTest() {
        super(UnifiedRun.unlessAsked("engine-standalone-8.0", Set.of("collection-management", "run-command")));
    }
}
