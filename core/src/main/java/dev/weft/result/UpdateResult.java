package dev.weft.result;

import java.util.Optional;
import org.bson.BsonValue;

/**
 * What came of an update or a replacement.
 *
 * @param acknowledged whether the server answered; the counts of an unacknowledged write throw
 *     {@link IllegalStateException}, they are never a misleading 0
 * @param matched how many documents the filter matched
 * @param modified how many of them changed
 * @param upsertedId the id of the document that was inserted because none matched
 */
public record UpdateResult(boolean acknowledged, long matched, long modified, Optional<BsonValue> upsertedId) {
    private static final UpdateResult UNACKNOWLEDGED = new UpdateResult(false, 0, 0, Optional.empty());

    /** {@return the result of a write nobody answered} */
    public static UpdateResult unacknowledged() {
        return UNACKNOWLEDGED;
    }

    /**
     * {@return how many documents the filter matched}
     *
     * @throws IllegalStateException if the write was not acknowledged
     */
    @Override
    public long matched() {
        return Acknowledged.count(acknowledged, matched);
    }

    /**
     * {@return how many of the matched documents changed}
     *
     * @throws IllegalStateException if the write was not acknowledged
     */
    @Override
    public long modified() {
        return Acknowledged.count(acknowledged, modified);
    }
}
