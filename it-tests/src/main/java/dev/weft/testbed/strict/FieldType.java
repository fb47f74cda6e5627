package dev.weft.testbed.strict;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import org.bson.BsonNumber;
import org.bson.BsonType;
import org.bson.BsonValue;

/** The types that a field of a command may have. */
enum FieldType {
    ANY,
    STRING,
    BOOL,
    OBJECT,
    ARRAY,
    BINARY,
    TIMESTAMP,
    CODE,
    /** Any number. */
    NUMBER,
    /** A number without fraction, of whatever type. */
    INT,
    /** A 64-bit integer and nothing else. */
    LONG,
    /** An array of documents. */
    OBJECTS,
    /** An array of strings. */
    STRINGS,
    /** An array of 64-bit integers. */
    LONGS;

    static Set<FieldType> parse(String words) {
        Set<FieldType> types = EnumSet.noneOf(FieldType.class);
        for (var tokens = new StringTokenizer(words, "|"); tokens.hasMoreTokens(); ) {
            types.add(valueOf(tokens.nextToken().toUpperCase(Locale.ROOT)));
        }
        return Collections.unmodifiableSet(types);
    }

    boolean holds(BsonValue value) {
        return switch (this) {
            case ANY -> true;
            case STRING -> value.isString();
            case BOOL -> value.isBoolean();
            case OBJECT -> value.isDocument();
            case ARRAY -> value.isArray();
            case BINARY -> value.isBinary();
            case TIMESTAMP -> value.isTimestamp();
            case CODE -> value.isJavaScript() || value.isJavaScriptWithScope();
            case NUMBER -> value.isNumber() || value.isDecimal128();
            case INT -> value instanceof BsonNumber number && number.doubleValue() == Math.rint(number.doubleValue());
            case LONG -> value.isInt64();
            case OBJECTS -> elements(value, BsonType.DOCUMENT);
            case STRINGS -> elements(value, BsonType.STRING);
            case LONGS -> elements(value, BsonType.INT64);
        };
    }

    private static boolean elements(BsonValue value, BsonType type) {
        return value.isArray() && value.asArray().stream().allMatch(element -> element.getBsonType() == type);
    }
}
