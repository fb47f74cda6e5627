package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.client.options.BulkWrite;
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
import dev.weft.result.BulkWriteResult;
import dev.weft.result.DeleteResult;
import dev.weft.result.InsertManyResult;
import dev.weft.result.InsertOneResult;
import dev.weft.result.UpdateResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * A collection.
 *
 * @param <T> what its documents become
 */
public interface MongoCollection<T> extends Handle<MongoCollection<T>> {
    /** {@return its full name} */
    Namespace namespace();

    /** {@return what its documents become} */
    Class<T> documentClass();

    /**
     * The same collection of another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a copy
     * @throws dev.weft.error.MappingFailedException when there is no codec for the type
     */
    <R> MongoCollection<R> as(Class<R> type);

    /** {@return a query for all documents} */
    FindQuery<T> find();

    /**
     * A query.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return the query, sent by its last word
     */
    FindQuery<T> find(Bson filter);

    /**
     * A pipeline.
     *
     * @param stages see {@link dev.weft.query.Aggregates}
     * @return the query, sent by its last word
     */
    AggregateQuery<T> aggregate(Bson... stages);

    /**
     * A pipeline.
     *
     * @param pipeline see {@link dev.weft.query.Aggregates}
     * @return the query, sent by its last word
     */
    AggregateQuery<T> aggregate(List<? extends Bson> pipeline);

    /** {@return how many documents there are, counted} */
    long countDocuments();

    /**
     * Counts documents. With a hint, a limit and the like: {@code find(filter).hint(...).count()}.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return how many
     */
    long countDocuments(Bson filter);

    /**
     * Counts all documents by what the server has noted: fast, and inexact after a crash or while shards move.
     *
     * @return how many
     */
    long estimatedDocumentCount();

    /**
     * Counts all documents by what the server has noted: fast, and inexact after a crash or while shards move.
     *
     * @param o fills in the form
     * @return how many
     */
    long estimatedDocumentCount(Consumer<? super EstimatedCountOptions> o);

    /**
     * Inserts a document; it gets an {@code _id} when it has none.
     *
     * @param document the document; not changed
     * @return its id
     */
    InsertOneResult insertOne(T document);

    /**
     * Inserts a document; it gets an {@code _id} when it has none.
     *
     * @param document the document; not changed
     * @param o fills in the form
     * @return its id
     */
    InsertOneResult insertOne(T document, Consumer<? super InsertOneOptions> o);

    /**
     * Inserts documents, read one message at a time.
     *
     * @param documents at least one
     * @return their ids
     */
    InsertManyResult insertMany(Iterable<? extends T> documents);

    /**
     * Inserts documents, read one message at a time.
     *
     * @param documents at least one
     * @param o fills in the form
     * @return their ids
     */
    InsertManyResult insertMany(Iterable<? extends T> documents, Consumer<? super InsertManyOptions> o);

    /**
     * Changes the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what becomes of it, see {@link dev.weft.query.Updates}
     * @return what came of it
     */
    UpdateResult updateOne(Bson filter, Bson update);

    /**
     * Changes the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what becomes of it, see {@link dev.weft.query.Updates}
     * @param o fills in the form
     * @return what came of it
     */
    UpdateResult updateOne(Bson filter, Bson update, Consumer<? super UpdateOneOptions> o);

    /**
     * Changes all documents that match.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what becomes of them, see {@link dev.weft.query.Updates}
     * @return what came of it
     */
    UpdateResult updateMany(Bson filter, Bson update);

    /**
     * Changes all documents that match.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what becomes of them, see {@link dev.weft.query.Updates}
     * @param o fills in the form
     * @return what came of it
     */
    UpdateResult updateMany(Bson filter, Bson update, Consumer<? super UpdateManyOptions> o);

    /**
     * Replaces the first document that matches; its {@code _id} stays.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param replacement the new document
     * @return what came of it
     */
    UpdateResult replaceOne(Bson filter, T replacement);

    /**
     * Replaces the first document that matches; its {@code _id} stays.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param replacement the new document
     * @param o fills in the form
     * @return what came of it
     */
    UpdateResult replaceOne(Bson filter, T replacement, Consumer<? super ReplaceOneOptions> o);

    /**
     * Deletes the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return what came of it
     */
    DeleteResult deleteOne(Bson filter);

    /**
     * Deletes the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param o fills in the form
     * @return what came of it
     */
    DeleteResult deleteOne(Bson filter, Consumer<? super DeleteOptions> o);

    /**
     * Deletes all documents that match.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return what came of it
     */
    DeleteResult deleteMany(Bson filter);

    /**
     * Deletes all documents that match.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param o fills in the form
     * @return what came of it
     */
    DeleteResult deleteMany(Bson filter, Consumer<? super DeleteOptions> o);

    /**
     * Changes a document and returns it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what becomes of it, see {@link dev.weft.query.Updates}
     * @return the document as it was, or as the form asks; empty when there is none
     */
    Optional<T> findOneAndUpdate(Bson filter, Bson update);

    /**
     * Changes a document and returns it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what becomes of it, see {@link dev.weft.query.Updates}
     * @param o fills in the form
     * @return the document as it was, or as the form asks; empty when there is none
     */
    Optional<T> findOneAndUpdate(Bson filter, Bson update, Consumer<? super FindOneAndUpdateOptions> o);

    /**
     * Replaces a document and returns it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param replacement the new document
     * @return the document as it was, or as the form asks; empty when there is none
     */
    Optional<T> findOneAndReplace(Bson filter, T replacement);

    /**
     * Replaces a document and returns it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param replacement the new document
     * @param o fills in the form
     * @return the document as it was, or as the form asks; empty when there is none
     */
    Optional<T> findOneAndReplace(Bson filter, T replacement, Consumer<? super FindOneAndReplaceOptions> o);

    /**
     * Deletes a document and returns it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return the document; empty when none matched
     */
    Optional<T> findOneAndDelete(Bson filter);

    /**
     * Deletes a document and returns it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param o fills in the form
     * @return the document; empty when none matched
     */
    Optional<T> findOneAndDelete(Bson filter, Consumer<? super FindOneAndDeleteOptions> o);

    /**
     * Does several writes with as few messages as possible.
     *
     * @param items adds the writes, one at least
     * @return what came of them
     * @throws IllegalArgumentException when there is no write
     * @throws dev.weft.error.BulkWriteFailedException when some writes have failed, or a failure has ended them half-way
     * @throws dev.weft.error.WriteConcernFailedException when all was written, but not as widely as asked
     */
    BulkWriteResult bulkWrite(Consumer<? super BulkWrite<T>> items);

    /**
     * Does several writes with as few messages as possible.
     *
     * @param items adds the writes, one at least
     * @param o fills in the form
     * @return what came of them
     * @throws IllegalArgumentException when there is no write
     * @throws dev.weft.error.BulkWriteFailedException when some writes have failed, or a failure has ended them half-way
     * @throws dev.weft.error.WriteConcernFailedException when all was written, but not as widely as asked
     */
    BulkWriteResult bulkWrite(Consumer<? super BulkWrite<T>> items, Consumer<? super BulkWriteOptions> o);

    /** Drops the collection, with its indexes; that there is none is fine. */
    void drop();
}
