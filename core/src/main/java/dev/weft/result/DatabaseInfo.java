package dev.weft.result;

/**
 * One entry of a deployment's list of databases.
 *
 * @param name its name
 * @param sizeOnDisk its files' size in bytes
 * @param empty whether it has no data
 */
public record DatabaseInfo(String name, long sizeOnDisk, boolean empty) {}
