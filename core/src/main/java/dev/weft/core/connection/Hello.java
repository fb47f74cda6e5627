package dev.weft.core.connection;

import dev.weft.core.mapping.Trees;
import dev.weft.protocol.buffer.WireBuffer;
import org.bson.BsonDocument;

/** A hello in one of its two spellings. Rare enough to be a tree. */
record Hello(String commandName, BsonDocument body, boolean exhaustAllowed) implements Outgoing {
    @Override
    public String database() {
        return "admin";
    }

    @Override
    public long operationId() {
        return 0;
    }

    @Override
    public void writeBody(WireBuffer out, ConnectionDescription to) {
        Trees.write(out, body);
    }
}
