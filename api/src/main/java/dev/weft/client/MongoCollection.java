package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.client.options.BulkWrite;
import dev.weft.client.options.BulkWriteOptions;
import dev.weft.client.options.CollModOptions;
import dev.weft.client.options.CreateIndexesOptions;
import dev.weft.client.options.CreateSearchIndexesOptions;
import dev.weft.client.options.DeleteOptions;
import dev.weft.client.options.DropOptions;
import dev.weft.client.options.EstimatedCountOptions;
import dev.weft.client.options.FindOneAndDeleteOptions;
import dev.weft.client.options.FindOneAndReplaceOptions;
import dev.weft.client.options.FindOneAndUpdateOptions;
import dev.weft.client.options.IndexBatch;
import dev.weft.client.options.IndexOptions;
import dev.weft.client.options.InsertManyOptions;
import dev.weft.client.options.InsertOneOptions;
import dev.weft.client.options.RenameOptions;
import dev.weft.client.options.ReplaceOneOptions;
import dev.weft.client.options.SearchIndexBatch;
import dev.weft.client.options.SearchIndexOptions;
import dev.weft.client.options.UpdateManyOptions;
import dev.weft.client.options.UpdateOneOptions;
import dev.weft.client.options.UpdateSearchIndexOptions;
import dev.weft.client.options.ValidateOptions;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.DeleteResult;
import dev.weft.result.IndexInfo;
import dev.weft.result.InsertManyResult;
import dev.weft.result.InsertOneResult;
import dev.weft.result.SearchIndexInfo;
import dev.weft.result.UpdateResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
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
     * The different values of a field.
     *
     * @param <V> the type of the values
     * @param field the field, with dots for embedded ones
     * @param valueType what the values become; {@code BsonValue} takes any
     * @return the query, sent by its last word
     * @throws dev.weft.error.MappingFailedException when there is no codec for the type
     */
    <V> DistinctQuery<V> distinct(String field, Class<V> valueType);

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
     * @throws dev.weft.error.BulkWriteFailedException when some writes have failed, a failure has ended them half-way, or they are not
     *     as widely known as the write concern asks
     */
    BulkWriteResult bulkWrite(Consumer<? super BulkWrite<T>> items);

    /**
     * Does several writes with as few messages as possible.
     *
     * @param items adds the writes, one at least
     * @param o fills in the form
     * @return what came of them
     * @throws IllegalArgumentException when there is no write
     * @throws dev.weft.error.BulkWriteFailedException when some writes have failed, a failure has ended them half-way, or they are not
     *     as widely known as the write concern asks
     */
    BulkWriteResult bulkWrite(Consumer<? super BulkWrite<T>> items, Consumer<? super BulkWriteOptions> o);

    /**
     * Creates an index, unless there is the same already.
     *
     * @param keys the fields in order, each 1, -1 or the word of a kind of index, see {@link dev.weft.query.Indexes}
     * @return its name
     * @throws IllegalArgumentException when there is no key
     */
    String createIndex(Bson keys);

    /**
     * Creates an index, unless there is the same already.
     *
     * @param keys as above
     * @param o fills in the form
     * @return its name
     * @throws IllegalArgumentException when there is no key
     */
    String createIndex(Bson keys, Consumer<? super IndexOptions> o);

    /**
     * Creates indexes by one command, which reads the collection once.
     *
     * @param items adds the indexes, one at least
     * @return their names
     * @throws IllegalArgumentException when there is no index, or one without a key
     */
    List<String> createIndexes(Consumer<? super IndexBatch> items);

    /**
     * Creates indexes by one command, which reads the collection once.
     *
     * @param items adds the indexes, one at least
     * @param o fills in the form
     * @return their names
     * @throws IllegalArgumentException when there is no index, or one without a key
     * @throws dev.weft.error.NotSupportedException when a quorum is asked of a server older than 4.4
     */
    List<String> createIndexes(Consumer<? super IndexBatch> items, Consumer<? super CreateIndexesOptions> o);

    /** {@return a query for its indexes; empty where the collection does not exist} */
    ListIndexesQuery<IndexInfo> listIndexes();

    /** {@return its indexes by name, in the order of the server} */
    Map<String, IndexInfo> indexInformation();

    /**
     * Drops an index. That the collection does not exist is fine.
     *
     * @param name its name
     * @throws IllegalArgumentException for {@code *}
     * @throws dev.weft.error.CommandFailedException when there is no such index (code 27), up to MongoDB 8.2
     */
    void dropIndex(String name);

    /**
     * Drops an index, as above.
     *
     * @param name its name
     * @param o fills in the form
     * @throws IllegalArgumentException for {@code *}
     * @throws dev.weft.error.CommandFailedException when there is no such index (code 27), up to MongoDB 8.2
     */
    void dropIndex(String name, Consumer<? super DropOptions> o);

    /**
     * Drops an index. That the collection does not exist is fine.
     *
     * @param keys its keys
     * @throws dev.weft.error.CommandFailedException when there is no such index (code 27), up to MongoDB 8.2
     */
    void dropIndex(Bson keys);

    /**
     * Drops an index, as above.
     *
     * @param keys its keys
     * @param o fills in the form
     * @throws dev.weft.error.CommandFailedException when there is no such index (code 27), up to MongoDB 8.2
     */
    void dropIndex(Bson keys, Consumer<? super DropOptions> o);

    /** Drops all indexes but that of the {@code _id}. That the collection does not exist is fine. */
    void dropIndexes();

    /**
     * Drops all indexes but that of the {@code _id}, as above.
     *
     * @param o fills in the form
     */
    void dropIndexes(Consumer<? super DropOptions> o);

    /**
     * Creates a search index, on Atlas and on servers with a search process. It is built afterwards: {@link #listSearchIndexes} says
     * when it can be searched.
     *
     * @param definition its definition, such as {@code {mappings: {dynamic: true}}}
     * @return its name
     * @throws dev.weft.error.CommandFailedException from servers without search (code 31082)
     */
    String createSearchIndex(Bson definition);

    /**
     * Creates a search index, as above.
     *
     * @param definition its definition
     * @param o fills in the form
     * @return its name
     * @throws dev.weft.error.CommandFailedException from servers without search (code 31082)
     */
    String createSearchIndex(Bson definition, Consumer<? super SearchIndexOptions> o);

    /**
     * Creates search indexes, as above.
     *
     * @param items adds the indexes
     * @return their names
     * @throws dev.weft.error.CommandFailedException from servers without search (code 31082)
     */
    List<String> createSearchIndexes(Consumer<? super SearchIndexBatch> items);

    /**
     * Creates search indexes, as above.
     *
     * @param items adds the indexes
     * @param o fills in the form
     * @return their names
     * @throws dev.weft.error.CommandFailedException from servers without search (code 31082)
     */
    List<String> createSearchIndexes(
            Consumer<? super SearchIndexBatch> items, Consumer<? super CreateSearchIndexesOptions> o);

    /** {@return a query for its search indexes} */
    ListSearchIndexesQuery<SearchIndexInfo> listSearchIndexes();

    /**
     * A query for one search index.
     *
     * @param name its name
     * @return the query; it finds nothing where there is none
     */
    ListSearchIndexesQuery<SearchIndexInfo> listSearchIndexes(String name);

    /**
     * Gives a search index another definition. It goes on with the old one until the new one is built.
     *
     * @param name its name
     * @param definition the new definition
     */
    void updateSearchIndex(String name, Bson definition);

    /**
     * Gives a search index another definition, as above.
     *
     * @param name its name
     * @param definition the new definition
     * @param o fills in the form
     */
    void updateSearchIndex(String name, Bson definition, Consumer<? super UpdateSearchIndexOptions> o);

    /**
     * Drops a search index. That the collection does not exist is fine.
     *
     * @param name its name
     */
    void dropSearchIndex(String name);

    /**
     * Drops a search index, as above.
     *
     * @param name its name
     * @param o fills in the form
     */
    void dropSearchIndex(String name, Consumer<? super DropOptions> o);

    /**
     * Renames the collection within its database. Handles keep the old name.
     *
     * @param newName the new name
     * @throws dev.weft.error.CommandFailedException when there is no collection (code 26), or one of the new name (code 48)
     */
    void rename(String newName);

    /**
     * Renames the collection within its database. Handles keep the old name.
     *
     * @param newName the new name
     * @param o fills in the form
     * @throws dev.weft.error.CommandFailedException when there is no collection (code 26), or one of the new name (code 48)
     */
    void rename(String newName, Consumer<? super RenameOptions> o);

    /**
     * Changes what the collection or view is like (server manual, "collMod").
     *
     * @param o fills in the form
     */
    void collMod(Consumer<? super CollModOptions> o);

    /** {@return what a check of its data and indexes found (server manual, "validate"); slow, and not for busy hours} */
    Document validate();

    /**
     * Checks its data and indexes (server manual, "validate"); slow, and not for busy hours.
     *
     * @param o fills in the form
     * @return what was found
     */
    Document validate(Consumer<? super ValidateOptions> o);

    /** Drops the collection, with its indexes; that there is none is fine. */
    void drop();

    /**
     * Drops the collection, with its indexes; that there is none is fine.
     *
     * @param o fills in the form
     */
    void drop(Consumer<? super DropOptions> o);
}
