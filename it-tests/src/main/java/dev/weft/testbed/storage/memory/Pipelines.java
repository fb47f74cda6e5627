package dev.weft.testbed.storage.memory;

import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Puts stages and expressions that the backend does not know in terms of those that it knows. */
final class Pipelines {
    private Pipelines() {}

    /** The server manual calls these aliases of each other. */
    static BsonArray known(BsonArray pipeline) {
        var result = new BsonArray();
        for (BsonValue stage : pipeline) {
            result.add(stage instanceof BsonDocument document && document.size() == 1 ? known(document) : stage);
        }
        return result;
    }

    private static BsonDocument known(BsonDocument stage) {
        BsonValue value = stage.get(stage.getFirstKey());
        return switch (stage.getFirstKey()) {
            case "$set" -> new BsonDocument("$addFields", value);
            case "$replaceWith" -> new BsonDocument("$replaceRoot", new BsonDocument("newRoot", value));
            case "$facet" -> {
                var facets = new BsonDocument();
                value.asDocument().forEach((name, inner) -> facets.append(name, known(inner.asArray())));
                yield new BsonDocument("$facet", facets);
            }
            default -> stage;
        };
    }

    /** Puts the values of {@code let} where its variables are (server manual, "let"). */
    static BsonValue bound(BsonValue expression, Map<String, BsonValue> variables) {
        if (variables.isEmpty()) {
            return expression;
        }
        if (expression instanceof BsonString text && text.getValue().startsWith("$$")) {
            return variable(text, variables);
        }
        if (expression instanceof BsonDocument document) {
            var result = new BsonDocument();
            document.forEach((name, value) -> result.append(name, bound(value, variables)));
            return result;
        }
        if (expression instanceof BsonArray array) {
            var result = new BsonArray();
            array.forEach(value -> result.add(bound(value, variables)));
            return result;
        }
        return expression;
    }

    private static BsonValue variable(BsonString text, Map<String, BsonValue> variables) {
        String name = text.getValue().substring(2);
        int dot = name.indexOf('.');
        BsonValue value = variables.get(dot < 0 ? name : name.substring(0, dot));
        if (value == null || dot >= 0) {
            return text;
        }
        return new BsonDocument("$literal", value);
    }

    static BsonDocument match(BsonValue filter) {
        return new BsonDocument("$match", filter);
    }

    static BsonDocument limit(int documents) {
        return new BsonDocument("$limit", new BsonInt32(documents));
    }
}
