package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#scoreFusion(java.util.List, ScoreNormalization, java.util.function.Consumer)} (server manual, {@code $scoreFusion}). */
public final class ScoreFusionOptions {
    final Slots slots = new Slots();
    private final Slots combination = new Slots();
    private final List<Bson> weights = new ArrayList<>();

    ScoreFusionOptions() {}

    /**
     * Sets how much a pipeline counts.
     *
     * @param pipeline the name of its {@link Facet}
     * @param weight not negative; 1 unless set
     * @return this form
     * @throws IllegalArgumentException if the weight is negative
     */
    public ScoreFusionOptions weight(String pipeline, double weight) {
        weights.add(Fields.one(Given.value("the pipeline", pipeline), Given.notNegative("a weight", weight)));
        combination.with("weights", weights());
        return this;
    }

    /**
     * Takes the mean of the weighted scores, as it does unless told otherwise.
     *
     * @return this form
     */
    public ScoreFusionOptions avg() {
        combination.with("method", "avg");
        return this;
    }

    /**
     * Makes one score by an expression; weights are not used then.
     *
     * @param expression of the scores: each is a variable with the name of its pipeline, such as {@code "$$words"}
     * @return this form
     */
    public ScoreFusionOptions expression(Object expression) {
        combination.with("method", "expression").with("expression", Given.value("the expression", expression));
        return this;
    }

    /**
     * Sets whether it is told how the score came about, see {@link Projections#meta}.
     *
     * @param yes false unless set
     * @return this form
     */
    public ScoreFusionOptions scoreDetails(boolean yes) {
        slots.with("scoreDetails", yes);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public ScoreFusionOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }

    /** What was said, {@code combination} as one field. */
    Slots slots() {
        if (!combination.isEmpty()) {
            slots.with("combination", combination.bson());
        }
        return slots;
    }

    private Bson weights() {
        return Fields.joined(weights);
    }
}
