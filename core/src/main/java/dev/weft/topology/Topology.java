package dev.weft.topology;

import dev.weft.ServerAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;

/**
 * What is known of a deployment.
 *
 * @param type what kind it is
 * @param setName the name of the replica set, once known
 * @param maxElectionId the newest election seen
 * @param maxSetVersion the newest configuration seen
 * @param sessionTimeoutMinutes the shortest session timeout of its data-bearing servers; empty when one has none
 * @param incompatible why this driver cannot talk to one of the servers; empty when it can talk to all
 * @param servers the servers, in the order they were learned of
 */
public record Topology(
        TopologyType type,
        Optional<String> setName,
        Optional<ObjectId> maxElectionId,
        Optional<Integer> maxSetVersion,
        Optional<Integer> sessionTimeoutMinutes,
        Optional<String> incompatible,
        Map<ServerAddress, ServerDescription> servers) {
    /** Nothing known and nobody to ask: before opening and after closing. */
    public static final Topology NONE = new Topology(
            TopologyType.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    /** Copies the servers, in order. */
    public Topology {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /**
     * What is known of one server.
     *
     * @param address its address
     * @return its description; empty when it is no part of the deployment
     */
    public Optional<ServerDescription> server(ServerAddress address) {
        return Optional.ofNullable(servers.get(address));
    }

    /**
     * The server that accepts the writes of a replica set.
     *
     * @return what is known of it; empty when there is none now, and for everything that is no replica set
     */
    public Optional<ServerDescription> primary() {
        return of(ServerType.RS_PRIMARY).stream().findFirst();
    }

    /**
     * The servers of one type, such as all secondaries or all routers.
     *
     * @param wanted the type
     * @return what is known of them, in the order they were learned of
     */
    public List<ServerDescription> of(ServerType wanted) {
        return servers.values().stream()
                .filter(server -> server.type() == wanted)
                .toList();
    }

    /**
     * The topology for people to look at: a line for the whole and one for each server, with its type, its round trip, its tags, how far it
     * is behind the primary, and why it can't be used. Its form may change; programs read the components instead.
     *
     * @return some lines, without a line break at the end
     */
    public String picture() {
        return Picture.of(this);
    }

    /**
     * Whether two topologies differ in nothing that counts as a change.
     *
     * @param other the topology to compare with
     * @return whether they say the same
     */
    public boolean saysTheSame(Topology other) {
        return type == other.type
                && setName.equals(other.setName)
                && maxElectionId.equals(other.maxElectionId)
                && maxSetVersion.equals(other.maxSetVersion)
                && sessionTimeoutMinutes.equals(other.sessionTimeoutMinutes)
                && incompatible.equals(other.incompatible)
                && servers.keySet().equals(other.servers.keySet())
                && servers.values().stream().allMatch(s -> s.saysTheSame(other.servers.getOrDefault(s.address(), s)));
    }

    /** {@return the topology in one line, as errors and logs print it} */
    @Override
    public String toString() {
        return type.word()
                + setName.map(name -> " '" + name + "'").orElse("")
                + servers.values().stream()
                        .map(ServerDescription::toString)
                        .collect(Collectors.joining("; ", " [", "]"));
    }
}
