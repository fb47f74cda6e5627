package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.util.Optional;
import org.bson.codecs.Decoder;

/** A query for the first document: it leaves no cursor, and is decoded before the connection goes back (CRUD specification, "findOne"). */
public record FindOne<T>(Target target, Decoder<? extends T> decoder) implements Operation<Optional<T>> {
    private static final long LEFT_OUT = Field.bits(
            Field.FILTER, Field.LIMIT, Field.BATCH_SIZE, Field.TAILABLE, Field.AWAIT_DATA, Field.NO_CURSOR_TIMEOUT);

    @Override
    public String commandName() {
        return "find";
    }

    @Override
    public Manner manner() {
        return Manner.QUERY;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        Find.writeQuery(out, target);
        out.int32("limit", 1);
        out.bool("singleBatch", true);
        target.options().writeTo(out, Field.sent(to) & ~LEFT_OUT);
    }

    @Override
    public Optional<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.first(reply, from, decoder);
    }
}
