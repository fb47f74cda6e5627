package dev.weft.core.topology;

import dev.weft.ReadPreference;
import dev.weft.error.BadConfigException;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Leaves out secondaries that lag too far behind (max staleness specification, "Algorithm"). */
final class Staleness {
    private static final Duration SMALLEST = Duration.ofSeconds(90);
    /** An idle primary writes this often, so a shorter bound could not be measured. */
    private static final Duration IDLE_WRITE_PERIOD = Duration.ofSeconds(10);

    private Staleness() {}

    /** The bound can only be judged here: what is too small depends on the heartbeat and on the kind of deployment. */
    static void check(ReadPreference.Members members, Topology topology, Duration heartbeat) {
        if (members.maxStaleness().isEmpty() || !ServerSelection.isReplicaSet(topology)) {
            return;
        }
        var bound = members.maxStaleness().get();
        if (bound.compareTo(SMALLEST) < 0 || bound.compareTo(heartbeat.plus(IDLE_WRITE_PERIOD)) < 0) {
            throw new BadConfigException(
                    "maxStalenessSeconds",
                    bound.toSeconds() + " s is too short: give at least " + SMALLEST.toSeconds()
                            + " s, and at least heartbeatFrequencyMS plus 10 s, which is "
                            + heartbeat.plus(IDLE_WRITE_PERIOD).toSeconds() + " s here");
        }
    }

    static List<ServerDescription> fresh(
            List<ServerDescription> servers, ReadPreference.Members members, Topology topology, Duration heartbeat) {
        if (members.maxStaleness().isEmpty()) {
            return servers;
        }
        var bound = members.maxStaleness().get();
        var all = topology.servers().values();
        var primary =
                all.stream().filter(s -> s.type() == ServerType.RS_PRIMARY).findFirst();
        var newest = all.stream()
                .filter(server -> server.type() == ServerType.RS_SECONDARY)
                .map(Staleness::lastWrite)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return servers.stream()
                .filter(server -> server.type() == ServerType.RS_PRIMARY
                        || staleness(server, primary, newest, heartbeat).compareTo(bound) <= 0)
                .toList();
    }

    private static Duration staleness(
            ServerDescription secondary, Optional<ServerDescription> primary, Instant newest, Duration heartbeat) {
        var behind = primary.isPresent()
                ? lag(secondary).minus(lag(primary.get()))
                : Duration.between(lastWrite(secondary), newest);
        return behind.plus(heartbeat);
    }

    private static Duration lag(ServerDescription server) {
        return Duration.between(lastWrite(server), server.lastUpdate());
    }

    private static Instant lastWrite(ServerDescription server) {
        return server.membership().lastWrite().orElse(Instant.EPOCH);
    }
}
