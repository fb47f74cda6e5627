package dev.weft.client;

import dev.weft.DBRef;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.options.BucketOptions;
import dev.weft.client.options.CollectionOptions;
import dev.weft.client.options.CommandOptions;
import dev.weft.client.options.ViewOptions;
import dev.weft.result.CollectionInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A database. */
public interface MongoDatabase extends Handle<MongoDatabase> {
    /** {@return its name} */
    String name();

    /** Drops it, with all it holds. */
    void drop();

    /**
     * A collection of documents.
     *
     * @param name its name; it need not exist yet
     * @return the handle
     * @throws IllegalArgumentException when no collection can have this name
     */
    MongoCollection<Document> collection(String name);

    /**
     * A collection of a Java type: a record, a map, {@code BsonDocument}, {@code RawBsonDocument}, or whatever the codecs
     * know.
     *
     * @param <T> the type
     * @param name its name; it need not exist yet
     * @param type the type
     * @return the handle
     * @throws dev.weft.error.MappingFailedException when there is no codec for the type
     */
    <T> MongoCollection<T> collection(String name, Class<T> type);

    /**
     * Creates a collection. Only needed for options: a collection comes into being with its first document.
     *
     * @param name its name
     * @throws dev.weft.error.CommandFailedException when there is one of this name with other options (code 48)
     */
    void createCollection(String name);

    /**
     * Creates a collection.
     *
     * @param name its name
     * @param o fills in the form
     * @throws dev.weft.error.CommandFailedException when there is one of this name with other options (code 48)
     */
    void createCollection(String name, Consumer<? super CollectionOptions> o);

    /**
     * Creates a view: what a pipeline makes of a collection, computed at each read.
     *
     * @param name its name
     * @param source the collection or view it is made of
     * @param pipeline how, see {@link dev.weft.query.Aggregates}
     * @throws dev.weft.error.CommandFailedException when there is a collection or view of this name (code 48)
     */
    void createView(String name, String source, List<? extends Bson> pipeline);

    /**
     * Creates a view: what a pipeline makes of a collection, computed at each read.
     *
     * @param name its name
     * @param source the collection or view it is made of
     * @param pipeline how, see {@link dev.weft.query.Aggregates}
     * @param o fills in the form
     * @throws dev.weft.error.CommandFailedException when there is a collection or view of this name (code 48)
     */
    void createView(String name, String source, List<? extends Bson> pipeline, Consumer<? super ViewOptions> o);

    /**
     * Finds the document that a reference is to (server manual, "Database References").
     *
     * @param reference names a collection and an {@code _id}, and a database unless it is this one
     * @return the document; empty when there is none
     */
    Optional<Document> dereference(DBRef reference);

    /** {@return a query for its collections and views} */
    ListCollectionsQuery<CollectionInfo> listCollections();

    /** {@return the names of its collections and views} */
    List<String> collectionNames();

    /**
     * Runs a command as it is, on the primary.
     *
     * @param command its name first
     * @return the reply
     */
    Document runCommand(Bson command);

    /**
     * Runs a command as it is.
     *
     * @param command its name first
     * @param o fills in the form
     * @return the reply
     */
    Document runCommand(Bson command, Consumer<? super CommandOptions> o);

    /**
     * Runs a command as it is, on the primary.
     *
     * @param <R> the reply's type
     * @param command its name first
     * @param type what the reply becomes
     * @return the reply
     */
    <R> R runCommand(Bson command, Class<R> type);

    /**
     * Runs a command as it is.
     *
     * @param <R> the reply's type
     * @param command its name first
     * @param type what the reply becomes
     * @param o fills in the form
     * @return the reply
     */
    <R> R runCommand(Bson command, Class<R> type, Consumer<? super CommandOptions> o);

    /**
     * A command that opens a cursor, sent as it is, to the primary unless told otherwise.
     *
     * @param command its name first
     * @return the query, sent by its last word
     * @throws IllegalArgumentException when the command is empty
     */
    CommandQuery<Document> runCursorCommand(Bson command);

    /**
     * A pipeline that needs no collection.
     *
     * @param stages beginning with {@code $documents} or the like
     * @return the query
     */
    AggregateQuery<Document> aggregate(Bson... stages);

    /**
     * A pipeline that needs no collection.
     *
     * @param pipeline beginning with {@code $documents} or the like
     * @return the query
     */
    AggregateQuery<Document> aggregate(List<? extends Bson> pipeline);

    /** {@return the bucket of files with the usual name, {@code fs}} */
    GridFsBucket bucket();

    /**
     * A bucket of files.
     *
     * @param name what its two collections begin with; it need not exist yet
     * @return the handle
     * @throws IllegalArgumentException when the name is empty, or no collection can have it
     */
    GridFsBucket bucket(String name);

    /**
     * A bucket of files.
     *
     * @param name what its two collections begin with; it need not exist yet
     * @param o fills in the form
     * @return the handle
     * @throws IllegalArgumentException when the name is empty, no collection can have it, or the form has what no bucket can have
     */
    GridFsBucket bucket(String name, Consumer<? super BucketOptions> o);
}
