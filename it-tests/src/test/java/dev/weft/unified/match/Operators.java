package dev.weft.unified.match;

import dev.weft.unified.file.Fields;
import dev.weft.unified.file.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/** The operators that begin with two dollars ("Special Operators for Matching Assertions"). */
final class Operators {
    private final Matcher matcher;
    private final Named entities;

    Operators(Matcher matcher, Named entities) {
        this.matcher = matcher;
        this.entities = entities;
    }

    static boolean isOperator(BsonValue expected) {
        return expected.isDocument()
                && expected.asDocument().size() == 1
                && expected.asDocument().getFirstKey().startsWith("$$");
    }

    void apply(String path, BsonDocument operator, @Nullable BsonValue actual, boolean root) {
        String name = operator.getFirstKey();
        BsonValue operand = operator.get(name);
        switch (name) {
            case "$$exists" -> exists(path, operand, actual);
            case "$$type" -> type(path, operand, actual);
            case "$$matchesEntity" ->
                matcher.match(path, entities.value(Fields.textOf(path + "." + name, operand)), actual, root);
            case "$$matchesHexBytes" -> hexBytes(path, Fields.textOf(path + "." + name, operand), actual);
            case "$$unsetOrMatches" -> {
                if (actual != null) {
                    matcher.match(path, operand, actual, root);
                }
            }
            case "$$sessionLsid" ->
                matcher.match(path, entities.sessionId(Fields.textOf(path + "." + name, operand)), actual, false);
            case "$$lte" -> lessOrEqual(path, operand, actual);
            case "$$matchAsDocument" -> matcher.match(path, operand, parsed(path, actual), false);
            case "$$matchAsRoot" -> matcher.match(path, operand, document(path, actual), true);
            default -> throw new MalformedFileException(path, name + " is no operator");
        }
    }

    private static void exists(String path, BsonValue operand, @Nullable BsonValue actual) {
        if (!operand.isBoolean()) {
            throw new MalformedFileException(path, "$$exists takes true or false");
        }
        if (operand.asBoolean().getValue() && actual == null) {
            throw new Mismatch(path, "is missing");
        }
        if (!operand.asBoolean().getValue() && actual != null) {
            throw new Mismatch(path, "is " + Shown.of(actual) + ", expected to be absent");
        }
    }

    private static void type(String path, BsonValue operand, @Nullable BsonValue actual) {
        Stream<BsonValue> names = operand.isArray() ? operand.asArray().stream() : Stream.of(operand);
        List<String> types =
                names.map(name -> Fields.textOf(path + ".$$type", name)).toList();
        for (String each : types) {
            if (!TypeNames.known(each)) {
                throw new MalformedFileException(path, each + " is no type");
            }
        }
        if (actual == null) {
            throw new Mismatch(path, "is missing, expected a value of " + types);
        }
        if (types.stream().noneMatch(each -> TypeNames.matches(each, actual.getBsonType()))) {
            throw new Mismatch(path, "is " + Shown.of(actual) + ", expected a value of " + types);
        }
    }

    private static void hexBytes(String path, String hex, @Nullable BsonValue actual) {
        byte[] expected;
        try {
            expected = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException notHex) {
            throw new MalformedFileException(path, hex + " are no bytes in hexadecimal");
        }
        byte[] given = bytes(path, actual);
        if (!Arrays.equals(expected, given)) {
            throw new Mismatch(path, "is " + HexFormat.of().formatHex(given) + ", expected " + hex);
        }
    }

    /** Bytes as such, or a string of them, where each character is one. */
    private static byte[] bytes(String path, @Nullable BsonValue actual) {
        if (actual instanceof BsonBinary binary) {
            return binary.getData();
        }
        if (actual instanceof BsonString string) {
            return string.getValue().getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new Mismatch(path, "is " + Shown.of(actual) + ", expected bytes");
    }

    private static void lessOrEqual(String path, BsonValue operand, @Nullable BsonValue actual) {
        if (!Scalars.isFlexible(operand)) {
            throw new MalformedFileException(path, "$$lte takes a number");
        }
        if (actual == null || !Scalars.isFlexible(actual) || Scalars.compare(actual, operand) > 0) {
            throw new Mismatch(path, "is " + Shown.of(actual) + ", expected at most " + Shown.of(operand));
        }
    }

    private static BsonDocument parsed(String path, @Nullable BsonValue actual) {
        if (actual == null || !actual.isString()) {
            throw new Mismatch(path, "is " + Shown.of(actual) + ", expected the text of a document");
        }
        try {
            return BsonDocument.parse(actual.asString().getValue());
        } catch (JsonParseException | org.bson.BsonInvalidOperationException noDocument) {
            throw new Mismatch(path, "is no document in Extended JSON: " + noDocument.getMessage());
        }
    }

    private static BsonDocument document(String path, @Nullable BsonValue actual) {
        if (actual == null || !actual.isDocument()) {
            throw new Mismatch(path, "is " + Shown.of(actual) + ", expected a document");
        }
        return actual.asDocument();
    }
}
