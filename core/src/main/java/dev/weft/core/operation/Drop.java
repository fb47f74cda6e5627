package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.error.CommandFailedException;

/** Drops a collection, or the whole database when the target has none. Results in whether there was anything to drop. */
public record Drop(Target target) implements Operation<Boolean> {
    /** What servers before 7.0 answer when there is no such collection. */
    private static final int NAMESPACE_NOT_FOUND = 26;

    private boolean whole() {
        return target.namespace().collection().equals(Target.NO_COLLECTION);
    }

    @Override
    public String commandName() {
        return whole() ? "dropDatabase" : "drop";
    }

    @Override
    public Manner manner() {
        return Manner.OTHER_WRITE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        if (whole()) {
            out.int32("dropDatabase", 1);
        } else {
            out.string("drop", target.namespace().collection());
        }
        target.options().writeTo(out, Field.sent(to));
    }

    @Override
    public Boolean read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        return true;
    }

    @Override
    public Boolean failed(CommandFailedException failure) {
        if (failure.code() == NAMESPACE_NOT_FOUND) {
            return false;
        }
        throw failure;
    }

    @Override
    public Boolean unanswered() {
        return false;
    }
}
