package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#lookup(String, String, java.util.function.Consumer)} (server manual, {@code $lookup}). */
public final class LookupOptions {
    final Slots slots = new Slots();

    LookupOptions() {}

    /**
     * Sets the fields that are compared; together with a pipeline since MongoDB 5.0.
     *
     * @param localField the field here
     * @param foreignField the field there
     * @return this form
     */
    public LookupOptions on(String localField, String foreignField) {
        slots.with("localField", Given.value("the field", localField));
        slots.with("foreignField", Given.value("the field", foreignField));
        return this;
    }

    /**
     * Sets variables for the pipeline, which calls them with two dollar signs.
     *
     * @param variables the names without dollar signs, and their expressions
     * @return this form
     */
    public LookupOptions let(Bson variables) {
        slots.with("let", Given.value("the variables", variables));
        return this;
    }

    /**
     * Sets what is done to the documents of the other collection.
     *
     * @param stages none: the documents as they are
     * @return this form
     */
    public LookupOptions pipeline(Bson... stages) {
        return pipeline(Given.list("the stages", stages));
    }

    /**
     * Sets what is done to the documents of the other collection.
     *
     * @param stages none: the documents as they are
     * @return this form
     */
    public LookupOptions pipeline(List<? extends Bson> stages) {
        slots.with("pipeline", Given.list("the stages", stages));
        return this;
    }
}
