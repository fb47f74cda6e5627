package dev.weft.client.options;

/**
 * The form of {@code updateMany}.
 */
public interface UpdateManyOptions extends WriteOptions<UpdateManyOptions>, ChangeOptions<UpdateManyOptions> {}
