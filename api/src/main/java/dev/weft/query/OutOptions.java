package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#out(dev.weft.Namespace, java.util.function.Consumer)} (server manual, {@code $out}). */
public final class OutOptions {
    final Slots slots = new Slots();

    OutOptions() {}

    /**
     * Makes a time series collection; since MongoDB 7.0.3.
     *
     * @param timeField the field with the time
     * @return this form
     */
    public OutOptions timeSeries(String timeField) {
        slots.with("timeseries", Fields.one("timeField", Given.value("the field", timeField)));
        return this;
    }

    /**
     * Makes a time series collection; since MongoDB 7.0.3.
     *
     * @param specification as {@code create} takes it, such as {@code {timeField: "t", metaField: "m", granularity: "hours"}}
     * @return this form
     */
    public OutOptions timeSeries(Bson specification) {
        slots.with("timeseries", Given.value("the specification", specification));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public OutOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
