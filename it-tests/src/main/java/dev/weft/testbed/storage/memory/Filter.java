package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;

/** A filter in the form in which explain shows it ({@code parsedQuery}): one operator a part, the parts in the server's order. */
sealed interface Filter {
    /** The order in which a server puts the parts of a filter. */
    List<String> ORDER = List.of(
            "$or",
            "$elemMatch",
            "$size",
            "$eq",
            "$lte",
            "$lt",
            "$gt",
            "$gte",
            "$regex",
            "$mod",
            "$exists",
            "$in",
            "$not",
            "$nor",
            "$type");

    Comparator<Filter> SERVERS_ORDER = Comparator.<Filter>comparingInt(
                    part -> ORDER.contains(part.operator()) ? ORDER.indexOf(part.operator()) : ORDER.size())
            .thenComparing(Filter::path);

    Set<String> SKIPPED = Set.of("$comment", "$options");

    /** One operator on one path. */
    record Leaf(String path, String operator, BsonValue value) implements Filter {
        @Override
        public BsonDocument document() {
            return new BsonDocument(path, new BsonDocument(operator, value));
        }
    }

    /** The opposite of one operator on one path. */
    record Not(Leaf leaf) implements Filter {
        @Override
        public String path() {
            return leaf.path;
        }

        @Override
        public String operator() {
            return "$not";
        }

        @Override
        public BsonDocument document() {
            return new BsonDocument(leaf.path, new BsonDocument("$not", new BsonDocument(leaf.operator, leaf.value)));
        }
    }

    /** Several parts, all of which must hold. */
    record All(List<Filter> parts) implements Filter {
        @Override
        public String operator() {
            return "$and";
        }

        @Override
        public BsonDocument document() {
            return switch (parts.size()) {
                case 0 -> new BsonDocument();
                case 1 -> parts.getFirst().document();
                default -> new BsonDocument("$and", documents(parts));
            };
        }
    }

    /** Several parts, one of which must hold, or none. */
    record Some(String operator, List<Filter> parts) implements Filter {
        @Override
        public BsonDocument document() {
            return new BsonDocument(operator, documents(parts));
        }
    }

    /** What is only passed on. */
    record Other(String operator, BsonDocument document) implements Filter {}

    /** What the filter is, for a server's order. */
    String operator();

    /** The path it is about, if it is about one. */
    default String path() {
        return "";
    }

    /** As explain shows it. */
    BsonDocument document();

    static All of(BsonDocument filter) {
        List<Filter> parts = new ArrayList<>();
        filter.forEach((name, value) -> {
            if (name.equals("$and")) {
                value.asArray().forEach(each -> parts.addAll(of(each.asDocument()).parts));
            } else if (name.equals("$or") || name.equals("$nor")) {
                parts.add(new Some(
                        name,
                        value.asArray().stream()
                                .map(each -> single(of(each.asDocument())))
                                .sorted(SERVERS_ORDER)
                                .toList()));
            } else if (name.startsWith("$")) {
                if (!SKIPPED.contains(name)) {
                    parts.add(new Other(name, new BsonDocument(name, value)));
                }
            } else {
                parts.addAll(ofPath(name, value));
            }
        });
        parts.sort(SERVERS_ORDER);
        return new All(List.copyOf(parts));
    }

    private static Filter single(All all) {
        return all.parts.size() == 1 ? all.parts.getFirst() : all;
    }

    private static List<Filter> ofPath(String path, BsonValue value) {
        if (!(value instanceof BsonDocument operators)
                || operators.isEmpty()
                || !operators.getFirstKey().startsWith("$")) {
            return List.of(
                    value instanceof BsonRegularExpression regex
                            ? new Leaf(path, "$regex", new BsonString(regex.getPattern()))
                            : new Leaf(path, "$eq", value));
        }
        List<Filter> parts = new ArrayList<>();
        operators.forEach((operator, operand) -> {
            if (!SKIPPED.contains(operator)) {
                parts.add(ofOperator(path, operator, operand));
            }
        });
        return parts;
    }

    private static Filter ofOperator(String path, String operator, BsonValue operand) {
        return switch (operator) {
            case "$ne" -> new Not(new Leaf(path, "$eq", operand));
            case "$nin" -> new Not(new Leaf(path, "$in", operand));
            case "$in" ->
                operand.isArray() && operand.asArray().size() == 1
                        ? new Leaf(path, "$eq", operand.asArray().getFirst())
                        : new Leaf(path, "$in", operand);
            case "$not" ->
                operand instanceof BsonDocument inner && inner.size() == 1
                        ? new Not(new Leaf(path, inner.getFirstKey(), Required.collection(inner)))
                        : new Other("$not", new BsonDocument(path, new BsonDocument("$not", operand)));
            case "$type" -> new Leaf(path, operator, TypeCodes.of(operand));
            default -> new Leaf(path, operator, operand);
        };
    }

    private static BsonArray documents(List<Filter> parts) {
        return new BsonArray(parts.stream().map(Filter::document).toList());
    }
}
