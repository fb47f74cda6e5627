package dev.weft.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonValue;

/**
 * What came of several writes sent together. Positions count the writes from 0 on.
 *
 * <p>What no server has told is 0 or not there. That matters for the result beside a failure
 * ({@link dev.weft.error.BulkWriteFailedException#partial()}): the writes of a message that was not answered count for nothing in it, though
 * they may have been made. Where the bulk write specification leaves the partial result out, or a field of it unset, because no write is known
 * to have succeeded, all counts are 0 and all maps empty here: 0 then means that nothing is known, not that nothing was written.
 *
 * @param acknowledged whether the server answered; counts of unacknowledged writes throw {@link IllegalStateException}
 * @param inserted how many documents were inserted
 * @param matched how many documents the filters of updates matched
 * @param modified how many of them changed
 * @param deleted how many documents were deleted
 * @param upserted how many documents were inserted because none matched
 * @param insertedIds the ids of inserted documents, by position; from a client's {@code bulkWrite} with verbose results only
 * @param upsertedIds the ids of upserted documents, by position; from a client's {@code bulkWrite} with verbose results only
 * @param updates the results of single updates, by position; with verbose results only
 * @param deletes the results of single deletes, by position; with verbose results only
 */
public record BulkWriteResult(
        boolean acknowledged,
        long inserted,
        long matched,
        long modified,
        long deleted,
        long upserted,
        Map<Integer, BsonValue> insertedIds,
        Map<Integer, BsonValue> upsertedIds,
        Map<Integer, UpdateResult> updates,
        Map<Integer, DeleteResult> deletes) {
    /** Copies the maps; in the copies the positions ascend. */
    public BulkWriteResult {
        insertedIds = ascending(insertedIds);
        upsertedIds = ascending(upsertedIds);
        updates = ascending(updates);
        deletes = ascending(deletes);
    }

    private static <V> Map<Integer, V> ascending(Map<Integer, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /**
     * {@return how many documents were inserted}
     *
     * @throws IllegalStateException if the writes were not acknowledged
     */
    @Override
    public long inserted() {
        return Acknowledged.count(acknowledged, inserted);
    }

    /**
     * {@return how many documents the filters of updates matched}
     *
     * @throws IllegalStateException if the writes were not acknowledged
     */
    @Override
    public long matched() {
        return Acknowledged.count(acknowledged, matched);
    }

    /**
     * {@return how many of the matched documents changed}
     *
     * @throws IllegalStateException if the writes were not acknowledged
     */
    @Override
    public long modified() {
        return Acknowledged.count(acknowledged, modified);
    }

    /**
     * {@return how many documents were deleted}
     *
     * @throws IllegalStateException if the writes were not acknowledged
     */
    @Override
    public long deleted() {
        return Acknowledged.count(acknowledged, deleted);
    }

    /**
     * {@return how many documents were inserted because none matched}
     *
     * @throws IllegalStateException if the writes were not acknowledged
     */
    @Override
    public long upserted() {
        return Acknowledged.count(acknowledged, upserted);
    }
}
