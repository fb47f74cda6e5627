package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;

/** Asks a server whether it is there. */
public record Ping(Target target) implements Operation<Boolean> {
    @Override
    public String commandName() {
        return "ping";
    }

    @Override
    public Manner manner() {
        return Manner.COMMAND;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.int32("ping", 1);
    }

    @Override
    public Boolean read(Reply reply, ConnectionDescription from) {
        return true;
    }
}
