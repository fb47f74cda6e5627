package dev.weft.client;

import dev.weft.client.options.CommandOptions;
import dev.weft.result.CollectionInfo;
import java.util.List;
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

    /** {@return a query for its collections and views} */
    ListQuery<CollectionInfo> listCollections();

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
}
