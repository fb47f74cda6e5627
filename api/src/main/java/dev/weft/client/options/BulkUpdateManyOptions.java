package dev.weft.client.options;

/**
 * The form of {@code updateMany} in a {@code bulkWrite}.
 */
public interface BulkUpdateManyOptions extends ChangeOptions<BulkUpdateManyOptions> {}
