package dev.weft.testbed.storage.memory;

import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Some of the keys of an index (server manual, "Explain Results", {@code indexBounds}).
 *
 * @param low where it begins
 * @param withLow whether that belongs to it
 * @param high where it ends
 * @param withHigh whether that belongs to it
 */
record Interval(BsonValue low, boolean withLow, BsonValue high, boolean withHigh) {
    static final Interval ALL = new Interval(new BsonMinKey(), true, new BsonMaxKey(), true);

    /** The keys that can meet one part of a filter; nothing if an index does not help with it. */
    static Optional<List<Interval>> of(Filter part) {
        return switch (part) {
            case Filter.Leaf leaf -> ofLeaf(leaf);
            case Filter.Not not ->
                not.leaf().operator().equals("$eq") && isScalar(not.leaf().value())
                        ? Optional.of(List.of(
                                new Interval(ALL.low, true, not.leaf().value(), false),
                                new Interval(not.leaf().value(), false, ALL.high, true)))
                        : Optional.empty();
            case Filter.All all -> Optional.empty();
            case Filter.Some some -> Optional.empty();
            case Filter.Other other -> Optional.empty();
        };
    }

    private static Optional<List<Interval>> ofLeaf(Filter.Leaf leaf) {
        BsonValue value = leaf.value();
        return switch (leaf.operator()) {
            case "$eq" -> isScalar(value) ? Optional.of(List.of(point(value))) : Optional.empty();
            case "$in" ->
                value instanceof BsonArray array && array.stream().allMatch(Interval::isScalar)
                        ? Optional.of(array.stream().map(Interval::point).toList())
                        : Optional.empty();
            case "$exists" -> value.asBoolean().getValue() ? Optional.of(List.of(ALL)) : Optional.empty();
            case "$gt", "$gte" ->
                kind(value)
                        .map(kind ->
                                List.of(new Interval(value, leaf.operator().equals("$gte"), kind.high, kind.withHigh)));
            case "$lt", "$lte" ->
                kind(value)
                        .map(kind -> List.of(new Interval(
                                kind.low, kind.withLow, value, leaf.operator().equals("$lte"))));
            default -> Optional.empty();
        };
    }

    /** All values of the type of one, which is all that a comparison looks at. */
    private static Optional<Interval> kind(BsonValue value) {
        return switch (value) {
            case BsonNumber number ->
                Optional.of(new Interval(
                        new BsonDouble(Double.NEGATIVE_INFINITY),
                        true,
                        new BsonDouble(Double.POSITIVE_INFINITY),
                        true));
            case BsonString text -> Optional.of(new Interval(new BsonString(""), true, new BsonDocument(), false));
            case BsonDateTime time ->
                Optional.of(
                        new Interval(new BsonDateTime(Long.MIN_VALUE), true, new BsonDateTime(Long.MAX_VALUE), true));
            default -> Optional.empty();
        };
    }

    private static Interval point(BsonValue value) {
        return new Interval(value, true, value, true);
    }

    private static boolean isScalar(BsonValue value) {
        return !value.isArray() && !value.isDocument() && !value.isRegularExpression();
    }

    boolean isPoint() {
        return withLow && withHigh && low.equals(high);
    }

    /** What both have in common, where one is open above and the other below. */
    Optional<Interval> and(Interval other) {
        Optional<Interval> kind = kind(low).filter(of -> kind(high).equals(Optional.of(of)) || of.high.equals(high));
        boolean openAbove = kind.filter(of -> of.high.equals(high)).isPresent();
        boolean openBelow =
                kind(other.high).filter(of -> of.low.equals(other.low)).isPresent();
        if (openAbove && openBelow && kind.equals(kind(other.high))) {
            return Optional.of(new Interval(low, withLow, other.high, other.withHigh));
        }
        return Optional.empty();
    }

    String text(boolean backward) {
        return backward
                ? (withHigh ? "[" : "(") + ShellText.of(high) + ", " + ShellText.of(low) + (withLow ? "]" : ")")
                : (withLow ? "[" : "(") + ShellText.of(low) + ", " + ShellText.of(high) + (withHigh ? "]" : ")");
    }
}
