package dev.weft.testbed.storage.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * Makes collections in which documents may share an {@code _id}, as measurements may (server manual, "Time Series Collections"). The backend
 * gives every collection its index on {@code _id}, and confuses those of a database when one is dropped; so a collection is made and loses its
 * index in a database of its own, and is moved then.
 */
final class TimeSeries {
    private static final AtomicLong NAMES = new AtomicLong();

    private TimeSeries() {}

    static BsonDocument create(Backend backend, String database, BsonString name) {
        String nursery = "weft_testbed_series_" + NAMES.incrementAndGet();
        backend.run(nursery, new BsonDocument("create", name));
        backend.run(nursery, new BsonDocument("dropIndexes", name).append("index", new BsonString("_id_")));
        BsonDocument reply = backend.run(
                "admin",
                new BsonDocument("renameCollection", new BsonString(nursery + "." + name.getValue()))
                        .append("to", new BsonString(database + "." + name.getValue())));
        backend.run(nursery, new BsonDocument("dropDatabase", new BsonInt32(1)));
        return reply;
    }
}
