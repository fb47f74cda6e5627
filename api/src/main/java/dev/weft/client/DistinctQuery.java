package dev.weft.client;

import dev.weft.Collation;
import org.bson.conversions.Bson;

/**
 * The different values of a field (server manual, "distinct"). Answered whole, by one message of at most 16 MiB.
 *
 * @param <V> what the values become
 */
public interface DistinctQuery<V> extends Query<V, DistinctQuery<V>> {
    /**
     * Sets whose values.
     *
     * @param which a filter over the documents, see {@link dev.weft.query.Filters}
     * @return a new query
     */
    DistinctQuery<V> filter(Bson which);

    /**
     * Sets which index is used, by its keys. Since MongoDB 7.1.
     *
     * @param keys the keys
     * @return a new query
     */
    DistinctQuery<V> hint(Bson keys);

    /**
     * Sets which index is used, by its name. Since MongoDB 7.1.
     *
     * @param indexName the name
     * @return a new query
     */
    DistinctQuery<V> hint(String indexName);

    /**
     * Sets how strings are compared.
     *
     * @param rules the rules of a language
     * @return a new query
     */
    DistinctQuery<V> collation(Collation rules);
}
