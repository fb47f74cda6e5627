package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.client.options.BulkWriteOptions;
import dev.weft.client.options.DeleteOptions;
import dev.weft.client.options.EstimatedCountOptions;
import dev.weft.client.options.FindOneAndDeleteOptions;
import dev.weft.client.options.FindOneAndReplaceOptions;
import dev.weft.client.options.FindOneAndUpdateOptions;
import dev.weft.client.options.InsertManyOptions;
import dev.weft.client.options.InsertOneOptions;
import dev.weft.client.options.ReplaceOneOptions;
import dev.weft.client.options.UpdateManyOptions;
import dev.weft.client.options.UpdateOneOptions;
import dev.weft.core.bulk.BulkWrite;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.CountDocuments;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.EstimatedCount;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.FindAndModify;
import dev.weft.core.operation.InsertOne;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Update;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.DeleteResult;
import dev.weft.result.InsertManyResult;
import dev.weft.result.InsertOneResult;
import dev.weft.result.UpdateResult;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;

/** A collection; the codec of its type is looked up once. */
final class WeftCollection<T> extends WeftIndexes<T> {
    private final Wiring wiring;
    private final Namespace namespace;
    private final Class<T> type;
    private final Codec<T> codec;
    private final OperationRunner runner;

    WeftCollection(Wiring wiring, Namespace namespace, Class<T> type) {
        this.wiring = wiring;
        this.namespace = namespace;
        this.type = type;
        this.codec = wiring.codec(type);
        this.runner = wiring.engine().runner();
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public MongoCollection<T> rewired(Wiring other) {
        return new WeftCollection<>(other, namespace, type);
    }

    @Override
    public HandleSettings settings() {
        return wiring.settings();
    }

    @Override
    public MongoCollection<T> with(Consumer<? super HandleOptions> changes) {
        return rewired(wiring.with(changes));
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public Class<T> documentClass() {
        return type;
    }

    Codec<T> codec() {
        return codec;
    }

    @Override
    public <R> MongoCollection<R> as(Class<R> other) {
        return new WeftCollection<>(wiring, namespace, other);
    }

    @Override
    public FindQuery<T> find() {
        return new WeftFind<>(wiring, namespace, Options.NONE, codec);
    }

    @Override
    public FindQuery<T> find(Bson filter) {
        return new WeftFind<>(wiring, namespace, Options.NONE.with(Field.FILTER, filter), codec);
    }

    @Override
    public <V> DistinctQuery<V> distinct(String field, Class<V> valueType) {
        return new WeftDistinct<>(wiring, namespace, Options.NONE, field, wiring.codec(valueType));
    }

    @Override
    public AggregateQuery<T> aggregate(Bson... stages) {
        return aggregate(List.of(stages));
    }

    @Override
    public AggregateQuery<T> aggregate(List<? extends Bson> pipeline) {
        return new WeftAggregate<>(wiring, namespace, Options.NONE, pipeline, codec);
    }

    @Override
    public long countDocuments() {
        return run(new CountDocuments(target(Options.NONE)));
    }

    @Override
    public long countDocuments(Bson filter) {
        return run(new CountDocuments(target(Options.NONE.with(Field.FILTER, filter))));
    }

    @Override
    public long estimatedDocumentCount() {
        return run(new EstimatedCount(target(Options.NONE)));
    }

    @Override
    public long estimatedDocumentCount(Consumer<? super EstimatedCountOptions> o) {
        return run(new EstimatedCount(target(Form.fill(new Forms.EstimatedCount(), o))));
    }

    @Override
    public InsertOneResult insertOne(T document) {
        return run(new InsertOne<>(target(Options.NONE), document, codec));
    }

    @Override
    public InsertOneResult insertOne(T document, Consumer<? super InsertOneOptions> o) {
        return run(new InsertOne<>(target(Form.fill(new Forms.InsertOne(), o)), document, codec));
    }

    @Override
    public InsertManyResult insertMany(Iterable<? extends T> documents) {
        return insertMany(documents, o -> {});
    }

    @Override
    public InsertManyResult insertMany(Iterable<? extends T> documents, Consumer<? super InsertManyOptions> o) {
        Options options = Form.fill(new Forms.InsertMany(), o);
        BulkWriteResult result = documents instanceof Collection<? extends T> known
                ? BulkWrite.inserts(runner, target(options), inserts(known), wiring.bound())
                : BulkWrite.inserts(
                        runner, target(options), new Inserts<>(documents.iterator(), codec), wiring.bound());
        return new InsertManyResult(result.acknowledged(), result.insertedIds());
    }

    @Override
    public BulkWriteResult bulkWrite(Consumer<? super dev.weft.client.options.BulkWrite<T>> items) {
        return bulkWrite(items, o -> {});
    }

    @Override
    public BulkWriteResult bulkWrite(
            Consumer<? super dev.weft.client.options.BulkWrite<T>> items, Consumer<? super BulkWriteOptions> o) {
        List<Statement> statements = new ArrayList<>();
        items.accept(new WeftBulk<>(codec, statements::add));
        return BulkWrite.run(runner, target(Form.fill(new Forms.Bulk(), o)), statements, wiring.bound());
    }

    @Override
    public UpdateResult updateOne(Bson filter, Bson update) {
        return updateOne(filter, update, o -> {});
    }

    @Override
    public UpdateResult updateOne(Bson filter, Bson update, Consumer<? super UpdateOneOptions> o) {
        Options options = Form.fill(new Forms.UpdateOne(), o);
        return run(new Update(target(options), filter, new Update.Operators(update), false));
    }

    @Override
    public UpdateResult updateMany(Bson filter, Bson update) {
        return updateMany(filter, update, o -> {});
    }

    @Override
    public UpdateResult updateMany(Bson filter, Bson update, Consumer<? super UpdateManyOptions> o) {
        Options options = Form.fill(new Forms.UpdateMany(), o);
        return run(new Update(target(options), filter, new Update.Operators(update), true));
    }

    @Override
    public UpdateResult replaceOne(Bson filter, T replacement) {
        return replaceOne(filter, replacement, o -> {});
    }

    @Override
    public UpdateResult replaceOne(Bson filter, T replacement, Consumer<? super ReplaceOneOptions> o) {
        Options options = Form.fill(new Forms.ReplaceOne(), o);
        return run(new Update(target(options), filter, new Update.Replacement<>(replacement, codec), false));
    }

    @Override
    public DeleteResult deleteOne(Bson filter) {
        return run(new Delete(target(Options.NONE), filter, false));
    }

    @Override
    public DeleteResult deleteOne(Bson filter, Consumer<? super DeleteOptions> o) {
        return run(new Delete(target(Form.fill(new Forms.Delete(), o)), filter, false));
    }

    @Override
    public DeleteResult deleteMany(Bson filter) {
        return run(new Delete(target(Options.NONE), filter, true));
    }

    @Override
    public DeleteResult deleteMany(Bson filter, Consumer<? super DeleteOptions> o) {
        return run(new Delete(target(Form.fill(new Forms.Delete(), o)), filter, true));
    }

    @Override
    public Optional<T> findOneAndUpdate(Bson filter, Bson update) {
        return findOneAndUpdate(filter, update, o -> {});
    }

    @Override
    public Optional<T> findOneAndUpdate(Bson filter, Bson update, Consumer<? super FindOneAndUpdateOptions> o) {
        Options options = Form.fill(new Forms.FindOneAndUpdate(), o);
        return run(new FindAndModify<T>(target(options), filter, new Update.Operators(update), codec));
    }

    @Override
    public Optional<T> findOneAndReplace(Bson filter, T replacement) {
        return findOneAndReplace(filter, replacement, o -> {});
    }

    @Override
    public Optional<T> findOneAndReplace(Bson filter, T replacement, Consumer<? super FindOneAndReplaceOptions> o) {
        Options options = Form.fill(new Forms.FindOneAndReplace(), o);
        return run(new FindAndModify<T>(target(options), filter, new Update.Replacement<>(replacement, codec), codec));
    }

    @Override
    public Optional<T> findOneAndDelete(Bson filter) {
        return findOneAndDelete(filter, o -> {});
    }

    @Override
    public Optional<T> findOneAndDelete(Bson filter, Consumer<? super FindOneAndDeleteOptions> o) {
        Options options = Form.fill(new Forms.FindOneAndDelete(), o);
        return run(new FindAndModify<T>(target(options), filter, null, codec));
    }

    private List<Statement.Insert<T>> inserts(Collection<? extends T> documents) {
        List<Statement.Insert<T>> inserts = new ArrayList<>(documents.size());
        documents.forEach(document -> inserts.add(new Statement.Insert<>(document, codec)));
        return inserts;
    }

    /** Takes each document only when a message may hold it: there may be more than fit into memory. */
    private record Inserts<T>(Iterator<? extends T> source, Codec<T> codec) implements Iterator<Statement.Insert<T>> {
        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public Statement.Insert<T> next() {
            return new Statement.Insert<>(source.next(), codec);
        }
    }

    private <R> R run(Operation<R> operation) {
        return runner.run(operation, runner.call(operation, wiring.bound()));
    }

    @Override
    public String toString() {
        return "MongoCollection " + namespace + " of " + type.getSimpleName();
    }
}
