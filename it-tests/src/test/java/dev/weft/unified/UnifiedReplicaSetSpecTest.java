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
 * The same on a replica set, where most cases belong, unless one deployment was asked for by name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnifiedReplicaSetSpecTest {
    private static final UnifiedRun RUN = UnifiedRun.unlessAsked("replicaset-8.0");

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
