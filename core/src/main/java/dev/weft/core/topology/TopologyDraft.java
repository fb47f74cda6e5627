package dev.weft.core.topology;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.types.ObjectId;

/** A topology that is being changed by one word of one server; lives for one call of {@link TopologyRules#apply}. */
final class TopologyDraft {
    /** MongoDB 3.6, the first that speaks OP_MSG (ADR 10). */
    private static final int MIN_WIRE_VERSION = 6;

    private static final String MIN_SERVER = "3.6";
    /** MongoDB 8.2. */
    private static final int MAX_WIRE_VERSION = 27;

    private final boolean hadPrimary;
    private final Map<ServerAddress, ServerDescription> servers;
    private TopologyType type;
    private Optional<String> setName;
    private Optional<ObjectId> maxElectionId;
    private Optional<Integer> maxSetVersion;

    TopologyDraft(Topology from) {
        servers = new LinkedHashMap<>(from.servers());
        hadPrimary = from.type() == TopologyType.REPLICA_SET_WITH_PRIMARY;
        type = from.type();
        setName = from.setName();
        maxElectionId = from.maxElectionId();
        maxSetVersion = from.maxSetVersion();
    }

    boolean hadPrimary() {
        return hadPrimary;
    }

    boolean hasPrimary() {
        return servers.values().stream().anyMatch(server -> server.type() == ServerType.RS_PRIMARY);
    }

    Optional<String> setName() {
        return setName;
    }

    Optional<ObjectId> maxElectionId() {
        return maxElectionId;
    }

    Optional<Integer> maxSetVersion() {
        return maxSetVersion;
    }

    Collection<ServerDescription> servers() {
        return servers.values();
    }

    void become(TopologyType next) {
        type = next;
    }

    void name(Optional<String> name) {
        setName = name;
    }

    void remember(Optional<ObjectId> electionId, Optional<Integer> setVersion) {
        maxElectionId = electionId;
        maxSetVersion = setVersion;
    }

    void replace(ServerDescription heard) {
        servers.put(heard.address(), heard);
    }

    void add(ServerAddress address) {
        servers.computeIfAbsent(address, ServerDescription::unknown);
    }

    void remove(ServerAddress address) {
        servers.remove(address);
    }

    /** Keeps the server, but nothing it said, and why. */
    void forget(ServerDescription server, String why) {
        replace(ServerDescription.unknown(
                server.address(), Optional.of(new ForgottenServer(why)), Optional.empty(), server.lastUpdate()));
    }

    Topology build() {
        return new Topology(
                type, setName, maxElectionId, maxSetVersion, sessionTimeoutMinutes(), incompatible(), servers);
    }

    /** The shortest among the servers that hold data, none if one of them has none. */
    private Optional<Integer> sessionTimeoutMinutes() {
        var shortest = Integer.MAX_VALUE;
        for (var server : servers.values()) {
            if (server.type().isDataBearing()) {
                if (server.sessionTimeoutMinutes().isEmpty()) {
                    return Optional.empty();
                }
                shortest = Math.min(shortest, server.sessionTimeoutMinutes().get());
            }
        }
        return shortest == Integer.MAX_VALUE ? Optional.empty() : Optional.of(shortest);
    }

    /** The message is the specification's ("Checking wire protocol compatibility"). */
    private Optional<String> incompatible() {
        for (var server : servers.values()) {
            if (server.type() == ServerType.UNKNOWN) {
                continue;
            }
            if (server.wire().min() > MAX_WIRE_VERSION) {
                return Optional.of("Server at " + server.address() + " requires wire version "
                        + server.wire().min() + ", but this version of Weft only supports up to " + MAX_WIRE_VERSION
                        + ".");
            }
            if (server.wire().max() < MIN_WIRE_VERSION) {
                return Optional.of("Server at " + server.address() + " reports wire version "
                        + server.wire().max() + ", but this version of Weft requires at least " + MIN_WIRE_VERSION
                        + " (MongoDB " + MIN_SERVER + ").");
            }
        }
        return Optional.empty();
    }
}
