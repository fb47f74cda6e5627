package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;

/**
 * Tells a server to forget a cursor. What it answers may be ignored.
 *
 * @param target the cursor's name, as for {@code getMore}
 * @param cursorId the cursor, not 0
 */
public record KillCursors(Target target, long cursorId) implements Operation<Boolean> {
    @Override
    public String commandName() {
        return "killCursors";
    }

    @Override
    public Manner manner() {
        return Manner.CURSOR;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("killCursors", target.namespace().collection());
        int cursors = out.openArray("cursors");
        out.int64("0", cursorId);
        out.close(cursors);
    }

    @Override
    public Boolean read(Reply reply, ConnectionDescription from) {
        return true;
    }
}
