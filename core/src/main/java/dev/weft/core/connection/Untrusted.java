package dev.weft.core.connection;

import dev.weft.core.mapping.Trees;
import dev.weft.protocol.WireFormatException.BadDocument;
import dev.weft.protocol.bson.Documents;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Decodes what a server has sent into a tree. Bytes without sense give a {@link BadDocument} and nothing else. */
final class Untrusted {
    private Untrusted() {}

    static BsonDocument decode(RawBsonDocument raw) {
        // A decoder that recurses on what a hostile server sends would run out of stack.
        Documents.check(raw.getBackingArray(), raw.getByteOffset(), raw.getByteOffset() + raw.getByteLength());
        try {
            return Trees.read(raw);
        } catch (BSONException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            BadDocument bad = new BadDocument("A document cannot be decoded: " + malformed.getMessage());
            bad.initCause(malformed);
            throw bad;
        }
    }
}
