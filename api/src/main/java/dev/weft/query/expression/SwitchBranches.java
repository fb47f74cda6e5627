package dev.weft.query.expression;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The form of {@link Expressions#switchOn} (server manual, {@code $switch}). */
public final class SwitchBranches {
    private final List<Bson> branches = new ArrayList<>();
    private final Slots slots = new Slots();

    SwitchBranches() {}

    /**
     * Adds a value; the first counts whose condition is true.
     *
     * @param condition the condition
     * @param then the value
     * @return this form
     */
    public SwitchBranches branch(Object condition, @Nullable Object then) {
        branches.add(new Slots().with("case", condition).with("then", then).bson());
        return this;
    }

    /**
     * Sets the value if no condition is true; unless set, that is an error.
     *
     * @param value the value
     * @return this form
     */
    public SwitchBranches otherwise(@Nullable Object value) {
        slots.with("default", value);
        return this;
    }

    Bson bson() {
        return new Slots()
                .with("branches", Given.some("the branches", branches))
                .with(slots)
                .bson();
    }
}
