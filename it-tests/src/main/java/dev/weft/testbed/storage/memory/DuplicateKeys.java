package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.bson.Json;
import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Duplicate key errors as a server tells them: with {@code keyPattern} and {@code keyValue} since 4.2 (server manual, "Unique Indexes"). The
 * backend only has a message, which names the index and shows the key; the document that has the key already tells its value.
 */
final class DuplicateKeys {
    private static final int CODE = 11000;
    private static final int UNKNOWN = 8;
    private static final String IN_A_PLAN = "Plan executor error during ";
    private static final Pattern MESSAGE = Pattern.compile("index: (\\S+) dup key: \\{ (.*) }", Pattern.DOTALL);

    private final Backend backend;
    private final Catalog catalog;

    DuplicateKeys(Backend backend, Catalog catalog) {
        this.backend = backend;
        this.catalog = catalog;
    }

    /** The failure of a command about this collection, told in full if it is one of these. */
    CommandFailure told(String database, String collection, String command, CommandFailure failure) {
        CommandFailure outer = failure.retold(message -> IndexNames.outer(message, collection));
        if (failure.code() != CODE) {
            return outer;
        }
        BsonDocument error = outer.reply();
        tell(database, collection, error);
        return told(outer, error, caused(command, error));
    }

    /** The same for an index that cannot be built because of what is there. */
    CommandFailure whileBuilding(String database, String collection, BsonDocument index, CommandFailure failure) {
        CommandFailure outer = failure.retold(message -> IndexNames.outer(message, collection));
        BsonDocument error = outer.reply();
        Matcher parts = MESSAGE.matcher(error.getString("errmsg").getValue());
        if (failure.code() == CODE && parts.find()) {
            tell(database, collection, error, index.getDocument("key"), parts.group(2));
        }
        return told(outer, error, error.getString("errmsg").getValue());
    }

    private static CommandFailure told(CommandFailure failure, BsonDocument error, String message) {
        CommandFailure told = failure.retold(ignored -> message);
        for (String field : List.of("keyPattern", "keyValue")) {
            Optional.ofNullable(error.get(field)).ifPresent(value -> told.with(field, value));
        }
        return told;
    }

    /** The same for the write errors of a reply. */
    BsonDocument told(String database, String collection, String command, BsonDocument reply) {
        for (BsonValue each : reply.getArray("writeErrors", new org.bson.BsonArray())) {
            BsonDocument error = each.asDocument();
            error.put(
                    "errmsg",
                    new BsonString(IndexNames.outer(error.getString("errmsg").getValue(), collection)));
            // What the backend cannot do fails there without a code; a server has one for everything.
            error.putIfAbsent("code", new BsonInt32(UNKNOWN));
            if (error.getNumber("code").intValue() == CODE) {
                tell(database, collection, error);
                error.put("errmsg", new BsonString(caused(command, error)));
            }
        }
        return reply;
    }

    /** The message, begun as a server begins it that was in the midst of a plan. */
    private static String caused(String command, BsonDocument error) {
        String message = error.getString("errmsg").getValue();
        return command.equals("insert") || message.startsWith(IN_A_PLAN)
                ? message
                : IN_A_PLAN + command + " :: caused by :: " + message;
    }

    private void tell(String database, String collection, BsonDocument error) {
        Matcher parts = MESSAGE.matcher(error.getString("errmsg").getValue());
        if (parts.find()) {
            catalog.indexes(database + "." + collection).stream()
                    .filter(index -> index.getString("name").getValue().equals(parts.group(1)))
                    .forEach(index -> tell(database, collection, error, index.getDocument("key"), parts.group(2)));
        }
    }

    private void tell(String database, String collection, BsonDocument error, BsonDocument pattern, String shown) {
        String message = error.getString("errmsg").getValue();
        error.append("keyPattern", pattern);
        value(database, collection, pattern, plain(shown)).ifPresent(value -> {
            error.append("keyValue", value);
            error.put(
                    "errmsg",
                    new BsonString(message.substring(0, message.indexOf(" dup key: ")) + " dup key: "
                            + ShellText.document(value)));
        });
    }

    private Optional<BsonDocument> value(String database, String collection, BsonDocument pattern, String shown) {
        var find = new BsonDocument("find", new BsonString(collection));
        for (BsonDocument document : Scratch.all(backend, database, find)) {
            for (BsonDocument key : keys(document, pattern)) {
                if (plain(shown(key)).equals(shown)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    /** All keys of a document in an index: every combination of what its paths hold. */
    private static List<BsonDocument> keys(BsonDocument document, BsonDocument pattern) {
        List<BsonDocument> keys = List.of(new BsonDocument());
        for (String path : pattern.keySet()) {
            List<BsonDocument> longer = new ArrayList<>();
            for (BsonDocument begun : keys) {
                Paths.keys(document, path)
                        .forEach(value -> longer.add(begun.clone().append(path, value)));
            }
            keys = longer;
        }
        return keys;
    }

    /** As the backend shows a key. */
    private static String shown(BsonDocument key) {
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, ?> field : MemoryValues.toBackend(key).entrySet()) {
            fields.add(field.getKey() + ": " + Json.toJsonValue(field.getValue()));
        }
        return String.join(", ", fields);
    }

    /** Whole numbers are equal with and without a fraction. */
    private static String plain(String shown) {
        return shown.replaceAll("(\\d)\\.0\\b", "$1");
    }
}
