package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Stages of pipelines that {@link Aggregates} has no method for. */
public final class Stage {
    private Stage() {}

    /**
     * A stage by its name.
     *
     * @param name the stage with its dollar sign
     * @param value what the stage takes
     * @return a stage: {@code {name: value}}
     * @throws IllegalArgumentException if the name has no dollar sign
     */
    public static Bson of(String name, @Nullable Object value) {
        return Fields.one(Given.operator(name), value);
    }
}
