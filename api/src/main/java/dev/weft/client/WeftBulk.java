package dev.weft.client;

import dev.weft.client.options.BulkDeleteOptions;
import dev.weft.client.options.BulkReplaceOneOptions;
import dev.weft.client.options.BulkUpdateManyOptions;
import dev.weft.client.options.BulkUpdateOneOptions;
import dev.weft.client.options.BulkWrite;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Update;
import java.util.function.Consumer;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;

/** Collects writes: each goes to {@code sink} as it is added. */
record WeftBulk<T>(Codec<T> codec, Consumer<? super Statement> sink) implements BulkWrite<T> {
    @Override
    public BulkWrite<T> insertOne(T document) {
        return add(new Statement.Insert<>(document, codec));
    }

    @Override
    public BulkWrite<T> updateOne(Bson filter, Bson update) {
        return update(filter, update, false, Options.NONE);
    }

    @Override
    public BulkWrite<T> updateOne(Bson filter, Bson update, Consumer<? super BulkUpdateOneOptions> o) {
        return update(filter, update, false, Form.fill(new Forms.BulkUpdateOne(), o));
    }

    @Override
    public BulkWrite<T> updateMany(Bson filter, Bson update) {
        return update(filter, update, true, Options.NONE);
    }

    @Override
    public BulkWrite<T> updateMany(Bson filter, Bson update, Consumer<? super BulkUpdateManyOptions> o) {
        return update(filter, update, true, Form.fill(new Forms.BulkUpdateMany(), o));
    }

    @Override
    public BulkWrite<T> replaceOne(Bson filter, T replacement) {
        return replace(filter, replacement, Options.NONE);
    }

    @Override
    public BulkWrite<T> replaceOne(Bson filter, T replacement, Consumer<? super BulkReplaceOneOptions> o) {
        return replace(filter, replacement, Form.fill(new Forms.BulkReplaceOne(), o));
    }

    @Override
    public BulkWrite<T> deleteOne(Bson filter) {
        return add(new Statement.Removal(filter, false, Options.NONE));
    }

    @Override
    public BulkWrite<T> deleteOne(Bson filter, Consumer<? super BulkDeleteOptions> o) {
        return add(new Statement.Removal(filter, false, Form.fill(new Forms.BulkDelete(), o)));
    }

    @Override
    public BulkWrite<T> deleteMany(Bson filter) {
        return add(new Statement.Removal(filter, true, Options.NONE));
    }

    @Override
    public BulkWrite<T> deleteMany(Bson filter, Consumer<? super BulkDeleteOptions> o) {
        return add(new Statement.Removal(filter, true, Form.fill(new Forms.BulkDelete(), o)));
    }

    private BulkWrite<T> update(Bson filter, Bson update, boolean many, Options options) {
        return add(new Statement.Change(filter, new Update.Operators(update), many, options));
    }

    private BulkWrite<T> replace(Bson filter, T replacement, Options options) {
        return add(new Statement.Change(filter, new Update.Replacement<>(replacement, codec), false, options));
    }

    private BulkWrite<T> add(Statement statement) {
        sink.accept(statement);
        return this;
    }
}
