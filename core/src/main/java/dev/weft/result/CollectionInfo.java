package dev.weft.result;

import org.bson.BsonDocument;

/**
 * One entry of a database's list of collections.
 *
 * @param name its name
 * @param type {@code collection}, {@code view}, {@code timeseries}, or a word of a newer server
 * @param description all the server said
 */
public record CollectionInfo(String name, String type, BsonDocument description) {}
