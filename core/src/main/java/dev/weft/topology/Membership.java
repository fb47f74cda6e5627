package dev.weft.topology;

import dev.weft.ServerAddress;
import dev.weft.TagSet;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * What a member of a replica set says about the set and its place in it.
 *
 * @param setName the set's name
 * @param me the member's address in the set's configuration
 * @param hosts members that may become primary
 * @param passives members that may not
 * @param arbiters members without data
 * @param primary who the member thinks is primary
 * @param tags the member's tags
 * @param setVersion the version of the set's configuration
 * @param electionId of a primary: its election
 * @param lastWrite when the member's newest write was made
 * @param opTime the member's newest write, as it says
 */
public record Membership(
        Optional<String> setName,
        Optional<ServerAddress> me,
        Set<ServerAddress> hosts,
        Set<ServerAddress> passives,
        Set<ServerAddress> arbiters,
        Optional<ServerAddress> primary,
        TagSet tags,
        Optional<Integer> setVersion,
        Optional<ObjectId> electionId,
        Optional<Instant> lastWrite,
        Optional<BsonValue> opTime) {
    /** Says nothing: of servers outside a replica set. */
    public static final Membership NONE = new Membership(
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            TagSet.EMPTY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Copies the addresses, in order. */
    public Membership {
        hosts = Collections.unmodifiableSet(new LinkedHashSet<>(hosts));
        passives = Collections.unmodifiableSet(new LinkedHashSet<>(passives));
        arbiters = Collections.unmodifiableSet(new LinkedHashSet<>(arbiters));
    }

    /** {@return hosts, passives and arbiters together: everybody the member knows} */
    public Set<ServerAddress> everybody() {
        Set<ServerAddress> all = new LinkedHashSet<>(hosts);
        all.addAll(passives);
        all.addAll(arbiters);
        return all;
    }

    /**
     * Whether two words differ in nothing that counts as a change: the newest write does not (discovery
     * specification, ServerDescription equality).
     *
     * @param other the word to compare with
     * @return whether they say the same
     */
    @SuppressWarnings("ReferenceEquality") // A short cut; what is not the same object is compared.
    public boolean saysTheSame(Membership other) {
        return this == other
                || (setName.equals(other.setName)
                        && me.equals(other.me)
                        && primary.equals(other.primary)
                        && setVersion.equals(other.setVersion)
                        && electionId.equals(other.electionId)
                        && tags.equals(other.tags)
                        && hosts.equals(other.hosts)
                        && passives.equals(other.passives)
                        && arbiters.equals(other.arbiters));
    }
}
