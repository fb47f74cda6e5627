package dev.weft.client.options;

/**
 * The form of {@code deleteOne} and {@code deleteMany} in a {@code bulkWrite}.
 */
public interface BulkDeleteOptions extends MatchOptions<BulkDeleteOptions> {}
