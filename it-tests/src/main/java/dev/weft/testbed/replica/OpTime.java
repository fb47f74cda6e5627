package dev.weft.testbed.replica;

import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonTimestamp;

/**
 * When a write happened (server manual, "replSetGetStatus", "optime").
 *
 * @param term of the election under which it was written
 */
public record OpTime(BsonTimestamp time, long term) {
    public BsonDocument document() {
        return new BsonDocument("ts", time).append("t", new BsonInt64(term));
    }

    boolean reaches(BsonTimestamp other) {
        return time.compareTo(other) >= 0;
    }
}
