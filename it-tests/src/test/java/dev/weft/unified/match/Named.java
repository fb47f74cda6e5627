package dev.weft.unified.match;

import org.bson.BsonDocument;
import org.bson.BsonValue;

/** What operators ask of the entities of a case. */
public interface Named {
    /** The BSON value of this name; an error if there is none. */
    BsonValue value(String name);

    /** The logical session id of the session of this name; an error if there is none. */
    BsonDocument sessionId(String name);
}
