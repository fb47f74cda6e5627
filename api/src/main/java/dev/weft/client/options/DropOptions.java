package dev.weft.client.options;

/**
 * The form of what drops collections and indexes.
 */
public interface DropOptions extends CallOptions<DropOptions> {}
