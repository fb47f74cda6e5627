package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.error.CommandFailedException;
import org.bson.codecs.Decoder;

/** Lists the indexes of a collection (index management specification). One that does not exist has none. */
public record ListIndexes<T>(Target target, Decoder<? extends T> decoder) implements Operation.OpensCursor<T> {
    private static final int NAMESPACE_NOT_FOUND = 26;

    @Override
    public String commandName() {
        return "listIndexes";
    }

    @Override
    public Manner manner() {
        return Manner.CATALOG;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.string("listIndexes", target.namespace().collection());
        writeCursor(out, batchSize());
        target.options().writeTo(out, Field.sent(to) & ~Field.BATCH_SIZE.bit());
    }

    static void writeCursor(CommandWriter out, int batchSize) {
        int cursor = out.openDocument("cursor");
        if (batchSize != 0) {
            out.int32("batchSize", batchSize);
        }
        out.close(cursor);
    }

    @Override
    public Batch<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.keep(reply, from, target, decoder);
    }

    @Override
    public Batch<T> failed(CommandFailedException failure) {
        if (failure.code() == NAMESPACE_NOT_FOUND) {
            return new Batch<>(target.namespace(), 0, 0, new byte[0], 0, decoder);
        }
        throw failure;
    }
}
