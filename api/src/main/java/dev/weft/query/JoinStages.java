package dev.weft.query;

import dev.weft.Namespace;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Stages that read or write other collections. Users call these as methods of {@link Aggregates}, which would be too long a file. */
class JoinStages extends ShapeStages {
    JoinStages() {}

    /**
     * Adds the documents of another collection that have the same value (server manual, {@code $lookup}).
     *
     * @param from the other collection
     * @param localField the field here
     * @param foreignField the field there
     * @param as the array they are put into
     * @return a stage
     */
    public static Bson lookup(String from, String localField, String foreignField, String as) {
        return lookup(from, as, o -> o.on(localField, foreignField));
    }

    /**
     * Adds what a pipeline makes of the documents of another collection (server manual, {@code $lookup}).
     *
     * @param from the other collection
     * @param as the array they are put into
     * @param o the fields that are compared, variables, and the pipeline
     * @return a stage
     */
    public static Bson lookup(String from, String as, Consumer<? super LookupOptions> o) {
        return lookup(new Slots().with("from", Given.value("the collection", from)), as, o);
    }

    /**
     * Adds what a pipeline makes of documents that it begins with; since MongoDB 6.0 (server manual, {@code $lookup}).
     *
     * @param as the array they are put into
     * @param o variables, and the pipeline; its first stage is {@link #documents}
     * @return a stage
     */
    public static Bson lookup(String as, Consumer<? super LookupOptions> o) {
        return lookup(new Slots(), as, o);
    }

    private static Bson lookup(Slots from, String as, Consumer<? super LookupOptions> o) {
        var form = new LookupOptions();
        o.accept(form);
        return Stage.of(
                "$lookup",
                from.with(form.slots).with("as", Given.value("the array", as)).bson());
    }

    /**
     * Adds the documents of a collection that can be reached step by step (server manual, {@code $graphLookup}).
     *
     * @param from the collection
     * @param startWith the expression whose values are looked for first
     * @param connectFromField the field whose values are looked for next
     * @param connectToField the field in which they are looked for
     * @param as the array they are put into
     * @return a stage
     */
    public static Bson graphLookup(
            String from, Object startWith, String connectFromField, String connectToField, String as) {
        return graphLookup(from, as, o -> o.startWith(startWith).connect(connectFromField, connectToField));
    }

    /**
     * Adds the documents of a collection that can be reached step by step (server manual, {@code $graphLookup}).
     *
     * @param from the collection
     * @param as the array they are put into
     * @param o where to start, how to go on, and how far
     * @return a stage
     * @throws IllegalArgumentException if it is not said where to start and how to go on
     */
    public static Bson graphLookup(String from, String as, Consumer<? super GraphLookupOptions> o) {
        var form = new GraphLookupOptions();
        o.accept(form);
        if (!form.slots.has("startWith") || !form.slots.has("connectToField")) {
            throw new IllegalArgumentException(
                    "a search along a graph needs to know where to start and how to go on: call startWith and connect");
        }
        return Stage.of(
                "$graphLookup",
                new Slots()
                        .with("from", Given.value("the collection", from))
                        .with(form.slots)
                        .with("as", Given.value("the array", as))
                        .bson());
    }

    /**
     * Appends the documents of another collection; since MongoDB 4.4 (server manual, {@code $unionWith}).
     *
     * @param collection the other collection
     * @param pipeline what is done to them first
     * @return a stage
     */
    public static Bson unionWith(String collection, Bson... pipeline) {
        return unionWith(collection, Given.list("the stages", pipeline));
    }

    /**
     * Appends the documents of another collection; since MongoDB 4.4 (server manual, {@code $unionWith}).
     *
     * @param collection the other collection
     * @param pipeline what is done to them first
     * @return a stage
     */
    public static Bson unionWith(String collection, List<? extends Bson> pipeline) {
        return Stage.of(
                "$unionWith",
                new Slots()
                        .with("coll", Given.value("the collection", collection))
                        .with("pipeline", Given.list("the stages", pipeline))
                        .bson());
    }

    /**
     * Documents given here; the first stage of a database's pipeline, of a lookup's or of a union's; since MongoDB 5.1 (server
     * manual, {@code $documents}).
     *
     * @param documents the documents, or expressions of some
     * @return a stage
     */
    public static Bson documents(List<?> documents) {
        return Stage.of("$documents", Given.list("the documents", documents));
    }

    /**
     * {@return a stage: replaces a collection by the result; the last stage (server manual, {@code $out})}
     *
     * @param collection the collection, in the same database
     */
    public static Bson out(String collection) {
        return Stage.of("$out", Given.value("the collection", collection));
    }

    /**
     * {@return a stage: replaces a collection of any database by the result; the last stage; since MongoDB 4.4 (server manual, {@code $out})}
     *
     * @param to the database and the collection
     */
    public static Bson out(Namespace to) {
        return out(to, o -> {});
    }

    /**
     * Replaces a collection by the result; the last stage (server manual, {@code $out}).
     *
     * @param to database and collection
     * @param o what kind of collection it becomes
     * @return a stage
     */
    public static Bson out(Namespace to, Consumer<? super OutOptions> o) {
        var form = new OutOptions();
        o.accept(form);
        return Stage.of(
                "$out",
                new Slots()
                        .with("db", to.database())
                        .with("coll", to.collection())
                        .with(form.slots)
                        .bson());
    }

    /**
     * {@return a stage: writes the result into a collection; the last stage; since MongoDB 4.2 (server manual, {@code $merge})}
     *
     * @param into the collection, in the same database; the documents meet by {@code _id} and, if it is sharded, its shard key
     */
    public static Bson merge(String into) {
        return merge(into, o -> {});
    }

    /**
     * Writes the result into a collection; the last stage; since MongoDB 4.2 (server manual, {@code $merge}).
     *
     * @param into the collection
     * @param o what becomes of documents that are there already, and of new ones
     * @return a stage
     */
    public static Bson merge(String into, Consumer<? super MergeOptions> o) {
        return mergeInto(Given.value("the collection", into), o);
    }

    /**
     * {@return a stage: writes the result into a collection of any database; the last stage; since MongoDB 4.2 (server manual, {@code $merge})}
     *
     * @param into the database and the collection; the documents meet by {@code _id} and, if it is sharded, its shard key
     */
    public static Bson merge(Namespace into) {
        return merge(into, o -> {});
    }

    /**
     * Writes the result into a collection of any database; the last stage; since MongoDB 4.2 (server manual, {@code $merge}).
     *
     * @param into database and collection
     * @param o what becomes of documents that are there already, and of new ones
     * @return a stage
     */
    public static Bson merge(Namespace into, Consumer<? super MergeOptions> o) {
        return mergeInto(
                new Slots()
                        .with("db", into.database())
                        .with("coll", into.collection())
                        .bson(),
                o);
    }

    private static Bson mergeInto(Object into, Consumer<? super MergeOptions> o) {
        var form = new MergeOptions();
        o.accept(form);
        return Stage.of(
                "$merge", new Slots().with("into", into).with(form.slots).bson());
    }
}
