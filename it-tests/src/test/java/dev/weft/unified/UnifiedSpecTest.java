package dev.weft.unified;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.unified.peer.PeerPage;
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
 * Every unified case of the specifications ends as the baseline of the deployment says, by default of a standalone; docs/testing.md tells how to
 * choose and record.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnifiedSpecTest {
    private static final UnifiedRun RUN = UnifiedRun.asked();

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
        PeerPage.writeIfAsked();
    }
}
