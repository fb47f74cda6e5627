package dev.weft.unified.match;

import java.math.BigDecimal;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/** "Flexible Numeric Comparisons": int, long and double are equal when their values are; a Decimal128 equals only its kind. */
final class Scalars {
    private Scalars() {}

    static boolean equal(BsonValue expected, BsonValue actual) {
        return (isFlexible(expected) && isFlexible(actual)) ? compare(expected, actual) == 0 : expected.equals(actual);
    }

    static boolean isFlexible(BsonValue value) {
        return value instanceof BsonInt32 || value instanceof BsonInt64 || value instanceof BsonDouble;
    }

    static int compare(BsonValue one, BsonValue other) {
        if (isFinite(one) && isFinite(other)) {
            return exact(one).compareTo(exact(other));
        }
        return Double.compare(one.asNumber().doubleValue(), other.asNumber().doubleValue());
    }

    private static boolean isFinite(BsonValue value) {
        return Double.isFinite(value.asNumber().doubleValue());
    }

    private static BigDecimal exact(BsonValue value) {
        return value instanceof BsonDouble number
                ? new BigDecimal(number.getValue())
                : BigDecimal.valueOf(value.asNumber().longValue());
    }
}
