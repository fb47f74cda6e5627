package dev.weft.testbed.storage.memory;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Collations that ignore case (server manual, "Collation": strength 1 and 2), for strings that a filter compares for
 * equality. The backend compares bytes; it accepts the option and does nothing.
 */
final class Collations {
    private static final int CASE_COUNTS = 3;

    private Collations() {}

    /** The command or statement with a filter, in this field, that ignores case if its collation does. */
    static BsonDocument applied(BsonDocument command, String field) {
        if (!ignoresCase(command) || !(command.get(field) instanceof BsonDocument filter)) {
            return command;
        }
        BsonDocument changed = command.clone();
        changed.put(field, loose(filter));
        return changed;
    }

    /** A pipeline whose first filter ignores case if the command's collation does. */
    static BsonArray applied(BsonDocument command, BsonArray pipeline) {
        if (!ignoresCase(command)
                || pipeline.isEmpty()
                || !(pipeline.getFirst() instanceof BsonDocument first)
                || !(first.get("$match") instanceof BsonDocument filter)) {
            return pipeline;
        }
        var changed = new BsonArray();
        changed.add(Pipelines.match(loose(filter)));
        changed.addAll(pipeline.subList(1, pipeline.size()));
        return changed;
    }

    /** The values of distinct: of those that are equal to the collation, only the first. */
    static BsonArray distinct(BsonDocument command, BsonArray values) {
        if (!ignoresCase(command)) {
            return values;
        }
        Set<Object> seen = new HashSet<>();
        var kept = new BsonArray();
        for (BsonValue value : values) {
            Object key = value instanceof BsonString text ? text.getValue().toLowerCase(Locale.ROOT) : value;
            if (seen.add(key)) {
                kept.add(value);
            }
        }
        return kept;
    }

    private static boolean ignoresCase(BsonDocument command) {
        return Optional.ofNullable(command.get("collation"))
                .filter(BsonValue::isDocument)
                .map(collation -> collation.asDocument().get("strength"))
                .filter(strength -> strength instanceof BsonNumber number && number.intValue() < CASE_COUNTS)
                .isPresent();
    }

    private static BsonDocument loose(BsonDocument filter) {
        var result = new BsonDocument();
        filter.forEach((name, value) -> {
            boolean compared = value instanceof BsonString && !name.startsWith("$");
            result.append(
                    name,
                    compared
                            ? new BsonRegularExpression(
                                    "^" + Pattern.quote(value.asString().getValue()) + "$", "i")
                            : value);
        });
        return result;
    }
}
