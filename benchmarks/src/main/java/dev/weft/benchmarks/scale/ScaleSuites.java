package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.suite.Suite;
import java.util.List;

/** All suites of this package. */
public final class ScaleSuites {
    private ScaleSuites() {}

    /** In the order in which they run. */
    public static List<Suite> all() {
        return List.of(new CallersSuite(), new PoolSuite(), new SizeSuite(), new ServersSuite(), new MemorySuite());
    }
}
