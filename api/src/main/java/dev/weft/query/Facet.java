package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.conversions.Bson;

/** One of the pipelines of {@link Aggregates#facet} and of the fusions. */
public final class Facet {
    private Facet() {}

    /**
     * A pipeline with a name.
     *
     * @param name the field of the result
     * @param stages the pipeline
     * @return a facet
     */
    public static Bson of(String name, Bson... stages) {
        return of(name, Given.list("the stages", stages));
    }

    /**
     * A pipeline with a name.
     *
     * @param name the field of the result
     * @param stages the pipeline
     * @return a facet
     */
    public static Bson of(String name, List<? extends Bson> stages) {
        return Fields.one(name, Given.list("the stages", stages));
    }
}
