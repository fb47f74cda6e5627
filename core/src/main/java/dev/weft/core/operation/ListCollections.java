package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import org.bson.codecs.Decoder;

/** Lists the collections of a database (enumerate collections specification). */
public record ListCollections<T>(Target target, Decoder<? extends T> decoder) implements Operation.OpensCursor<T> {
    @Override
    public String commandName() {
        return "listCollections";
    }

    @Override
    public Manner manner() {
        return Manner.CATALOG;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.int32("listCollections", 1);
        ListIndexes.writeCursor(out, batchSize());
        target.options().writeTo(out, Field.sent(to) & ~Field.BATCH_SIZE.bit());
    }

    @Override
    public Batch<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.keep(reply, from, target, decoder);
    }
}
