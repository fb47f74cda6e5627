package dev.weft.core.topology;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import java.util.Set;

/**
 * What a call asks of a server.
 *
 * @param use what the server is for; to write, the preference does not matter
 * @param preference which members may serve a read
 * @param avoided servers that are chosen only if no other will do, because an earlier attempt failed there
 */
public record Criteria(Use use, ReadPreference preference, Set<ServerAddress> avoided) {
    /** What a call wants of a server. */
    public enum Use {
        READ,
        WRITE,
        /** To read and have the result written, which secondaries do since 5.0 (CRUD specification, "Read preferences and server selection"). */
        READ_AND_WRITE
    }

    /** Any server that accepts writes. */
    public static final Criteria WRITE = new Criteria(Use.WRITE, ReadPreference.primary(), Set.of());

    private static final Criteria PRIMARY = new Criteria(Use.READ, ReadPreference.primary(), Set.of());

    /** Copies what is to be avoided. */
    public Criteria {
        avoided = Set.copyOf(avoided);
    }

    /** A server that this preference allows; allocates nothing for the primary. */
    public static Criteria read(ReadPreference preference) {
        return preference instanceof ReadPreference.Primary ? PRIMARY : new Criteria(Use.READ, preference, Set.of());
    }

    /** A server for a pipeline whose result is written: one that the preference allows, if every server known can do that; else the primary. */
    public static Criteria readAndWrite(ReadPreference preference) {
        return preference instanceof ReadPreference.Primary
                ? WRITE
                : new Criteria(Use.READ_AND_WRITE, preference, Set.of());
    }

    /** Whether the server has to accept writes. */
    public boolean writes() {
        return use == Use.WRITE;
    }

    /** The same, but rather not these servers. */
    public Criteria avoiding(Set<ServerAddress> servers) {
        return servers.isEmpty() && avoided.isEmpty() ? this : new Criteria(use, preference, servers);
    }

    @Override
    public String toString() {
        var asked = switch (use) {
            case WRITE -> "writes";
            case READ -> "reads from " + preference;
            case READ_AND_WRITE -> "pipelines that write, on " + preference;
        };
        return asked + (avoided.isEmpty() ? "" : ", avoiding " + avoided);
    }
}
