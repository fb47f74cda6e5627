package dev.weft.result;

/**
 * What came of a delete.
 *
 * @param acknowledged whether the server answered; the count of an unacknowledged write throws
 *     {@link IllegalStateException}, it is never a misleading 0
 * @param deleted how many documents were deleted
 */
public record DeleteResult(boolean acknowledged, long deleted) {
    private static final DeleteResult UNACKNOWLEDGED = new DeleteResult(false, 0);

    /** {@return the result of a write nobody answered} */
    public static DeleteResult unacknowledged() {
        return UNACKNOWLEDGED;
    }

    /**
     * {@return how many documents were deleted}
     *
     * @throws IllegalStateException if the write was not acknowledged
     */
    @Override
    public long deleted() {
        return Acknowledged.count(acknowledged, deleted);
    }
}
