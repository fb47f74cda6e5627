package dev.weft.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonValue;

/**
 * What came of inserting several documents.
 *
 * @param acknowledged whether the server answered; if not, it is unknown what was written
 * @param insertedIds the ids by the documents' position, from 0 on
 */
public record InsertManyResult(boolean acknowledged, Map<Integer, BsonValue> insertedIds) {
    /** Copies the ids, in order. */
    public InsertManyResult {
        insertedIds = Collections.unmodifiableMap(new LinkedHashMap<>(insertedIds));
    }
}
