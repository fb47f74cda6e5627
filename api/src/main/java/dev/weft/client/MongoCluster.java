package dev.weft.client;

import dev.weft.client.options.ClientBulkWrite;
import dev.weft.client.options.ClientBulkWriteOptions;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.DatabaseInfo;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;

/** The part of a client that can be bound. */
public interface MongoCluster extends Handle<MongoCluster> {
    /**
     * The database the connection string names.
     *
     * @return the handle
     * @throws IllegalStateException when it names none
     */
    MongoDatabase database();

    /**
     * A database.
     *
     * @param name its name; it need not exist yet
     * @return the handle
     * @throws IllegalArgumentException when no database can have this name
     */
    MongoDatabase database(String name);

    /**
     * Does several writes, to any collections, with as few messages as possible. Since MongoDB 8.0.
     *
     * @param items adds the writes, one at least
     * @return what came of them
     * @throws IllegalArgumentException when there is no write
     * @throws dev.weft.error.NotSupportedException when the server is older than 8.0
     * @throws dev.weft.error.BulkWriteFailedException when some writes have failed, a failure has ended them half-way, or they are not
     *     as widely known as the write concern asks
     */
    BulkWriteResult bulkWrite(Consumer<? super ClientBulkWrite> items);

    /**
     * Does several writes, to any collections, with as few messages as possible. Since MongoDB 8.0.
     *
     * @param items adds the writes, one at least
     * @param o fills in the form
     * @return what came of them
     * @throws IllegalArgumentException when there is no write, or when an unacknowledged write concern comes with an order or with
     *     verbose results
     * @throws dev.weft.error.NotSupportedException when the server is older than 8.0
     * @throws dev.weft.error.BulkWriteFailedException when some writes have failed, a failure has ended them half-way, or they are not
     *     as widely known as the write concern asks
     */
    BulkWriteResult bulkWrite(Consumer<? super ClientBulkWrite> items, Consumer<? super ClientBulkWriteOptions> o);

    /** {@return a query for the databases there are} */
    ListDatabasesQuery<DatabaseInfo> listDatabases();

    /** {@return what a server says of itself: its version, its limits (server manual, "buildInfo")} */
    Document serverInfo();

    /** {@return the names of the databases there are} */
    List<String> databaseNames();
}
