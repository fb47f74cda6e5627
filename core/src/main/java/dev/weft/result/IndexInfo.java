package dev.weft.result;

import org.bson.BsonDocument;

/**
 * One entry of a collection's list of indexes.
 *
 * @param name its name
 * @param keys its fields in order, each 1, -1 or the word of a kind of index
 * @param description all the server said
 */
public record IndexInfo(String name, BsonDocument keys, BsonDocument description) {}
