package dev.weft.client.options;

/**
 * The form of {@code updateSearchIndex}.
 */
public interface UpdateSearchIndexOptions extends CallOptions<UpdateSearchIndexOptions> {}
