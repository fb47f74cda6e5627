package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.operation.ListIndexes;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.result.IndexInfo;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** The indexes of a collection. The server's command has no filter, and shows only what the user may see. */
final class WeftIndexList<T> extends WeftQuery<T, ListQuery<T>> implements ListQuery<T> {
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
    ListQuery<T> with(Options other) {
        return new WeftIndexList<>(wiring, namespace, other, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        return new ListIndexes<>(wiring.target(namespace, options), decoder);
    }

    @Override
    public <R> ListQuery<R> as(Class<R> type) {
        return new WeftIndexList<>(wiring, namespace, options, wiring.codec(type));
    }

    @Override
    public ListQuery<T> filter(Bson which) {
        throw new IllegalStateException("the server lists all indexes: choose among them by their names or keys");
    }

    @Override
    public ListQuery<T> authorizedOnly(boolean yes) {
        throw new IllegalStateException("whoever may list the indexes of a collection sees them all");
    }

    @Override
    public String toString() {
        return "ListQuery of the indexes of " + namespace;
    }
}
