package dev.weft.query.expression;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An expression of the aggregation language, of a type that is not known: what can be asked of any value. Operands are expressions, paths such as {@code "$price"}, documents, or plain values. Printed, it is JSON. */
public sealed interface Expression
        permits NumberExpression,
                StringExpression,
                BooleanExpression,
                DateExpression,
                ArrayExpression,
                DocumentExpression,
                Nodes.OfAny {
    /**
     * {@return whether it equals another value (server manual, {@code $eq})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default BooleanExpression eq(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$eq", this, other));
    }

    /**
     * {@return whether it does not equal another value (server manual, {@code $ne})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default BooleanExpression ne(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$ne", this, other));
    }

    /**
     * {@return whether it is greater than another value (server manual, {@code $gt})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default BooleanExpression gt(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$gt", this, other));
    }

    /**
     * {@return whether it is greater than or equals another value (server manual, {@code $gte})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default BooleanExpression gte(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$gte", this, other));
    }

    /**
     * {@return whether it is less than another value (server manual, {@code $lt})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default BooleanExpression lt(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$lt", this, other));
    }

    /**
     * {@return whether it is less than or equals another value (server manual, {@code $lte})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default BooleanExpression lte(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$lte", this, other));
    }

    /**
     * {@return -1, 0 or 1, as it is less than, equal to or greater than another value (server manual, {@code $cmp})}
     *
     * @param other what it is compared with; values of different types compare in BSON's order
     */
    default NumberExpression cmp(@Nullable Object other) {
        return Nodes.number(Nodes.all("$cmp", this, other));
    }

    /**
     * {@return whether an array holds it (server manual, {@code $in})}
     *
     * @param array an expression that is an array, or a list
     */
    default BooleanExpression in(@Nullable Object array) {
        return Nodes.bool(Nodes.all("$in", this, array));
    }

    /**
     * {@return it, or if it is null or missing, the first of others that is not (server manual, {@code $ifNull})}
     *
     * @param others what stands for it; the last counts whatever it is
     */
    default Expression ifNull(@Nullable Object... others) {
        return Nodes.any(Nodes.call("$ifNull", this, others));
    }

    /** {@return the name of its type, such as {@code "string"}, or {@code "missing"} (server manual, {@code $type})} */
    default StringExpression type() {
        return Nodes.string(Nodes.call("$type", this));
    }

    /** {@return whether it is a number; since MongoDB 4.4 (server manual, {@code $isNumber})} */
    default BooleanExpression isNumber() {
        return Nodes.bool(Nodes.call("$isNumber", this));
    }

    /** {@return whether it is an array (server manual, {@code $isArray})} */
    default BooleanExpression isArray() {
        return Nodes.bool(Nodes.call("$isArray", this));
    }

    /** {@return it as a boolean (server manual, {@code $toBool})} */
    default BooleanExpression toBool() {
        return Nodes.bool(Nodes.call("$toBool", this));
    }

    /** {@return it as a date (server manual, {@code $toDate})} */
    default DateExpression toDate() {
        return Nodes.date(Nodes.call("$toDate", this));
    }

    /** {@return it as a decimal (server manual, {@code $toDecimal})} */
    default NumberExpression toDecimal() {
        return Nodes.number(Nodes.call("$toDecimal", this));
    }

    /** {@return it as a double (server manual, {@code $toDouble})} */
    default NumberExpression toDouble() {
        return Nodes.number(Nodes.call("$toDouble", this));
    }

    /** {@return it as a 32-bit integer (server manual, {@code $toInt})} */
    default NumberExpression toInt() {
        return Nodes.number(Nodes.call("$toInt", this));
    }

    /** {@return it as a 64-bit integer (server manual, {@code $toLong})} */
    default NumberExpression toLong() {
        return Nodes.number(Nodes.call("$toLong", this));
    }

    /** {@return it as an ObjectId (server manual, {@code $toObjectId})} */
    default Expression toObjectId() {
        return Nodes.any(Nodes.call("$toObjectId", this));
    }

    /** {@return it as text (server manual, {@code $toString})} */
    default StringExpression toText() {
        return Nodes.string(Nodes.call("$toString", this));
    }

    /** {@return text as a UUID; since MongoDB 8.0 (server manual, {@code $toUUID})} */
    default Expression toUuid() {
        return Nodes.any(Nodes.call("$toUUID", this));
    }

    /** {@return text or a vector as an array; since MongoDB 8.3 (server manual, {@code $toArray})} */
    default ArrayExpression toArray() {
        return Nodes.array(Nodes.call("$toArray", this));
    }

    /** {@return text as a document; since MongoDB 8.3 (server manual, {@code $toObject})} */
    default DocumentExpression toObject() {
        return Nodes.document(Nodes.call("$toObject", this));
    }

    /** {@return what a hashed index has for it; since MongoDB 6.0 (server manual, {@code $toHashedIndexKey})} */
    default NumberExpression toHashedIndexKey() {
        return Nodes.number(Nodes.call("$toHashedIndexKey", this));
    }

    /** {@return how many bytes text or binary data has; since MongoDB 4.4 (server manual, {@code $binarySize})} */
    default NumberExpression binarySize() {
        return Nodes.number(Nodes.call("$binarySize", this));
    }

    /** {@return the subtype of binary data; since MongoDB 8.3 (server manual, {@code $subtype})} */
    default NumberExpression subtype() {
        return Nodes.number(Nodes.call("$subtype", this));
    }

    /** {@return the seconds of a timestamp; since MongoDB 5.1 (server manual, {@code $tsSecond})} */
    default NumberExpression tsSecond() {
        return Nodes.number(Nodes.call("$tsSecond", this));
    }

    /** {@return the counter of a timestamp; since MongoDB 5.1 (server manual, {@code $tsIncrement})} */
    default NumberExpression tsIncrement() {
        return Nodes.number(Nodes.call("$tsIncrement", this));
    }

    /**
     * It as another type (server manual, {@code $convert}).
     *
     * @param to the name of the type, such as {@code "int"}
     * @return an expression
     */
    default Expression convert(String to) {
        return Nodes.any(Nodes.call(
                "$convert",
                new Slots()
                        .with("input", this)
                        .with("to", Given.value("the type", to))
                        .bson()));
    }

    /**
     * It as another type (server manual, {@code $convert}).
     *
     * @param to the name of the type, such as {@code "int"}
     * @param o what becomes of what can't be converted
     * @return an expression
     */
    default Expression convert(String to, Consumer<? super ConvertOptions> o) {
        var form = new ConvertOptions();
        o.accept(form);
        return Nodes.any(Nodes.call(
                "$convert",
                new Slots()
                        .with("input", this)
                        .with("to", Given.value("the type", to))
                        .with(form.slots)
                        .bson()));
    }

    /** {@return it with all types that JSON does not have as Extended JSON; since MongoDB 8.3 (server manual, {@code $serializeEJSON})} */
    default Expression serializeEJSON() {
        return Nodes.any(
                Nodes.call("$serializeEJSON", new Slots().with("input", this).bson()));
    }

    /** {@return it with all Extended JSON as types; since MongoDB 8.3 (server manual, {@code $deserializeEJSON})} */
    default Expression deserializeEJSON() {
        return Nodes.any(
                Nodes.call("$deserializeEJSON", new Slots().with("input", this).bson()));
    }

    /**
     * The hash of text or binary data, as binary data; since MongoDB 8.3 (server manual, {@code $hash}).
     *
     * @param algorithm {@code "sha256"}, {@code "md5"} or {@code "xxh64"}
     * @return an expression
     */
    default Expression hash(String algorithm) {
        return Nodes.any(Nodes.call(
                "$hash",
                new Slots()
                        .with("input", this)
                        .with("algorithm", Given.value("the algorithm", algorithm))
                        .bson()));
    }

    /**
     * The hash of text or binary data, as hexadecimal text; since MongoDB 8.3 (server manual, {@code $hexHash}).
     *
     * @param algorithm {@code "sha256"}, {@code "md5"} or {@code "xxh64"}
     * @return an expression
     */
    default StringExpression hexHash(String algorithm) {
        return Nodes.string(Nodes.call(
                "$hexHash",
                new Slots()
                        .with("input", this)
                        .with("algorithm", Given.value("the algorithm", algorithm))
                        .bson()));
    }

    /** {@return the same expression, taken as a number: nothing is converted or checked} */
    default NumberExpression asNumber() {
        return Nodes.number(Nodes.content(this));
    }

    /** {@return the same expression, taken as a text: nothing is converted or checked} */
    default StringExpression asString() {
        return Nodes.string(Nodes.content(this));
    }

    /** {@return the same expression, taken as a boolean: nothing is converted or checked} */
    default BooleanExpression asBoolean() {
        return Nodes.bool(Nodes.content(this));
    }

    /** {@return the same expression, taken as a date: nothing is converted or checked} */
    default DateExpression asDate() {
        return Nodes.date(Nodes.content(this));
    }

    /** {@return the same expression, taken as an array: nothing is converted or checked} */
    default ArrayExpression asArray() {
        return Nodes.array(Nodes.content(this));
    }

    /** {@return the same expression, taken as a document: nothing is converted or checked} */
    default DocumentExpression asDocument() {
        return Nodes.document(Nodes.content(this));
    }
}
