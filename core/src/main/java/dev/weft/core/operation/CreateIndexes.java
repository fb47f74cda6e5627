package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.util.List;
import org.bson.BsonDocument;

/**
 * Creates indexes that are not there yet.
 *
 * @param indexes one document each, with {@code key}, {@code name} and options as the server names them
 */
public record CreateIndexes(Target target, List<BsonDocument> indexes) implements Operation<Boolean> {
    /** Copies the list. */
    public CreateIndexes {
        indexes = List.copyOf(indexes);
    }

    @Override
    public String commandName() {
        return "createIndexes";
    }

    @Override
    public Manner manner() {
        return Manner.OTHER_WRITE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("createIndexes", target.namespace().collection());
        out.documents("indexes", indexes);
        target.options().writeTo(out, Field.SENT);
    }

    @Override
    public Boolean read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        return true;
    }

    @Override
    public Boolean unanswered() {
        return false;
    }
}
