package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.protocol.bson.Elements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.codecs.Decoder;

/** Lists the databases, all in one reply (enumerate databases specification). The target is the database {@code admin}. */
public record ListDatabases<T>(Target target, Decoder<? extends T> decoder) implements Operation<List<T>> {
    private static final byte[] DATABASES = "databases".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String commandName() {
        return "listDatabases";
    }

    @Override
    public Manner manner() {
        return Manner.CATALOG;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        out.int32("listDatabases", 1);
        target.options().writeTo(out, Field.sent(to) & ~Field.BATCH_SIZE.bit());
    }

    @Override
    public List<T> read(Reply reply, ConnectionDescription from) {
        var top = new Elements().over(reply.array(), reply.bodyOffset(), reply.bodyOffset() + reply.bodyLength());
        while (top.next()) {
            if (top.nameIs(DATABASES) && top.isArray()) {
                return decode(reply, new Elements().over(top));
            }
        }
        throw new ProtocolBrokenException(from.server(), "the reply to listDatabases holds none", null);
    }

    private List<T> decode(Reply reply, Elements entries) {
        List<T> databases = new ArrayList<>();
        while (entries.next()) {
            databases.add(Batch.decode(reply, entries.documentOffset(), entries.valueLength(), decoder));
        }
        return databases;
    }
}
