package dev.weft.result;

import org.bson.BsonDocument;

/**
 * One entry of a collection's list of search indexes (server manual, "$listSearchIndexes").
 *
 * @param name its name
 * @param type {@code search}, {@code vectorSearch}, or a word of a newer server
 * @param queryable whether it can be searched yet
 * @param description all the server said
 */
public record SearchIndexInfo(String name, String type, boolean queryable, BsonDocument description) {}
