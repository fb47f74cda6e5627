package dev.weft.client;

import java.util.List;

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

    /** {@return the names of the databases there are} */
    List<String> databaseNames();
}
