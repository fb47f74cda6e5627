package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Map;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What a collection is asked to be, checked and completed (server manual, "create", "collMod"). */
final class CollectionOptions {
    private static final Map<String, List<String>> WORDS = Map.of(
            "validationLevel",
            List.of("off", "moderate", "strict"),
            "validationAction",
            List.of("error", "warn", "errorAndLog"));

    private static final Map<String, Integer> BUCKET_SECONDS =
            Map.of("seconds", 3600, "minutes", 86_400, "hours", 2_592_000);

    private final Scratch scratch;

    CollectionOptions(Scratch scratch) {
        this.scratch = scratch;
    }

    /** The options of create as listCollections shows them. */
    BsonDocument completed(BsonDocument asked) {
        var complete = new BsonDocument();
        asked.forEach((name, value) -> complete.put(name, checked("create", name, value)));
        if (complete.get("timeseries") instanceof BsonDocument series) {
            complete.put("timeseries", series(series));
        }
        if (complete.get("clusteredIndex") instanceof BsonDocument index) {
            var named = new BsonDocument("v", new BsonInt32(2));
            named.putAll(index);
            named.putIfAbsent("name", new BsonString("_id_"));
            complete.put("clusteredIndex", named);
        }
        if (BsonBoolean.FALSE.equals(complete.get("capped"))) {
            complete.remove("capped");
        }
        return complete;
    }

    BsonValue checked(String command, String name, BsonValue value) {
        if (WORDS.containsKey(name)) {
            if (!(value instanceof BsonString word) || !WORDS.get(name).contains(word.getValue())) {
                throw CommandFailure.badValue(
                        "Enumeration value '" + (value instanceof BsonString word ? word.getValue() : value)
                                + "' for field '" + command + "." + name + "' is not a valid value.");
            }
        } else if (name.equals("validator")) {
            // The backend looks at a filter only when it filters.
            scratch.select(List.of(new BsonDocument("_id", new BsonInt32(0))), value.asDocument());
        } else if (name.equals("changeStreamPreAndPostImages")
                && !Required.field(value.asDocument(), "enabled").isBoolean()) {
            throw CommandFailure.typeMismatch(command + ".changeStreamPreAndPostImages.enabled", "bool");
        }
        return value;
    }

    /** Server manual, "Time Series Collections": how coarse the buckets are, unless said otherwise. */
    private static BsonDocument series(BsonDocument asked) {
        Required.field(asked, "timeField");
        BsonDocument series = asked.clone();
        if (!series.containsKey("bucketMaxSpanSeconds")) {
            series.putIfAbsent("granularity", new BsonString("seconds"));
            series.put(
                    "bucketMaxSpanSeconds",
                    new BsonInt32(BUCKET_SECONDS.getOrDefault(
                            series.getString("granularity").getValue(), 3600)));
        }
        return series;
    }
}
