package dev.weft.testbed.storage.memory;

import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** Values as a server writes them in messages and in the bounds of indexes. */
final class ShellText {
    private ShellText() {}

    static String of(BsonValue value) {
        return switch (value.getBsonType()) {
            case DOUBLE -> number(value.asDouble().getValue());
            case STRING -> '"' + value.asString().getValue() + '"';
            case DOCUMENT -> document(value.asDocument());
            case ARRAY ->
                value.asArray().isEmpty()
                        ? "[]"
                        : value.asArray().stream().map(ShellText::of).collect(Collectors.joining(", ", "[ ", " ]"));
            case BINARY -> binary(value.asBinary());
            case UNDEFINED -> "undefined";
            case OBJECT_ID -> "ObjectId('" + value.asObjectId().getValue().toHexString() + "')";
            case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
            case DATE_TIME -> "new Date(" + value.asDateTime().getValue() + ")";
            case NULL -> "null";
            case REGULAR_EXPRESSION -> regex(value.asRegularExpression());
            case INT32 -> String.valueOf(value.asInt32().getValue());
            case INT64 -> String.valueOf(value.asInt64().getValue());
            case TIMESTAMP -> timestamp(value.asTimestamp());
            case DECIMAL128 -> value.asDecimal128().getValue().toString();
            case MIN_KEY -> "MinKey";
            case MAX_KEY -> "MaxKey";
            case END_OF_DOCUMENT, DB_POINTER, SYMBOL, JAVASCRIPT, JAVASCRIPT_WITH_SCOPE -> value.toString();
        };
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.isNaN(value) ? "nan" : "" + value;
    }

    static String document(BsonDocument value) {
        return value.isEmpty()
                ? "{}"
                : value.entrySet().stream()
                        .map(field -> field.getKey() + ": " + of(field.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String binary(BsonBinary value) {
        String hex = HexFormat.of().formatHex(value.getData());
        return value.getType() == 4 && hex.length() == 32
                ? "UUID(\"" + hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5") + "\")"
                : "BinData(" + value.getType() + ", " + hex.toUpperCase(Locale.ROOT) + ")";
    }

    private static String regex(BsonRegularExpression value) {
        return "/" + value.getPattern() + "/" + value.getOptions();
    }

    private static String timestamp(BsonTimestamp value) {
        return "Timestamp(" + value.getTime() + ", " + value.getInc() + ")";
    }
}
