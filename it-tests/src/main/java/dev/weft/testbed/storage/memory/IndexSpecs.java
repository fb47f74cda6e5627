package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What an index is asked to be, checked and completed (server manual, "createIndexes"). */
final class IndexSpecs {
    private static final Set<String> KINDS = Set.of("2d", "2dsphere", "hashed", "text");
    /** What makes two indexes on one key different ones. */
    private static final List<String> SIGNATURE =
            List.of("key", "collation", "partialFilterExpression", "unique", "sparse", "weights");

    private static final List<String> OTHER = List.of("expireAfterSeconds", "hidden", "prepareUnique", "storageEngine");

    private IndexSpecs() {}

    static BsonDocument completed(BsonValue asked) {
        if (!(asked instanceof BsonDocument specification)
                || !specification.isDocument("key")
                || !specification.isString("name")) {
            throw new CommandFailure(
                    9, "The 'key' and 'name' fields are required properties of an index specification");
        }
        checkKey(specification.getDocument("key"));
        var complete = new BsonDocument("v", new BsonInt32(2));
        complete.putAll(specification);
        if (isText(specification.getDocument("key"))) {
            text(complete, specification);
        }
        if (specification.getDocument("key").containsValue(new BsonString("2dsphere"))) {
            complete.putIfAbsent("2dsphereIndexVersion", new BsonInt32(3));
        }
        complete.entrySet().removeIf(option -> option.getValue().equals(org.bson.BsonBoolean.FALSE));
        return complete;
    }

    private static void checkKey(BsonDocument key) {
        if (key.isEmpty()) {
            throw new CommandFailure(67, "Index keys cannot be an empty object");
        }
        key.forEach((path, kind) -> {
            if (kind instanceof BsonNumber number && number.doubleValue() == 0) {
                throw new CommandFailure(67, "Values in the index key pattern cannot be 0.");
            }
            if (kind instanceof BsonString name && !KINDS.contains(name.getValue())) {
                throw new CommandFailure(67, "Unknown index plugin '" + name.getValue() + "'");
            }
            if (!kind.isNumber() && !kind.isString()) {
                throw new CommandFailure(67, "Values in v:2 index key pattern cannot be of type " + kind.getBsonType());
            }
        });
    }

    private static boolean isText(BsonDocument key) {
        return key.containsValue(new BsonString("text"));
    }

    /** Server manual, "Text Indexes": what is kept of one. */
    private static void text(BsonDocument complete, BsonDocument specification) {
        var key = new BsonDocument();
        var weights = new BsonDocument();
        specification.getDocument("key").forEach((path, kind) -> {
            if (kind.equals(new BsonString("text"))) {
                key.putIfAbsent("_fts", kind);
                key.putIfAbsent("_ftsx", new BsonInt32(1));
                weights.append(path, new BsonInt32(1));
            } else {
                key.append(path, kind);
            }
        });
        weights.putAll(specification.getDocument("weights", new BsonDocument()));
        complete.put("key", key);
        complete.put("weights", weights);
        complete.putIfAbsent("default_language", new BsonString("english"));
        complete.putIfAbsent("language_override", new BsonString("language"));
        complete.putIfAbsent("textIndexVersion", new BsonInt32(3));
    }

    /**
     * Whether an index that is there is the one that is asked for.
     *
     * @throws CommandFailure if it is another, but too like it
     */
    static boolean isThere(BsonDocument asked, BsonDocument there) {
        boolean name = equal(asked.get("name"), there.get("name"));
        boolean signature = SIGNATURE.stream().allMatch(field -> equal(asked.get(field), there.get(field)));
        boolean rest = OTHER.stream().allMatch(field -> equal(asked.get(field), there.get(field)));
        if (name && !signature) {
            throw new CommandFailure(
                    86,
                    "IndexKeySpecsConflict",
                    "An existing index has the same name as the requested index. When index names are not specified, they are"
                            + " auto generated and can cause conflicts. Please refer to our documentation. Requested index: "
                            + ShellText.document(asked) + ", existing index: " + ShellText.document(there));
        }
        if (signature && !name) {
            throw new CommandFailure(
                    85,
                    "IndexOptionsConflict",
                    "Index already exists with a different name: "
                            + there.getString("name").getValue());
        }
        if (signature && !rest) {
            throw new CommandFailure(
                    85,
                    "IndexOptionsConflict",
                    "An equivalent index already exists with the same name but different options. Requested index: "
                            + ShellText.document(asked) + ", existing index: " + ShellText.document(there));
        }
        return signature;
    }

    /** Numbers of any type are equal; the order of fields counts. */
    static boolean equal(@Nullable BsonValue one, @Nullable BsonValue other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return plain(one).equals(plain(other))
                && (!one.isDocument()
                        || List.copyOf(one.asDocument().keySet())
                                .equals(List.copyOf(other.asDocument().keySet())));
    }

    private static BsonValue plain(BsonValue value) {
        return switch (value) {
            case BsonNumber number -> new BsonDouble(number.doubleValue());
            case BsonDocument document -> {
                var plain = new BsonDocument();
                document.forEach((name, inner) -> plain.append(name, plain(inner)));
                yield plain;
            }
            case BsonArray array ->
                new BsonArray(array.stream().map(IndexSpecs::plain).toList());
            default -> value;
        };
    }
}
