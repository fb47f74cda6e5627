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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The unified cases on one kind of deployment, held against its baseline; a class of its own for each kind says which. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnyDeploymentSpecTest {
    private final List<UnifiedRun> runs;

    AnyDeploymentSpecTest(UnifiedRun run) {
        this(List.of(run));
    }

    AnyDeploymentSpecTest(List<UnifiedRun> runs) {
        this.runs = runs;
    }

    @TestFactory
    @Order(1)
    Stream<DynamicNode> everyCaseEndsAsTheBaselineSays() {
        return runs.stream().flatMap(UnifiedRun::tests);
    }

    @Test
    @Order(2)
    void theBaselineNamesNoCaseThatIsGone() {
        assertEquals(
                List.of(), runs.stream().flatMap(run -> run.gone().stream()).toList());
    }

    @AfterAll
    void endTheDeployment() {
        runs.forEach(UnifiedRun::close);
        PeerPage.writeIfAsked();
    }
}
