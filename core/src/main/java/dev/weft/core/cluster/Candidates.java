package dev.weft.core.cluster;

import dev.weft.ReadPreference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The servers that the read preferences in use allow, worked out once for one state of the deployment. Looked up without a lock and without
 * allocating; what two threads work out at the same time may be forgotten once, which costs a second look and nothing else.
 */
final class Candidates {
    /** A program has a handful of preferences; one that makes up new ones all the time is not helped by remembering them. */
    private static final int MOST = 16;

    private static final class Entry {
        private final ReadPreference preference;
        private final Server[] servers;

        Entry(ReadPreference preference, Server[] servers) {
            this.preference = preference;
            this.servers = servers;
        }
    }

    private volatile Entry[] entries = {};

    @SuppressWarnings(
            "ReferenceEquality") // The same object is the common case, and equal ones are looked for after it.
    Server @Nullable [] of(ReadPreference preference) {
        var known = entries;
        // A handle asks with the same object every time; to compare tag sets allocates.
        for (Entry entry : known) {
            if (entry.preference == preference) {
                return entry.servers;
            }
        }
        for (Entry entry : known) {
            if (entry.preference.equals(preference)) {
                return entry.servers;
            }
        }
        return null;
    }

    void remember(ReadPreference preference, Server[] servers) {
        var before = entries;
        if (before.length < MOST) {
            var after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = new Entry(preference, servers);
            entries = after;
        }
    }
}
