package dev.weft.core.topology;

import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a word of a replica set's member changes (discovery specification, "Actions"). */
final class ReplicaSetRules {
    /** From MongoDB 6.0 on, elections are compared before configurations. */
    private static final int ELECTION_FIRST_WIRE_VERSION = 17;

    private ReplicaSetRules() {}

    /** {@code updateRSWithoutPrimary} and {@code updateRSWithPrimaryFromMember}. */
    static void hearMember(TopologyDraft next, ServerDescription heard) {
        if (isOfAnotherSet(next, heard)) {
            next.remove(heard.address());
            return;
        }
        if (!next.hadPrimary()) {
            // Without a primary every member's word counts; nobody is removed for not being named, though.
            heard.membership().everybody().forEach(next::add);
        }
        if (heard.membership().me().isPresent()
                && !heard.membership().me().get().equals(heard.address())) {
            next.remove(heard.address());
        }
    }

    /** {@code updateRSFromPrimary}. */
    static void hearPrimary(TopologyDraft next, ServerDescription heard) {
        if (isOfAnotherSet(next, heard)) {
            next.remove(heard.address());
            return;
        }
        if (isOvertaken(next, heard)) {
            next.forget(
                    heard,
                    "primary marked stale due to electionId/setVersion mismatch, " + tuple(heard)
                            + " is stale compared to (" + word(next.maxElectionId()) + ", " + word(next.maxSetVersion())
                            + ")");
            return;
        }
        rememberElection(next, heard);
        for (var other : List.copyOf(next.servers())) {
            if (other.type() == ServerType.RS_PRIMARY && !other.address().equals(heard.address())) {
                next.forget(other, "primary marked stale due to discovery of newer primary");
            }
        }
        var members = heard.membership().everybody();
        members.forEach(next::add);
        for (var server : List.copyOf(next.servers())) {
            if (!members.contains(server.address())) {
                next.remove(server.address());
            }
        }
    }

    private static boolean isOfAnotherSet(TopologyDraft next, ServerDescription heard) {
        if (next.setName().isEmpty()) {
            next.name(heard.membership().setName());
            return false;
        }
        return !next.setName().equals(heard.membership().setName());
    }

    private static boolean isOvertaken(TopologyDraft next, ServerDescription heard) {
        var election = heard.membership().electionId();
        var version = heard.membership().setVersion();
        var byElection = compare(election, next.maxElectionId());
        var byVersion = compare(version, next.maxSetVersion());
        if (electionFirst(heard)) {
            return byElection < 0 || (byElection == 0 && byVersion < 0);
        }
        var comparable = election.isPresent()
                && version.isPresent()
                && next.maxElectionId().isPresent()
                && next.maxSetVersion().isPresent();
        return comparable && (byVersion < 0 || (byVersion == 0 && byElection < 0));
    }

    private static void rememberElection(TopologyDraft next, ServerDescription heard) {
        var election = heard.membership().electionId();
        var version = heard.membership().setVersion();
        if (electionFirst(heard)) {
            next.remember(election, version);
            return;
        }
        if (election.isPresent() && version.isPresent()) {
            next.remember(election, next.maxSetVersion());
        }
        if (version.isPresent() && compare(version, next.maxSetVersion()) > 0) {
            next.remember(next.maxElectionId(), version);
        }
    }

    private static boolean electionFirst(ServerDescription heard) {
        return heard.wire().max() >= ELECTION_FIRST_WIRE_VERSION;
    }

    /** An absent value is lower than any other. */
    private static <T extends Comparable<T>> int compare(Optional<T> one, Optional<T> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isPresent(), other.isPresent());
        }
        return Comparator.<T>naturalOrder().compare(one.get(), other.get());
    }

    private static String tuple(ServerDescription heard) {
        return "(" + word(heard.membership().electionId()) + ", "
                + word(heard.membership().setVersion()) + ")";
    }

    private static String word(Optional<?> value) {
        return value.isPresent() ? value.get().toString() : "null";
    }
}
