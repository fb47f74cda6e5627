package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.time.Duration;
import org.bson.codecs.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * The next documents of a cursor.
 *
 * @param target what the cursor was opened with, under the name the server's last reply gave
 * @param cursorId the cursor, not 0
 * @param batchSize how many documents at most; 0 leaves it to the server
 */
public record GetMore<T>(Target target, long cursorId, int batchSize, Decoder<? extends T> decoder)
        implements Operation<Batch<T>> {
    /** MongoDB 4.4, the first that takes a comment here. */
    private static final int COMMENT_SINCE = 9;

    @Override
    public String commandName() {
        return "getMore";
    }

    @Override
    public Manner manner() {
        return Manner.CURSOR;
    }

    /**
     * Only a tailable cursor that awaits data has a limit of time: how long it waits (find, getMore and killCursors specification). Zero
     * leaves that to the server.
     */
    @Override
    public @Nullable Duration serverLimit() {
        Options options = target.options();
        Duration wait = options.duration(Field.MAX_AWAIT);
        boolean waits = !options.is(Field.TAILABLE) || options.is(Field.AWAIT_DATA);
        return wait == null || wait.isZero() || !waits ? null : wait;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.int64("getMore", cursorId);
        out.string("collection", target.namespace().collection());
        if (batchSize != 0) {
            out.int32("batchSize", batchSize);
        }
        Object comment = target.options().get(Field.COMMENT);
        if (comment != null && to.maxWireVersion() >= COMMENT_SINCE) {
            out.value("comment", comment);
        }
    }

    @Override
    public Batch<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.keep(reply, from, target, decoder);
    }
}
