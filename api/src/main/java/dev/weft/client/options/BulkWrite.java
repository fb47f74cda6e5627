package dev.weft.client.options;

import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * The writes of a {@code bulkWrite}, in the order in which they are added: {@code b -> b.insertOne(x).deleteOne(filter)}, or a block with a
 * loop. Positions in results and failures count them from 0 on.
 *
 * @param <T> the type of the collection's documents
 */
public interface BulkWrite<T> {
    /**
     * Adds an insert.
     *
     * @param document the document; one without an {@code _id} gets one, and stays as it is itself
     * @return this form
     */
    BulkWrite<T> insertOne(T document);

    /**
     * Adds an update of the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what changes, see {@link dev.weft.query.Updates}
     * @return this form
     */
    BulkWrite<T> updateOne(Bson filter, Bson update);

    /**
     * Adds an update of the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what changes, see {@link dev.weft.query.Updates}
     * @param o fills in the form
     * @return this form
     */
    BulkWrite<T> updateOne(Bson filter, Bson update, Consumer<? super BulkUpdateOneOptions> o);

    /**
     * Adds an update of all documents that match. After a network error the messages that may hold it are not sent again: those made of the
     * 100,000 writes up to it.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what changes, see {@link dev.weft.query.Updates}
     * @return this form
     */
    BulkWrite<T> updateMany(Bson filter, Bson update);

    /**
     * Adds an update of all documents that match, as above.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param update what changes, see {@link dev.weft.query.Updates}
     * @param o fills in the form
     * @return this form
     */
    BulkWrite<T> updateMany(Bson filter, Bson update, Consumer<? super BulkUpdateManyOptions> o);

    /**
     * Adds a replacement of the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param replacement the whole new document; the {@code _id} stays
     * @return this form
     */
    BulkWrite<T> replaceOne(Bson filter, T replacement);

    /**
     * Adds a replacement of the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param replacement the whole new document; the {@code _id} stays
     * @param o fills in the form
     * @return this form
     */
    BulkWrite<T> replaceOne(Bson filter, T replacement, Consumer<? super BulkReplaceOneOptions> o);

    /**
     * Adds a deletion of the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return this form
     */
    BulkWrite<T> deleteOne(Bson filter);

    /**
     * Adds a deletion of the first document that matches.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param o fills in the form
     * @return this form
     */
    BulkWrite<T> deleteOne(Bson filter, Consumer<? super BulkDeleteOptions> o);

    /**
     * Adds a deletion of all documents that match; not repeated after a network error, like {@code updateMany}.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @return this form
     */
    BulkWrite<T> deleteMany(Bson filter);

    /**
     * Adds a deletion of all documents that match; not repeated after a network error, like {@code updateMany}.
     *
     * @param filter which, see {@link dev.weft.query.Filters}
     * @param o fills in the form
     * @return this form
     */
    BulkWrite<T> deleteMany(Bson filter, Consumer<? super BulkDeleteOptions> o);
}
