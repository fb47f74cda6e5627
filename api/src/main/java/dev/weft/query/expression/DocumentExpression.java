package dev.weft.query.expression;

import org.jspecify.annotations.Nullable;

/** A document. */
public sealed interface DocumentExpression extends Expression permits Nodes.OfDocument {
    /**
     * A field, whatever its name; since MongoDB 5.0 (server manual, {@code $getField}).
     *
     * @param field its name, in which dots and dollar signs have no meaning
     * @return an expression
     */
    default Expression getField(String field) {
        return Nodes.any(
                Nodes.call("$getField", Nodes.named(field).with("input", this).bson()));
    }

    /**
     * The document with a field added or changed; since MongoDB 5.0 (server manual, {@code $setField}).
     *
     * @param field its name, in which dots and dollar signs have no meaning
     * @param value its value
     * @return an expression
     */
    default DocumentExpression setField(String field, @Nullable Object value) {
        return Nodes.document(Nodes.call(
                "$setField",
                Nodes.named(field).with("input", this).with("value", value).bson()));
    }

    /**
     * The document without a field; since MongoDB 5.0 (server manual, {@code $unsetField}).
     *
     * @param field its name, in which dots and dollar signs have no meaning
     * @return an expression
     */
    default DocumentExpression unsetField(String field) {
        return Nodes.document(
                Nodes.call("$unsetField", Nodes.named(field).with("input", this).bson()));
    }

    /**
     * {@return the documents as one; of a field given twice, the last counts (server manual, {@code $mergeObjects})}
     *
     * @param others the documents behind it
     */
    default DocumentExpression mergeObjects(@Nullable Object... others) {
        return Nodes.document(Nodes.call("$mergeObjects", this, others));
    }

    /** {@return its fields as pairs of {@code k} and {@code v} (server manual, {@code $objectToArray})} */
    default ArrayExpression objectToArray() {
        return Nodes.array(Nodes.call("$objectToArray", this));
    }

    /** {@return how many bytes it has; since MongoDB 4.4 (server manual, {@code $bsonSize})} */
    default NumberExpression bsonSize() {
        return Nodes.number(Nodes.call("$bsonSize", this));
    }
}
