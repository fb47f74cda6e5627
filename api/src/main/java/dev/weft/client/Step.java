package dev.weft.client;

/**
 * Work on one of many keys.
 *
 * @param <K> the key
 * @param <R> the result
 */
@FunctionalInterface
public interface Step<K, R> {
    /**
     * Does the work.
     *
     * @param key the key
     * @return the result
     * @throws Exception whatever goes wrong
     */
    R apply(K key) throws Exception;
}
