package dev.weft.error;

import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No server would do, and none appeared in time. */
@SuppressWarnings("serial")
public final class NoServerException extends MongoException {
    private final Topology topology;
    private final Duration waited;

    /**
     * A selection that found nobody.
     *
     * @param wanted what was looked for, such as a read preference or "a writable server"
     * @param topology what is known of the deployment
     * @param waited how long was waited
     */
    public NoServerException(String wanted, Topology topology, Duration waited) {
        super(
                "no server for " + wanted + " within " + waited.toMillis() + " ms; known: " + topology + "; "
                        + advice(topology),
                Optional.empty(),
                firstError(topology));
        this.topology = topology;
        this.waited = waited;
    }

    private NoServerException(String name, Duration waited, Throwable cause) {
        super(
                "no server is known: the SRV and TXT records of " + name + " could not be had within "
                        + waited.toMillis() + " ms: " + cause.getMessage()
                        + "; check the name and that a name server can be reached from here, then connect again",
                Optional.empty(),
                cause);
        this.topology = Topology.NONE;
        this.waited = waited;
    }

    /**
     * A client that could not learn of any server, because DNS could not be asked.
     *
     * @param name the name that DNS was asked for
     * @param waited how long was waited
     * @param cause what the resolver said
     * @return the failure
     */
    public static NoServerException undiscovered(String name, Duration waited, Throwable cause) {
        return new NoServerException(name, waited, cause);
    }

    /** {@return what is known of the deployment} */
    public Topology topology() {
        return topology;
    }

    /** {@return how long was waited} */
    public Duration waited() {
        return waited;
    }

    @Override
    public boolean retryable() {
        return topology.incompatible().isEmpty();
    }

    private static @Nullable Throwable firstError(Topology topology) {
        for (var server : topology.servers().values()) {
            if (server.error().isPresent()) {
                return server.error().get();
            }
        }
        return null;
    }

    private static String advice(Topology topology) {
        if (topology.incompatible().isPresent()) {
            return topology.incompatible().get();
        }
        if (topology.servers().isEmpty()) {
            return "no server is left of the seeds: check hosts and replicaSet in the connection string";
        }
        return topology.type() == TopologyType.REPLICA_SET_NO_PRIMARY
                ? "the replica set has no primary at present: wait for an election, or read from secondaries"
                : "check that the servers run and can be reached, or raise serverSelectionTimeoutMS";
    }
}
