package dev.weft.unified.match;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A value as a message shows it. */
final class Shown {
    private static final int LENGTH = 200;

    private Shown() {}

    static String of(@Nullable BsonValue value) {
        if (value == null) {
            return "missing";
        }
        String json = new BsonDocument("v", value).toJson();
        String text = json.substring(json.indexOf(':') + 1, json.length() - 1).strip();
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }

    static String ofAll(List<? extends BsonValue> values) {
        return of(new BsonArray(values));
    }
}
