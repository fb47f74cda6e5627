package dev.weft.unified;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.unified.run.UnifiedRun;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The same through two routers, where the driver chooses among equals, unless one deployment was asked for by name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnifiedShardedSpecTest {
    private static final UnifiedRun RUN = UnifiedRun.unlessAsked("sharded-8.0");

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
