package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.Verbosity;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.CountDocuments;
import dev.weft.core.operation.Explain;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Find;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** A query for documents of a collection. */
final class WeftFind<T> extends WeftQuery<T, FindQuery<T>> implements FindQuery<T> {
    private static final BsonDocument ID_ONLY = new BsonDocument("_id", new BsonInt32(1));

    WeftFind(Wiring wiring, Namespace namespace, Options options, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
    }

    @Override
    FindQuery<T> with(Options other) {
        return new WeftFind<>(wiring, namespace, other, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        return new Find<>(wiring.target(namespace, options), decoder);
    }

    @Override
    public <R> FindQuery<R> as(Class<R> type) {
        return new WeftFind<>(wiring, namespace, options, wiring.codec(type));
    }

    // The most frequent call of all goes straight to the loop: no frame of ours in between.
    @Override
    public Optional<T> first() {
        OperationRunner runner = wiring.engine().runner();
        var operation = new FindOne<T>(wiring.target(namespace, options), decoder);
        return runner.run(operation, runner.call(operation, wiring.bound()));
    }

    @Override
    public long count() {
        OperationRunner runner = wiring.engine().runner();
        var operation = new CountDocuments(wiring.target(namespace, options));
        return runner.run(operation, runner.call(operation, wiring.bound()));
    }

    @Override
    public Document explain(Verbosity verbosity) {
        return wiring.run(new Explain<>(opening(), verbosity, wiring.codec(Document.class)));
    }

    @Override
    public boolean exists() {
        return project(ID_ONLY).as(RawBsonDocument.class).first().isPresent();
    }

    @Override
    public FindQuery<T> filter(Bson which) {
        return with(Field.FILTER, which);
    }

    @Override
    public FindQuery<T> project(Bson fields) {
        return with(Field.PROJECTION, fields);
    }

    @Override
    public FindQuery<T> sort(Bson keys) {
        return with(Field.SORT, keys);
    }

    @Override
    public FindQuery<T> skip(long n) {
        return with(Field.SKIP, Ranges.notNegative("skip", n));
    }

    @Override
    public FindQuery<T> limit(long n) {
        return with(Field.LIMIT, Ranges.notNegative("limit", n));
    }

    @Override
    public FindQuery<T> hint(Bson keys) {
        return with(Field.HINT, keys);
    }

    @Override
    public FindQuery<T> hint(String indexName) {
        return with(Field.HINT, indexName);
    }

    @Override
    public FindQuery<T> min(Bson keys) {
        return with(Field.MIN, keys);
    }

    @Override
    public FindQuery<T> max(Bson keys) {
        return with(Field.MAX, keys);
    }

    @Override
    public FindQuery<T> let(Bson variables) {
        return with(Field.LET, variables);
    }

    @Override
    public FindQuery<T> allowDiskUse(boolean yes) {
        return with(Field.ALLOW_DISK_USE, yes);
    }

    @Override
    public FindQuery<T> allowPartialResults(boolean yes) {
        return with(Field.ALLOW_PARTIAL_RESULTS, yes);
    }

    @Override
    public FindQuery<T> noCursorTimeout(boolean yes) {
        return with(Field.NO_CURSOR_TIMEOUT, yes);
    }

    @Override
    public FindQuery<T> returnKey(boolean yes) {
        return with(Field.RETURN_KEY, yes);
    }

    @Override
    public FindQuery<T> showRecordId(boolean yes) {
        return with(Field.SHOW_RECORD_ID, yes);
    }

    @Override
    public FindQuery<T> tailable() {
        return with(Field.TAILABLE, true);
    }

    @Override
    public FindQuery<T> tailable(Duration maxAwait) {
        return with(options.with(Field.TAILABLE, true)
                .with(Field.AWAIT_DATA, true)
                .with(Field.MAX_AWAIT, Ranges.notNegative("maxAwait", maxAwait)));
    }

    @Override
    public String toString() {
        return "FindQuery " + namespace;
    }
}
