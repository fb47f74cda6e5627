package dev.weft.core.topology;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import java.util.Set;

/**
 * What a call asks of a server.
 *
 * @param writes whether the server has to accept writes; then the preference does not matter
 * @param preference which members may serve a read
 * @param avoided servers that are chosen only if no other will do, because an earlier attempt failed there
 */
public record Criteria(boolean writes, ReadPreference preference, Set<ServerAddress> avoided) {
    /** Any server that accepts writes. */
    public static final Criteria WRITE = new Criteria(true, ReadPreference.primary(), Set.of());

    private static final Criteria PRIMARY = new Criteria(false, ReadPreference.primary(), Set.of());

    /** Copies what is to be avoided. */
    public Criteria {
        avoided = Set.copyOf(avoided);
    }

    /** A server that this preference allows; allocates nothing for the primary. */
    public static Criteria read(ReadPreference preference) {
        return preference instanceof ReadPreference.Primary ? PRIMARY : new Criteria(false, preference, Set.of());
    }

    /** The same, but rather not these servers. */
    public Criteria avoiding(Set<ServerAddress> servers) {
        return servers.isEmpty() && avoided.isEmpty() ? this : new Criteria(writes, preference, servers);
    }

    /** Whether the fast path knows the answer: nothing but the topology counts. */
    public boolean plain() {
        return avoided.isEmpty() && (writes || preference instanceof ReadPreference.Primary);
    }

    @Override
    public String toString() {
        return (writes ? "writes" : "reads from " + preference) + (avoided.isEmpty() ? "" : ", avoiding " + avoided);
    }
}
