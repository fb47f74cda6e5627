package dev.weft.unified.peer;

import dev.weft.unified.run.Baseline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

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
    Map<Baseline.Entry, List<Both>> onlyPeerPasses() {
        return grouped(only(each -> !each.weftPasses() && each.peerPasses()), Both::weft);
    }

    /** By what PyMongo says of them. */
    Map<Baseline.Entry, List<Both>> onlyWeftPasses() {
        return grouped(only(each -> each.weftPasses() && !each.peerPasses()), Both::peer);
    }

    /** Cases in which PyMongo sent something that the testbed objects to. */
    Map<Baseline.Entry, List<Both>> violations() {
        return grouped(only(each -> each.peer().word().equals(PeerRun.VIOLATES)), Both::peer);
    }

    private List<Both> only(Predicate<Both> which) {
        return cases.stream().filter(which).toList();
    }

    private static Map<Baseline.Entry, List<Both>> grouped(List<Both> cases, Function<Both, Baseline.Entry> by) {
        Map<String, List<Both>> sorted = new TreeMap<>();
        cases.forEach(each -> sorted.computeIfAbsent(
                        by.apply(each).word() + " " + by.apply(each).why(), key -> new ArrayList<>())
                .add(each));
        Map<Baseline.Entry, List<Both>> groups = new LinkedHashMap<>();
        sorted.values().forEach(group -> groups.put(by.apply(group.getFirst()), group));
        return groups;
    }
}
