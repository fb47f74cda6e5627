package dev.weft.query;

import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stages of pipelines. */
public final class Aggregates {
    private Aggregates() {}

    /** {@return a stage: only documents that match} */
    public static Bson match(Bson filter) {
        return Fields.one("$match", filter);
    }

    /**
     * Only some fields.
     *
     * @param projection which
     * @return a stage
     */
    public static Bson project(Bson projection) {
        return Fields.one("$project", projection);
    }

    /**
     * In an order.
     *
     * @param keys the order
     * @return a stage
     */
    public static Bson sort(Bson keys) {
        return Fields.one("$sort", keys);
    }

    /** {@return a stage: leaves out the first documents} */
    public static Bson skip(long n) {
        return Fields.one("$skip", n);
    }

    /** {@return a stage: at most so many documents} */
    public static Bson limit(long n) {
        return Fields.one("$limit", n);
    }

    /** {@return a stage: documents at random} */
    public static Bson sample(int n) {
        return Fields.one("$sample", Fields.one("size", n));
    }

    /** {@return a stage: how many documents there are} */
    public static Bson count(String field) {
        return Fields.one("$count", field);
    }

    /**
     * One document for each value of an expression.
     *
     * @param id the expression; null for one group of all
     * @param accumulators what is computed of each group, see {@link Accumulators}
     * @return a stage
     */
    public static Bson group(@Nullable Object id, Bson... accumulators) {
        List<Bson> fields = new ArrayList<>(List.of(Fields.one("_id", id)));
        fields.addAll(List.of(accumulators));
        return Fields.one("$group", new Fields.Joined(fields));
    }

    /**
     * One document for each element of an array.
     *
     * @param path the array, beginning with a dollar sign
     * @return a stage
     */
    public static Bson unwind(String path) {
        return Fields.one("$unwind", path);
    }

    /** {@return a stage: adds or changes fields} */
    public static Bson set(Bson fields) {
        return Fields.one("$set", fields);
    }

    /** {@return a stage: adds or changes fields} */
    public static Bson addFields(Bson fields) {
        return Fields.one("$addFields", fields);
    }

    /** {@return a stage: removes fields} */
    public static Bson unset(String... fields) {
        return Fields.one("$unset", List.of(fields));
    }

    /** {@return a stage: another document in place of each} */
    public static Bson replaceWith(Object expression) {
        return Fields.one("$replaceWith", expression);
    }

    /** {@return a stage: how many documents there are of each value, the most first} */
    public static Bson sortByCount(Object expression) {
        return Fields.one("$sortByCount", expression);
    }

    /**
     * Adds the documents of another collection that have the same value.
     *
     * @param from the other collection
     * @param localField the field here
     * @param foreignField the field there
     * @param as the array they are put into
     * @return a stage
     */
    public static Bson lookup(String from, String localField, String foreignField, String as) {
        return Fields.one(
                "$lookup",
                new Fields.Joined(List.of(
                        Fields.one("from", from),
                        Fields.one("localField", localField),
                        Fields.one("foreignField", foreignField),
                        Fields.one("as", as))));
    }

    /**
     * Appends the documents of another collection.
     *
     * @param collection the other collection
     * @param pipeline what is done to them first
     * @return a stage
     */
    public static Bson unionWith(String collection, Bson... pipeline) {
        return Fields.one(
                "$unionWith",
                new Fields.Joined(List.of(Fields.one("coll", collection), Fields.one("pipeline", List.of(pipeline)))));
    }

    /**
     * Documents given here; the first stage, of a database's pipeline.
     *
     * @param documents the documents
     * @return a stage
     */
    public static Bson documents(List<? extends Bson> documents) {
        return Fields.one("$documents", List.copyOf(documents));
    }

    /**
     * Replaces a collection by the result; the last stage.
     *
     * @param collection the collection
     * @return a stage
     */
    public static Bson out(String collection) {
        return Fields.one("$out", collection);
    }

    /**
     * Writes the result into a collection; the last stage.
     *
     * @param collection the collection
     * @return a stage
     */
    public static Bson merge(String collection) {
        return Fields.one("$merge", Fields.one("into", collection));
    }
}
