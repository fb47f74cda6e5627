package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;

/**
 * The size of a collection as its metadata has it (CRUD specification, "estimatedDocumentCount"). Servers 5.0.0 to 5.0.8 do not know the
 * command under a strict Stable API.
 */
public record EstimatedCount(Target target) implements Operation<Long> {
    @Override
    public String commandName() {
        return "count";
    }

    @Override
    public Manner manner() {
        return Manner.QUERY;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("count", target.namespace().collection());
        target.options().writeTo(out, Field.sent(to));
    }

    @Override
    public Long read(Reply reply, ConnectionDescription from) {
        return reply.number(Part.N);
    }
}
