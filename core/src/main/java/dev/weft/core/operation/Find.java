package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import org.bson.BsonDocument;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** A query that opens a cursor. */
public record Find<T>(Target target, Decoder<? extends T> decoder) implements Operation.OpensCursor<T> {
    private static final long COMPUTED = Field.bits(Field.FILTER, Field.LIMIT, Field.BATCH_SIZE);
    private static final BsonDocument EVERYTHING = new BsonDocument();

    @Override
    public String commandName() {
        return "find";
    }

    @Override
    public Manner manner() {
        return Manner.QUERY;
    }

    @Override
    public long limit() {
        return Math.abs(target.options().number(Field.LIMIT));
    }

    @Override
    public int batchSize() {
        return (int) Math.abs(target.options().number(Field.BATCH_SIZE));
    }

    /**
     * Limit and batch size as the server wants them (find, getMore and killCursors specification, "Mapping OP_QUERY behavior"; CRUD
     * specification, "Setting limit and batchSize options": equal numbers would leave a cursor open that has nothing more to give).
     */
    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        writeQuery(out, target);
        long limit = limit();
        long batchSize = batchSize();
        boolean singleBatch =
                target.options().number(Field.LIMIT) < 0 || target.options().number(Field.BATCH_SIZE) < 0;
        if (singleBatch) {
            batchSize = limit == 0 ? batchSize : limit;
        } else if (limit != 0 && batchSize == limit) {
            batchSize++;
        }
        if (limit != 0) {
            out.number("limit", limit);
        }
        if (batchSize != 0) {
            out.number("batchSize", batchSize);
        }
        if (singleBatch) {
            out.bool("singleBatch", true);
        }
        target.options().writeTo(out, Field.sent(to) & ~COMPUTED);
    }

    static void writeQuery(CommandWriter out, Target target) {
        out.string("find", target.namespace().collection());
        Bson filter = target.options().document(Field.FILTER);
        out.document("filter", filter == null ? EVERYTHING : filter);
    }

    @Override
    public Batch<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.keep(reply, from, target, decoder);
    }
}
