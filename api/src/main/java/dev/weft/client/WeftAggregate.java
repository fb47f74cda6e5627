package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.TimeoutMode;
import dev.weft.Verbosity;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Aggregate;
import dev.weft.core.operation.Explain;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** A pipeline. */
final class WeftAggregate<T> extends WeftQuery<T, AggregateQuery<T>> implements AggregateQuery<T> {
    private static final BsonDocument ONE = new BsonDocument("$limit", new BsonInt32(1));

    private final List<? extends Bson> pipeline;

    WeftAggregate(
            Wiring wiring,
            Namespace namespace,
            Options options,
            List<? extends Bson> pipeline,
            Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
        this.pipeline = List.copyOf(pipeline);
    }

    @Override
    AggregateQuery<T> with(Options other) {
        return new WeftAggregate<>(wiring, namespace, other, pipeline, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        if (writes()) {
            throw new IllegalStateException("the pipeline ends in $out or $merge and returns no documents: use run(),"
                    + " then find() in the collection it writes");
        }
        return new Aggregate<>(wiring.target(namespace, options), pipeline, decoder);
    }

    private boolean writes() {
        return Aggregate.writes(pipeline, wiring.target(namespace, options));
    }

    @Override
    public Optional<T> first() {
        if (writes()) {
            return super.first();
        }
        // One document is asked for, so that the first batch holds all there is and no cursor is left.
        List<Bson> limited = new ArrayList<>(pipeline);
        limited.add(ONE);
        List<T> one = new WeftAggregate<T>(wiring, namespace, options, limited, decoder).toList();
        return one.isEmpty() ? Optional.empty() : Optional.of(one.getFirst());
    }

    @Override
    public void run() {
        if (!writes()) {
            throw new IllegalStateException(
                    "the pipeline does not end in $out or $merge, so running it changes nothing:"
                            + " ask for its documents by toList(), first() and the like");
        }
        if (options.get(Field.TIMEOUT_MODE) == TimeoutMode.EACH_BATCH) {
            throw new IllegalArgumentException("a pipeline that writes has one batch and it is empty: leave out "
                    + TimeoutMode.EACH_BATCH + ", the timeout counts for the whole run");
        }
        OperationRunner runner = wiring.engine().runner();
        Target target = wiring.target(namespace, options);
        var operation = new Aggregate.Out(target, pipeline);
        runner.run(operation, runner.call(operation, wiring.bound()));
    }

    @Override
    public Document explain(Verbosity verbosity) {
        Target target = wiring.target(namespace, options);
        return wiring.run(
                new Explain<>(new Aggregate<>(target, pipeline, decoder), verbosity, wiring.codec(Document.class)));
    }

    @Override
    public <R> AggregateQuery<R> as(Class<R> type) {
        return new WeftAggregate<>(wiring, namespace, options, pipeline, wiring.codec(type));
    }

    @Override
    public AggregateQuery<T> hint(Bson keys) {
        return with(Field.HINT, keys);
    }

    @Override
    public AggregateQuery<T> hint(String indexName) {
        return with(Field.HINT, indexName);
    }

    @Override
    public AggregateQuery<T> let(Bson variables) {
        return with(Field.LET, variables);
    }

    @Override
    public AggregateQuery<T> allowDiskUse(boolean yes) {
        return with(Field.ALLOW_DISK_USE, yes);
    }

    @Override
    public AggregateQuery<T> bypassDocumentValidation(boolean yes) {
        return with(Field.BYPASS_DOCUMENT_VALIDATION, yes);
    }

    @Override
    public AggregateQuery<T> maxAwait(Duration limit) {
        return with(Field.MAX_AWAIT, Ranges.notNegative("maxAwait", limit));
    }

    @Override
    public String toString() {
        return "AggregateQuery " + namespace + " of " + pipeline.size() + " stages";
    }
}
