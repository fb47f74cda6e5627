package dev.weft.topology;

import dev.weft.ServerAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one server.
 *
 * @param address where it listens
 * @param type what it is
 * @param error why the last check or call failed; empty after a good check
 * @param roundTripTime the moving average of its answers; empty when not measured
 * @param minRoundTripTime the fastest of its recent answers; zero when too few were measured
 * @param lastUpdate when this was learned; {@link Instant#EPOCH} when nothing was
 * @param wire the wire versions it speaks
 * @param sessionTimeoutMinutes how long its sessions live; empty when it has none
 * @param topologyVersion how new its word is; empty when it gives none
 * @param membership its place in a replica set
 * @param cryptd whether it is a {@code mongocryptd}
 */
public record ServerDescription(
        ServerAddress address,
        ServerType type,
        Optional<Throwable> error,
        Optional<Duration> roundTripTime,
        Duration minRoundTripTime,
        Instant lastUpdate,
        WireVersions wire,
        Optional<Integer> sessionTimeoutMinutes,
        Optional<TopologyVersion> topologyVersion,
        Membership membership,
        boolean cryptd) {
    /**
     * A server not heard of.
     *
     * @param address where it should listen
     * @return the description
     */
    public static ServerDescription unknown(ServerAddress address) {
        return unknown(address, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    /**
     * A server that failed.
     *
     * @param address where it should listen
     * @param error why it is unknown
     * @param topologyVersion how new its last word is, kept so that older words change nothing
     * @param at when it failed
     * @return the description
     */
    public static ServerDescription unknown(
            ServerAddress address, Optional<Throwable> error, Optional<TopologyVersion> topologyVersion, Instant at) {
        return new ServerDescription(
                address,
                ServerType.UNKNOWN,
                error,
                Optional.empty(),
                Duration.ZERO,
                at,
                WireVersions.NONE,
                Optional.empty(),
                topologyVersion,
                Membership.NONE,
                false);
    }

    /**
     * The same server as another type, such as the primary another member names.
     *
     * @param other the type
     * @return a copy
     */
    public ServerDescription withType(ServerType other) {
        return new ServerDescription(
                address,
                other,
                error,
                roundTripTime,
                minRoundTripTime,
                lastUpdate,
                wire,
                sessionTimeoutMinutes,
                topologyVersion,
                membership,
                cryptd);
    }

    /**
     * The same server with newly measured times.
     *
     * @param average the moving average; empty when not measured
     * @param min the fastest of the recent answers
     * @return a copy
     */
    public ServerDescription withRoundTrips(Optional<Duration> average, Duration min) {
        return new ServerDescription(
                address,
                type,
                error,
                average,
                min,
                lastUpdate,
                wire,
                sessionTimeoutMinutes,
                topologyVersion,
                membership,
                cryptd);
    }

    /**
     * Whether two descriptions differ in nothing that counts as a change: times and newest writes do not (discovery
     * specification, ServerDescription equality).
     *
     * @param other the description to compare with
     * @return whether they say the same
     */
    @SuppressWarnings("ReferenceEquality") // A short cut; what is not the same object is compared.
    public boolean saysTheSame(ServerDescription other) {
        // Of the servers of a topology all but one are the same objects in the next.
        return this == other || saysTheSameInOtherWords(other);
    }

    private boolean saysTheSameInOtherWords(ServerDescription other) {
        return address.equals(other.address)
                && type == other.type
                && error.map(ServerDescription::plain).equals(other.error.map(ServerDescription::plain))
                && wire.equals(other.wire)
                && sessionTimeoutMinutes.equals(other.sessionTimeoutMinutes)
                && topologyVersion.equals(other.topologyVersion)
                && membership.saysTheSame(other.membership)
                && cryptd == other.cryptd;
    }

    // Two failures are the same to a reader when they print the same; as objects they never are.
    private static String plain(Throwable error) {
        return error.getClass().getName() + ": " + error.getMessage();
    }

    /** {@return the description in one line, as errors and logs print it} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(80).append(address).append(' ').append(type.word());
        membership.setName().ifPresent(name -> text.append(", set ").append(name));
        if (!membership.tags().tags().isEmpty()) {
            text.append(", tags ").append(membership.tags());
        }
        roundTripTime.ifPresent(time ->
                text.append(", round trip ").append(time.toNanos() / 1e6).append(" ms"));
        error.ifPresent(cause -> text.append(", ")
                .append(cause.getClass().getSimpleName())
                .append(": ")
                .append(cause.getMessage()));
        return text.toString();
    }
}
