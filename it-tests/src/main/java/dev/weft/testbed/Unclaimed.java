package dev.weft.testbed;

import dev.weft.testbed.strict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The violations that no test has looked at, of the deployments that run and of those that were closed meanwhile. */
final class Unclaimed {
    private static final Set<Deployment> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Set<Violation> LEFT = ConcurrentHashMap.newKeySet();

    private Unclaimed() {}

    static void started(Deployment deployment) {
        RUNNING.add(deployment);
    }

    static void closed(Deployment deployment) {
        RUNNING.remove(deployment);
        LEFT.addAll(deployment.takeViolations());
    }

    static List<Violation> take() {
        List<Violation> taken = new ArrayList<>(LEFT);
        taken.forEach(LEFT::remove);
        RUNNING.forEach(deployment -> taken.addAll(deployment.takeViolations()));
        return taken;
    }
}
