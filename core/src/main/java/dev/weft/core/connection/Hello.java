package dev.weft.core.connection;

import dev.weft.protocol.buffer.WireBuffer;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;

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
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, body, EncoderContext.builder().build());
        }
    }
}
