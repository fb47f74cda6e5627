package dev.weft.unified;

import dev.weft.unified.run.UnifiedRun;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The cases that 8.0 is too old or too new for, on the newest and the oldest version that they are for; none of them fails. */
class UnifiedVersionsSpecTest {
    private static final List<UnifiedRun> RUNS = UnifiedRun.ofOtherVersions();

    @TestFactory
    Stream<DynamicNode> everyCaseOfAnotherVersionPassesOrIsNotOffered() {
        return RUNS.stream().flatMap(UnifiedRun::tests);
    }

    @AfterAll
    static void endTheDeployments() {
        RUNS.forEach(UnifiedRun::close);
    }
}
