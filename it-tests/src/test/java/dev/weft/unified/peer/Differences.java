package dev.weft.unified.peer;

import dev.weft.unified.run.Baseline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where the two drivers end differently on one deployment.
 *
 * @param deployment the deployment
 * @param cases all cases, and how each ended with either driver
 */
record Differences(String deployment, List<Both> cases) {
    private static final Baseline.Entry PASSES = new Baseline.Entry("passes", "");

    /**
     * A case with both drivers.
     *
     * @param id the case
     * @param weft how it ends here
     * @param peer how it ends with PyMongo
     */
    record Both(String id, Baseline.Entry weft, Baseline.Entry peer) {
        private boolean weftPasses() {
            return passes(weft);
        }

        private boolean peerPasses() {
            // What PyMongo sends beside is another matter than whether the testbed gave it what the case expects.
            return passes(peer) || peer.word().equals(PeerRun.VIOLATES);
        }

        private static boolean passes(Baseline.Entry entry) {
            return entry.word().equals("passes");
        }
    }

    static Differences of(String deployment, Collection<String> ids, Baseline weft, Baseline peer) {
        List<Both> cases = new ArrayList<>();
        ids.forEach(id -> cases.add(
                new Both(id, weft.entry(id).orElse(PASSES), peer.entry(id).orElse(PASSES))));
        return new Differences(deployment, cases);
    }

    List<Both> bothPass() {
        return only(each -> each.weftPasses() && each.peerPasses());
    }

    List<Both> neitherPasses() {
        return only(each -> !each.weftPasses() && !each.peerPasses());
    }

    /** By what this driver says of them. */
    Map<String, List<Both>> onlyPeerPasses() {
        return grouped(only(each -> !each.weftPasses() && each.peerPasses()), each -> told(each.weft()));
    }

    /** By why PyMongo does not pass them: what is known, or what it says itself. */
    Map<String, List<Both>> onlyWeftPasses(FailureReasons reasons) {
        return grouped(
                only(each -> each.weftPasses() && !each.peerPasses()),
                each -> reasons.reason(each.id(), each.peer())
                        .map(reason -> "fails: " + reason)
                        .orElseGet(() -> told(each.peer())));
    }

    /** Cases in which PyMongo sent something that the testbed objects to, by what that is. */
    Map<String, List<Both>> violations() {
        return grouped(only(each -> each.peer().word().equals(PeerRun.VIOLATES)), each -> told(each.peer()));
    }

    private List<Both> only(Predicate<Both> which) {
        return cases.stream().filter(which).toList();
    }

    private static String told(Baseline.Entry entry) {
        return entry.word() + ": " + entry.why();
    }

    private static Map<String, List<Both>> grouped(List<Both> cases, Function<Both, String> by) {
        return cases.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }
}
