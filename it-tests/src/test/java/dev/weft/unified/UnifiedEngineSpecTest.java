package dev.weft.unified;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.unified.run.UnifiedRun;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The same on MongoDB's own engine behind the testbed's front, as a standalone. Every build runs suites about data,
 * {@code -Pconformance} all; where the engine cannot be installed they are skipped.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnifiedEngineSpecTest {
    private static final UnifiedRun RUN =
            UnifiedRun.unlessAsked("engine-standalone-8.0", Set.of("collection-management", "run-command"));

    @TestFactory
    @Order(1)
    Stream<DynamicNode> everyCaseEndsAsTheBaselineSays() {
        return RUN.tests();
    }

    @Test
    @Order(2)
    void theBaselineNamesNoCaseThatIsGone() {
        assertEquals(List.of(), RUN.gone());
    }

    @AfterAll
    static void endTheDeployment() {
        RUN.close();
    }
}
