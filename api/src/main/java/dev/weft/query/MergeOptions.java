package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import dev.weft.query.shape.Words;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#merge(String, java.util.function.Consumer)} (server manual, {@code $merge}). */
public final class MergeOptions {
    final Slots slots = new Slots();

    MergeOptions() {}

    /**
     * Sets by which fields a document is found to be there already.
     *
     * @param fields at least one; {@code _id} unless set. There must be a unique index of them
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public MergeOptions on(String... fields) {
        List<String> all = Given.some("the fields", fields);
        slots.with("on", all.size() == 1 ? all.getFirst() : all);
        return this;
    }

    /**
     * Sets variables for the pipeline; {@code $$new} is the new document unless set.
     *
     * @param variables the names without dollar signs, and their expressions
     * @return this form
     */
    public MergeOptions let(Bson variables) {
        slots.with("let", Given.value("the variables", variables));
        return this;
    }

    /**
     * Sets what becomes of a document that is there already.
     *
     * @param what {@link WhenMatched#MERGE} unless set
     * @return this form
     */
    public MergeOptions whenMatched(WhenMatched what) {
        slots.with("whenMatched", Words.camel(what));
        return this;
    }

    /**
     * Changes a document that is there already by a pipeline.
     *
     * @param stages as in {@link Updates#pipeline}; at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public MergeOptions whenMatchedPipeline(Bson... stages) {
        slots.with("whenMatched", Given.some("the stages", stages));
        return this;
    }

    /**
     * Sets what becomes of a document that is not there yet.
     *
     * @param what {@link WhenNotMatched#INSERT} unless set
     * @return this form
     */
    public MergeOptions whenNotMatched(WhenNotMatched what) {
        slots.with("whenNotMatched", Words.camel(what));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public MergeOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }

    /** What becomes of a document that is there already. */
    public enum WhenMatched {
        /** The new one takes its place. */
        REPLACE,
        /** It stays as it is. */
        KEEP_EXISTING,
        /** It gets the fields of the new one. */
        MERGE,
        /** The stage ends with an error; what was written stays. */
        FAIL
    }

    /** What becomes of a document that is not there yet. */
    public enum WhenNotMatched {
        /** It is inserted. */
        INSERT,
        /** It is left out. */
        DISCARD,
        /** The stage ends with an error; what was written stays. */
        FAIL
    }
}
