package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#rankFusion(java.util.List, java.util.function.Consumer)} (server manual, {@code $rankFusion}). */
public final class RankFusionOptions {
    final Slots slots = new Slots();
    private final Slots combination = new Slots();
    private final List<Bson> weights = new ArrayList<>();

    RankFusionOptions() {}

    /**
     * Sets how much a pipeline counts.
     *
     * @param pipeline the name of its {@link Facet}
     * @param weight not negative; 1 unless set
     * @return this form
     * @throws IllegalArgumentException if the weight is negative
     */
    public RankFusionOptions weight(String pipeline, double weight) {
        weights.add(Fields.one(Given.value("the pipeline", pipeline), Given.notNegative("a weight", weight)));
        combination.with("weights", weights());
        return this;
    }

    /**
     * Sets whether it is told how the score came about, see {@link Projections#meta}.
     *
     * @param yes false unless set
     * @return this form
     */
    public RankFusionOptions scoreDetails(boolean yes) {
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
    public RankFusionOptions option(String field, Object value) {
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
