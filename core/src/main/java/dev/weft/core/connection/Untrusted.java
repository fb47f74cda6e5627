package dev.weft.core.connection;

import dev.weft.protocol.WireFormatException.BadDocument;
import dev.weft.protocol.bson.Elements;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Decodes what a server has sent into a tree. Bytes without sense give a {@link BadDocument} and nothing else. */
final class Untrusted {
    /** A server stores no more; a decoder that recurses on what a hostile one sends would run out of stack. */
    private static final int MAX_DEPTH = 200;

    private Untrusted() {}

    static BsonDocument decode(RawBsonDocument raw) {
        checkDepth(
                new Elements()
                        .over(raw.getBackingArray(), raw.getByteOffset(), raw.getByteOffset() + raw.getByteLength()),
                1);
        try {
            return raw.decode(new BsonDocumentCodec());
        } catch (BSONException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            BadDocument bad = new BadDocument("A document cannot be decoded: " + malformed.getMessage());
            bad.initCause(malformed);
            throw bad;
        }
    }

    private static void checkDepth(Elements elements, int depth) {
        if (depth > MAX_DEPTH) {
            throw new BadDocument("A document nests deeper than " + MAX_DEPTH + ".");
        }
        while (elements.next()) {
            if (elements.isDocument() || elements.isArray()) {
                checkDepth(new Elements().over(elements), depth + 1);
            }
        }
    }
}
