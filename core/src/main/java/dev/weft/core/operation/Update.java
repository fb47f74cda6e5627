package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.result.UpdateResult;
import org.bson.codecs.Encoder;
import org.bson.conversions.Bson;

/**
 * Changes or replaces one document, or changes many.
 *
 * @param filter which documents
 * @param change what becomes of them
 * @param many whether all that match, not just the first
 */
public record Update(Target target, Bson filter, Change change, boolean many) implements Operation<UpdateResult> {
    /** The options that belong to the one statement and not to the command. */
    static final long STATEMENT =
            Field.bits(Field.UPSERT, Field.ARRAY_FILTERS, Field.COLLATION, Field.HINT, Field.SORT);

    /** What becomes of a document. */
    public sealed interface Change {
        /** Writes it as an element. */
        void writeTo(CommandWriter out, String name);
    }

    /** Operators such as {@code $set}, or a {@link CommandWriter.Pipeline}. */
    public record Operators(Bson update) implements Change {
        @Override
        public void writeTo(CommandWriter out, String name) {
            if (update instanceof CommandWriter.Pipeline pipeline) {
                out.documents(name, pipeline.stages());
                return;
            }
            int document = out.document(name, update);
            if (!startsWithDollar(out.out(), document)) {
                throw new IllegalArgumentException("an update begins with an operator such as $set; "
                        + "to put another document in place, use replaceOne or findOneAndReplace");
            }
        }
    }

    /** Another document, whose {@code _id} stays. */
    public record Replacement<T>(T document, Encoder<? super T> encoder) implements Change {
        @Override
        public void writeTo(CommandWriter out, String name) {
            int document = out.encoded(name, this.document, encoder);
            if (startsWithDollar(out.out(), document)) {
                throw new IllegalArgumentException(
                        "a replacement is a whole document and does not begin with an operator; "
                                + "to change fields, use updateOne or findOneAndUpdate");
            }
        }
    }

    private static boolean startsWithDollar(WireBuffer out, int document) {
        int firstName = document + Integer.BYTES + 1;
        return firstName < out.position() && out.array()[firstName] == '$';
    }

    @Override
    public String commandName() {
        return "update";
    }

    @Override
    public Manner manner() {
        return many ? Manner.OTHER_WRITE : Manner.SINGLE_WRITE;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("update", target.namespace().collection());
        int updates = out.openArray("updates");
        int statement = out.openDocument("0");
        writeStatement(out, filter, change, many, target.options());
        out.close(statement);
        out.close(updates);
        out.bool("ordered", true);
        target.options().writeTo(out, Field.sent(to) & ~STATEMENT);
    }

    /** Writes the fields of one statement. */
    static void writeStatement(CommandWriter out, Bson filter, Change change, boolean many, Options options) {
        out.document("q", filter);
        change.writeTo(out, "u");
        if (many) {
            out.bool("multi", true);
        }
        options.writeTo(out, STATEMENT);
    }

    @Override
    public UpdateResult read(Reply reply, ConnectionDescription from) {
        WriteReply.check(reply, from);
        var upserted = WriteReply.upsertedId(reply);
        // The server counts an upserted document among those it matched; the specification does not (CRUD,
        // "UpdateResult").
        return new UpdateResult(
                true, upserted.isPresent() ? 0 : reply.number(Part.N), reply.number(Part.MODIFIED), upserted);
    }

    @Override
    public UpdateResult unanswered() {
        return UpdateResult.unacknowledged();
    }
}
