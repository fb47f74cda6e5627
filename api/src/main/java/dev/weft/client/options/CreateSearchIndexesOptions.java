package dev.weft.client.options;

/**
 * The form of {@code createSearchIndexes}.
 */
public interface CreateSearchIndexesOptions extends CallOptions<CreateSearchIndexesOptions> {}
