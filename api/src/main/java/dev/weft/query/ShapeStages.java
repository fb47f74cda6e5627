package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Stages that change each document, or make several of one. Users call these as methods of {@link Aggregates}, which would be too long a file. */
class ShapeStages {
    ShapeStages() {}

    /**
     * One document for each element of an array (server manual, {@code $unwind}).
     *
     * @param path the array, beginning with a dollar sign
     * @return a stage
     * @throws IllegalArgumentException if there is no dollar sign
     */
    public static Bson unwind(String path) {
        return Stage.of("$unwind", Given.path("the path", path));
    }

    /**
     * One document for each element of an array (server manual, {@code $unwind}).
     *
     * @param path the array, beginning with a dollar sign
     * @param o what becomes of empty arrays and of the places
     * @return a stage
     * @throws IllegalArgumentException if there is no dollar sign
     */
    public static Bson unwind(String path, Consumer<? super UnwindOptions> o) {
        var form = new UnwindOptions();
        o.accept(form);
        return Stage.of(
                "$unwind",
                new Slots()
                        .with("path", Given.path("the path", path))
                        .with(form.slots)
                        .bson());
    }

    /**
     * {@return a stage: adds or changes fields; since MongoDB 4.2 (server manual, {@code $set})}
     *
     * @param fields the fields and what they become: {@code {field: expression, ...}}
     */
    public static Bson set(Bson fields) {
        return Stage.of("$set", Given.value("the fields", fields));
    }

    /**
     * {@return a stage: adds or changes fields, see {@link Projections#computed}; since MongoDB 4.2 (server manual, {@code $set})}
     *
     * @param fields the fields and what they become, one document each
     */
    public static Bson set(List<? extends Bson> fields) {
        return set(Fields.joined(Given.some("the fields", fields)));
    }

    /**
     * {@return a stage: adds or changes fields (server manual, {@code $addFields})}
     *
     * @param fields the fields and what they become: {@code {field: expression, ...}}
     */
    public static Bson addFields(Bson fields) {
        return Stage.of("$addFields", Given.value("the fields", fields));
    }

    /**
     * {@return a stage: adds or changes fields, see {@link Projections#computed} (server manual, {@code $addFields})}
     *
     * @param fields the fields and what they become, one document each
     */
    public static Bson addFields(List<? extends Bson> fields) {
        return addFields(Fields.joined(Given.some("the fields", fields)));
    }

    /**
     * Removes fields; since MongoDB 4.2 (server manual, {@code $unset}).
     *
     * @param fields at least one
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson unset(String... fields) {
        return unset(Given.list("the fields", fields));
    }

    /**
     * Removes fields; since MongoDB 4.2 (server manual, {@code $unset}).
     *
     * @param fields at least one
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson unset(List<String> fields) {
        return Stage.of("$unset", Given.some("the fields", fields));
    }

    /**
     * {@return a stage: another document in place of each; since MongoDB 4.2 (server manual, {@code $replaceWith})}
     *
     * @param expression the other document; anything else is an error
     */
    public static Bson replaceWith(Object expression) {
        return Stage.of("$replaceWith", expression);
    }

    /**
     * {@return a stage: another document in place of each (server manual, {@code $replaceRoot})}
     *
     * @param expression the other document; anything else is an error
     */
    public static Bson replaceRoot(Object expression) {
        return Stage.of("$replaceRoot", Fields.one("newRoot", expression));
    }

    /**
     * Leaves out parts of documents (server manual, {@code $redact}).
     *
     * @param expression ends in {@code $$DESCEND}, {@code $$PRUNE} or {@code $$KEEP}, see {@link dev.weft.query.expression.Expressions}
     * @return a stage
     */
    public static Bson redact(Object expression) {
        return Stage.of("$redact", expression);
    }

    /**
     * Adds documents where some are missing in a row of numbers or dates; since MongoDB 5.1 (server manual, {@code $densify}).
     *
     * @param field the field with the numbers or dates
     * @param range from where to where, in which steps: see {@link DensifyRange}
     * @return a stage
     */
    public static Bson densify(String field, Bson range) {
        return densify(field, range, o -> {});
    }

    /**
     * Adds documents where some are missing in a row of numbers or dates; since MongoDB 5.1 (server manual, {@code $densify}).
     *
     * @param field the field with the numbers or dates
     * @param range from where to where, in which steps: see {@link DensifyRange}
     * @param o the options
     * @return a stage
     */
    public static Bson densify(String field, Bson range, Consumer<? super DensifyOptions> o) {
        var form = new DensifyOptions();
        o.accept(form);
        return Stage.of(
                "$densify",
                new Slots()
                        .with("field", Given.value("the field", field))
                        .with(form.slots)
                        .with("range", Given.value("the range", range))
                        .bson());
    }

    /**
     * Puts values where fields are null or missing; since MongoDB 5.3 (server manual, {@code $fill}).
     *
     * @param output what is put where, see {@link FillOutputField}; at least one
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson fill(Bson... output) {
        return fill(Given.list("the outputs", output), o -> {});
    }

    /**
     * Puts values where fields are null or missing; since MongoDB 5.3 (server manual, {@code $fill}).
     *
     * @param output what is put where, see {@link FillOutputField}; at least one
     * @param o the order and the partitions
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson fill(List<? extends Bson> output, Consumer<? super FillOptions> o) {
        var form = new FillOptions();
        o.accept(form);
        return Stage.of(
                "$fill",
                new Slots()
                        .with(form.slots)
                        .with("output", Fields.joined(Given.some("the outputs", output)))
                        .bson());
    }

    /**
     * In the order of their distance from a point; the first stage, and needs a geospatial index (server manual, {@code $geoNear}).
     *
     * @param near a {@link dev.weft.query.geo.Point}, a {@link dev.weft.query.geo.Position} for a {@code 2d} index, or such a document
     * @return a stage
     */
    public static Bson geoNear(Object near) {
        return geoNear(near, o -> {});
    }

    /**
     * In the order of their distance from a point; the first stage, and needs a geospatial index (server manual, {@code $geoNear}).
     *
     * @param near a {@link dev.weft.query.geo.Point}, a {@link dev.weft.query.geo.Position} for a {@code 2d} index, or such a document
     * @param o the options
     * @return a stage
     */
    public static Bson geoNear(Object near, Consumer<? super GeoNearOptions> o) {
        var form = new GeoNearOptions();
        o.accept(form);
        return Stage.of(
                "$geoNear",
                new Slots()
                        .with("near", Given.value("the point", near))
                        .with(form.slots)
                        .bson());
    }
}
