package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.result.DeleteResult;
import org.bson.conversions.Bson;

/**
 * Deletes one document, or many.
 *
 * @param filter which documents
 * @param many whether all that match, not just the first
 */
public record Delete(Target target, Bson filter, boolean many) implements Operation<DeleteResult> {
    /** The options that belong to the one statement and not to the command. */
    static final long STATEMENT = Field.bits(Field.COLLATION, Field.HINT);

    @Override
    public String commandName() {
        return "delete";
    }

    @Override
    public Manner manner() {
        return many ? Manner.OTHER_WRITE : Manner.SINGLE_WRITE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("delete", target.namespace().collection());
        int deletes = out.openArray("deletes");
        int statement = out.openDocument("0");
        writeStatement(out, filter, many, target.options());
        out.close(statement);
        out.close(deletes);
        out.bool("ordered", true);
        target.options().writeTo(out, Field.sent(to) & ~STATEMENT);
    }

    /** Writes the fields of one statement. */
    static void writeStatement(CommandWriter out, Bson filter, boolean many, Options options) {
        out.document("q", filter);
        out.int32("limit", many ? 0 : 1);
        options.writeTo(out, STATEMENT);
    }

    @Override
    public DeleteResult read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        return new DeleteResult(true, reply.number(Part.N));
    }

    @Override
    public DeleteResult unanswered() {
        return DeleteResult.unacknowledged();
    }
}
