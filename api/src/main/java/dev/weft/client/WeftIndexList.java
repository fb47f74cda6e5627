package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.operation.ListIndexes;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.result.IndexInfo;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Decoder;

/** The indexes of a collection. The server's command has no filter. */
final class WeftIndexList<T> extends WeftQuery<T, ListIndexesQuery<T>> implements ListIndexesQuery<T> {
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

    private WeftIndexList(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
    }

    static WeftIndexList<IndexInfo> of(Wiring wiring, Namespace namespace) {
        return new WeftIndexList<>(
                wiring, namespace, Options.NONE, (reader, context) -> info(TREES.decode(reader, context)));
    }

    private static IndexInfo info(BsonDocument entry) {
        return new IndexInfo(entry.getString("name").getValue(), entry.getDocument("key", new BsonDocument()), entry);
    }

    @Override
    ListIndexesQuery<T> with(Options other) {
        return new WeftIndexList<>(wiring, namespace, other, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        return new ListIndexes<>(wiring.target(namespace, options), decoder);
    }

    @Override
    public <R> ListIndexesQuery<R> as(Class<R> type) {
        return new WeftIndexList<>(wiring, namespace, options, wiring.codec(type));
    }

    @Override
    public String toString() {
        return "ListIndexesQuery of the indexes of " + namespace;
    }
}
