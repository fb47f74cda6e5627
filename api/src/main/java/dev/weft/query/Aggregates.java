package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stages of pipelines (server manual, "Aggregation Stages"); {@link Stage#of} makes those that have no method yet. Where a
 * parameter is called expression, it is an {@link dev.weft.query.expression.Expression}, a path such as {@code "$price"}, a
 * document or a value. What they return prints as JSON.
 */
public final class Aggregates extends SearchStages {
    private Aggregates() {}

    /**
     * {@return a stage: only documents that match (server manual, {@code $match})}
     *
     * @param filter what must match, as of {@link Filters}
     */
    public static Bson match(Bson filter) {
        return Stage.of("$match", Given.value("the filter", filter));
    }

    /**
     * {@return a stage: only some fields, or computed ones (server manual, {@code $project})}
     *
     * @param projection the fields, as of {@link Projections}
     */
    public static Bson project(Bson projection) {
        return Stage.of("$project", Given.value("the projection", projection));
    }

    /**
     * {@return a stage: in an order (server manual, {@code $sort})}
     *
     * @param keys the order, as of {@link Sorts}
     */
    public static Bson sort(Bson keys) {
        return Stage.of("$sort", Given.value("the order", keys));
    }

    /**
     * Leaves out the first documents (server manual, {@code $skip}).
     *
     * @param n how many, not negative
     * @return a stage
     * @throws IllegalArgumentException if it is negative
     */
    public static Bson skip(long n) {
        return Stage.of("$skip", Given.notNegative("skip", n));
    }

    /**
     * At most so many documents (server manual, {@code $limit}).
     *
     * @param n how many, positive
     * @return a stage
     * @throws IllegalArgumentException if it is not positive
     */
    public static Bson limit(long n) {
        return Stage.of("$limit", Given.positive("limit", n));
    }

    /**
     * Documents at random (server manual, {@code $sample}).
     *
     * @param n how many, positive
     * @return a stage
     * @throws IllegalArgumentException if it is not positive
     */
    public static Bson sample(int n) {
        return Stage.of("$sample", Fields.one("size", Given.positive("the size of a sample", n)));
    }

    /** {@return a stage: how many documents there are, as the field {@code count} (server manual, {@code $count})} */
    public static Bson count() {
        return count("count");
    }

    /**
     * {@return a stage: how many documents there are (server manual, {@code $count})}
     *
     * @param field the field the number is put into; without dollar sign and dots
     */
    public static Bson count(String field) {
        return Stage.of("$count", Given.value("the field", field));
    }

    /**
     * One document for each value of an expression (server manual, {@code $group}).
     *
     * @param id the expression; null for one group of all
     * @param accumulators what is computed of each group, see {@link Accumulators}
     * @return a stage
     */
    public static Bson group(@Nullable Object id, Bson... accumulators) {
        return group(id, Given.list("the accumulators", accumulators));
    }

    /**
     * One document for each value of an expression (server manual, {@code $group}).
     *
     * @param id the expression; null for one group of all
     * @param accumulators what is computed of each group, see {@link Accumulators}
     * @return a stage
     */
    public static Bson group(@Nullable Object id, List<? extends Bson> accumulators) {
        List<Bson> fields = new ArrayList<>(List.of(Fields.one("_id", id)));
        fields.addAll(Given.list("the accumulators", accumulators));
        return Stage.of("$group", Fields.joined(fields));
    }

    /**
     * One document for each range of an expression's values (server manual, {@code $bucket}).
     *
     * @param expression what is sorted into buckets
     * @param boundaries the least value of each bucket, and the end of the last; two or more of one type, ascending
     * @return a stage
     * @throws IllegalArgumentException if there are less than two
     */
    public static Bson bucket(Object expression, List<?> boundaries) {
        return bucket(expression, boundaries, o -> {});
    }

    /**
     * One document for each range of an expression's values (server manual, {@code $bucket}).
     *
     * @param expression what is sorted into buckets
     * @param boundaries the least value of each bucket, and the end of the last; two or more of one type, ascending
     * @param o what is computed of each, and what becomes of the others
     * @return a stage
     * @throws IllegalArgumentException if there are less than two
     */
    public static Bson bucket(Object expression, List<?> boundaries, Consumer<? super BucketOptions> o) {
        if (Given.list("the boundaries", boundaries).size() < 2) {
            throw new IllegalArgumentException(boundaries + " bound no bucket: give two boundaries or more");
        }
        var form = new BucketOptions();
        o.accept(form);
        return Stage.of(
                "$bucket",
                new Slots()
                        .with("groupBy", expression)
                        .with("boundaries", boundaries)
                        .with(form.slots)
                        .bson());
    }

    /**
     * Documents in buckets that hold about as many each (server manual, {@code $bucketAuto}).
     *
     * @param expression what is sorted into buckets
     * @param buckets how many, positive
     * @return a stage
     * @throws IllegalArgumentException if it is not positive
     */
    public static Bson bucketAuto(Object expression, int buckets) {
        return bucketAuto(expression, buckets, o -> {});
    }

    /**
     * Documents in buckets that hold about as many each (server manual, {@code $bucketAuto}).
     *
     * @param expression what is sorted into buckets
     * @param buckets how many, positive
     * @param o what is computed of each, and how round the boundaries are
     * @return a stage
     * @throws IllegalArgumentException if it is not positive
     */
    public static Bson bucketAuto(Object expression, int buckets, Consumer<? super BucketAutoOptions> o) {
        var form = new BucketAutoOptions();
        o.accept(form);
        return Stage.of(
                "$bucketAuto",
                new Slots()
                        .with("groupBy", expression)
                        .with("buckets", Given.positive("buckets", buckets))
                        .with(form.slots)
                        .bson());
    }

    /**
     * {@return a stage: how many documents there are of each value, the most first (server manual, {@code $sortByCount})}
     *
     * @param expression the value that is counted, such as {@code "$city"}
     */
    public static Bson sortByCount(Object expression) {
        return Stage.of("$sortByCount", expression);
    }

    /**
     * Several pipelines over the same documents, as one document (server manual, {@code $facet}).
     *
     * @param facets at least one, see {@link Facet}
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson facet(Bson... facets) {
        return facet(Given.list("the facets", facets));
    }

    /**
     * Several pipelines over the same documents, as one document (server manual, {@code $facet}).
     *
     * @param facets at least one, see {@link Facet}
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson facet(List<? extends Bson> facets) {
        return Stage.of("$facet", Fields.joined(Given.some("the facets", facets)));
    }

    /**
     * Documents around each, and what is computed of them, in an order; since MongoDB 5.0 (server manual, {@code $setWindowFields}).
     *
     * @param partitionBy the expression whose values make the partitions; null for one of all
     * @param sortBy the order within a partition
     * @param output what is computed, see {@link WindowOutputFields}; at least one
     * @return a stage
     * @throws IllegalArgumentException if nothing is computed
     */
    public static Bson setWindowFields(@Nullable Object partitionBy, Bson sortBy, Bson... output) {
        return windows(
                new Slots().with("partitionBy", partitionBy).with("sortBy", Given.value("the order", sortBy)),
                Given.list("the outputs", output));
    }

    /**
     * Documents around each, and what is computed of them, without an order; since MongoDB 5.0 (server manual, {@code $setWindowFields}).
     *
     * @param partitionBy the expression whose values make the partitions; null for one of all
     * @param output what is computed, see {@link WindowOutputFields}; at least one
     * @return a stage
     * @throws IllegalArgumentException if nothing is computed
     */
    public static Bson setWindowFields(@Nullable Object partitionBy, List<? extends Bson> output) {
        return windows(new Slots().with("partitionBy", partitionBy), output);
    }

    private static Bson windows(Slots slots, List<? extends Bson> output) {
        return Stage.of(
                "$setWindowFields",
                slots.with("output", Fields.joined(Given.some("the outputs", output)))
                        .bson());
    }
}
