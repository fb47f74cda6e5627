package dev.weft.testbed.storage.memory;

import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The operator {@code $setField} (server manual), by which cases write field names with dots and dollars: as a new root, or as
 * the value of a field. Its input is the document or a field of the top level.
 */
final class SetField {
    private static final String NAME = "$setField";

    private SetField() {}

    static boolean is(BsonValue stage) {
        return stage instanceof BsonDocument document
                && (isCall(newRoot(document))
                        || added(document).values().stream().anyMatch(SetField::isCall));
    }

    static BsonDocument apply(BsonValue stage, BsonDocument document) {
        BsonDocument root = newRoot(stage.asDocument());
        if (isCall(root)) {
            return call(root, document);
        }
        BsonDocument changed = document.clone();
        added(stage.asDocument()).forEach((name, value) -> {
            changed.put(name, isCall(value) ? call(value.asDocument(), document) : literal(value));
        });
        return changed;
    }

    private static BsonDocument newRoot(BsonDocument stage) {
        return stage.get("$replaceRoot") instanceof BsonDocument root
                        && root.get("newRoot") instanceof BsonDocument expression
                ? expression
                : new BsonDocument();
    }

    private static BsonDocument added(BsonDocument stage) {
        return stage.get("$addFields") instanceof BsonDocument fields ? fields : new BsonDocument();
    }

    private static boolean isCall(BsonValue value) {
        return value instanceof BsonDocument document && document.containsKey(NAME);
    }

    private static BsonDocument call(BsonDocument expression, BsonDocument document) {
        BsonDocument arguments = expression.getDocument(NAME);
        BsonDocument changed =
                input(Required.field(arguments, "input"), document).clone();
        changed.put(
                literal(Required.field(arguments, "field")).asString().getValue(),
                literal(Required.field(arguments, "value")));
        return changed;
    }

    private static BsonDocument input(BsonValue input, BsonDocument document) {
        String path = input instanceof BsonString text ? text.getValue() : "$$ROOT";
        return path.startsWith("$$") ? document : document.getDocument(path.substring(1), new BsonDocument());
    }

    private static BsonValue literal(BsonValue value) {
        return value instanceof BsonDocument document && document.containsKey("$literal")
                ? Required.field(document, "$literal")
                : value;
    }
}
