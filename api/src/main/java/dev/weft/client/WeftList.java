package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.ListCollections;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.result.CollectionInfo;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** The collections of a database. */
final class WeftList<T> extends WeftQuery<T, ListCollectionsQuery<T>> implements ListCollectionsQuery<T> {
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

    private WeftList(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
    }

    static WeftList<CollectionInfo> of(Wiring wiring, String database) {
        Namespace namespace = new Namespace(database, Target.NO_COLLECTION);
        return new WeftList<>(
                wiring, namespace, Options.NONE, (reader, context) -> info(TREES.decode(reader, context)));
    }

    private static CollectionInfo info(BsonDocument entry) {
        BsonString collection = new BsonString("collection");
        return new CollectionInfo(
                entry.getString("name").getValue(),
                entry.getString("type", collection).getValue(),
                entry);
    }

    /** Names and types are cheap: the server locks nothing for them. */
    WeftList<T> namesOnly() {
        return new WeftList<>(wiring, namespace, options.with(Field.NAME_ONLY, true), decoder);
    }

    @Override
    ListCollectionsQuery<T> with(Options other) {
        return new WeftList<>(wiring, namespace, other, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        return new ListCollections<>(wiring.target(namespace, options), decoder);
    }

    @Override
    public <R> ListCollectionsQuery<R> as(Class<R> type) {
        return new WeftList<>(wiring, namespace, options, wiring.codec(type));
    }

    @Override
    public ListCollectionsQuery<T> filter(Bson which) {
        return with(Field.FILTER, which);
    }

    @Override
    public ListCollectionsQuery<T> authorizedOnly(boolean yes) {
        return with(Field.AUTHORIZED_COLLECTIONS, yes);
    }

    @Override
    public String toString() {
        return "ListCollectionsQuery " + namespace.database();
    }
}
