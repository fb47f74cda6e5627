package dev.weft.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code dev.weft:weft} is all that a user adds. */
class OneDependencyTest {
    @Test
    void bringsFourModulesAndTwoLibrariesAndNothingElse() {
        assertEquals(
                Set.of(
                        "dev.weft:weft",
                        "dev.weft:weft-core",
                        "dev.weft:weft-pool",
                        "dev.weft:weft-protocol",
                        "org.jspecify:jspecify",
                        "org.mongodb:bson"),
                OneDependency.resolved().keySet());
    }

    @Test
    void publishedPomsStandAloneAndSayNothingOfOurTests() {
        var published = OneDependency.published();
        assertEquals(4, published.size());
        published.forEach((name, pom) -> {
            for (String element : List.of("parent", "dependencyManagement", "build", "profiles", "repositories")) {
                assertEquals(false, pom.elements().contains(element), () -> name + " publishes its " + element);
            }
            for (var dependency : pom.dependencies()) {
                assertEquals("compile", dependency.scope(), () -> name + " needs " + dependency);
                assertEquals(
                        false,
                        dependency.version().isEmpty() || dependency.version().contains("$"),
                        () -> "" + dependency);
            }
        });
    }
}
