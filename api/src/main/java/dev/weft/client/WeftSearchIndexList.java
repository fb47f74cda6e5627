package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.ReadConcern;
import dev.weft.core.operation.Aggregate;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.result.SearchIndexInfo;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** The search indexes of a collection: a pipeline, to which no concern is applied (index management specification, "Search Indexes"). */
final class WeftSearchIndexList<T> extends WeftQuery<T, ListSearchIndexesQuery<T>>
        implements ListSearchIndexesQuery<T> {
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();
    private static final BsonString SEARCH = new BsonString("search");

    private final List<Bson> pipeline;

    private WeftSearchIndexList(
            Wiring wiring, Namespace namespace, Options options, List<Bson> pipeline, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
        this.pipeline = pipeline;
    }

    static WeftSearchIndexList<SearchIndexInfo> of(Wiring wiring, Namespace namespace, Document asked) {
        return new WeftSearchIndexList<>(
                wiring,
                namespace,
                Options.NONE,
                List.of(new Document("$listSearchIndexes", asked)),
                (reader, context) -> info(TREES.decode(reader, context)));
    }

    private static SearchIndexInfo info(BsonDocument entry) {
        return new SearchIndexInfo(
                entry.getString("name").getValue(),
                entry.getString("type", SEARCH).getValue(),
                entry.getBoolean("queryable", BsonBoolean.FALSE).getValue(),
                entry);
    }

    @Override
    ListSearchIndexesQuery<T> with(Options other) {
        return new WeftSearchIndexList<>(wiring, namespace, other, pipeline, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        var settings = wiring.settings().with(o -> o.readConcern(ReadConcern.serverDefault()));
        return new Aggregate<>(new Target(namespace, settings, options), pipeline, decoder);
    }

    @Override
    public <R> ListSearchIndexesQuery<R> as(Class<R> type) {
        return new WeftSearchIndexList<>(wiring, namespace, options, pipeline, wiring.codec(type));
    }

    @Override
    public ListSearchIndexesQuery<T> filter(Bson which) {
        List<Bson> narrowed = new ArrayList<>(pipeline);
        narrowed.add(new Document("$match", which));
        return new WeftSearchIndexList<>(wiring, namespace, options, List.copyOf(narrowed), decoder);
    }

    @Override
    public String toString() {
        return "ListSearchIndexesQuery of the search indexes of " + namespace;
    }
}
