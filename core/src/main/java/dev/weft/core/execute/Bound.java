package dev.weft.core.execute;

import dev.weft.core.session.Session;
import dev.weft.core.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What a handle was bound to with {@code x.on(handle)}.
 *
 * @param session the user's session; null: each call makes one of its own
 * @param cap the end of the scope or time box the handle belongs to. It ends calls, but is no timeout of theirs: the server is not told
 */
public record Bound(@Nullable Session session, Deadline cap) {
    /** Bound to nothing. */
    public static final Bound NOTHING = new Bound(null, Deadline.none());
}
