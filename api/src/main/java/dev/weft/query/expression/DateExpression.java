package dev.weft.query.expression;

import dev.weft.query.DateUnit;
import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A date; most operators also take a timestamp or an ObjectId. */
public sealed interface DateExpression extends Expression, DatePartOperators permits Nodes.OfDate {
    /**
     * The date so much later, in UTC; since MongoDB 5.0 (server manual, {@code $dateAdd}).
     *
     * @param unit the unit
     * @param amount how many of it
     * @return an expression
     */
    default DateExpression dateAdd(DateUnit unit, Object amount) {
        return Nodes.date(Nodes.call(
                "$dateAdd",
                new Slots()
                        .with("startDate", this)
                        .with("unit", unit.word())
                        .with("amount", amount)
                        .bson()));
    }

    /**
     * The date so much later; since MongoDB 5.0 (server manual, {@code $dateAdd}).
     *
     * @param unit the unit
     * @param amount how many of it
     * @param timezone whose days and clock changes count
     * @return an expression
     */
    default DateExpression dateAdd(DateUnit unit, Object amount, Object timezone) {
        return Nodes.date(Nodes.call(
                "$dateAdd",
                new Slots()
                        .with("startDate", this)
                        .with("unit", unit.word())
                        .with("amount", amount)
                        .with("timezone", timezone)
                        .bson()));
    }

    /**
     * The date so much earlier, in UTC; since MongoDB 5.0 (server manual, {@code $dateSubtract}).
     *
     * @param unit the unit
     * @param amount how many of it
     * @return an expression
     */
    default DateExpression dateSubtract(DateUnit unit, Object amount) {
        return Nodes.date(Nodes.call(
                "$dateSubtract",
                new Slots()
                        .with("startDate", this)
                        .with("unit", unit.word())
                        .with("amount", amount)
                        .bson()));
    }

    /**
     * The date so much earlier; since MongoDB 5.0 (server manual, {@code $dateSubtract}).
     *
     * @param unit the unit
     * @param amount how many of it
     * @param timezone whose days and clock changes count
     * @return an expression
     */
    default DateExpression dateSubtract(DateUnit unit, Object amount, Object timezone) {
        return Nodes.date(Nodes.call(
                "$dateSubtract",
                new Slots()
                        .with("startDate", this)
                        .with("unit", unit.word())
                        .with("amount", amount)
                        .with("timezone", timezone)
                        .bson()));
    }

    /**
     * How many boundaries of a unit lie between it and another date, in UTC; since MongoDB 5.0 (server manual, {@code $dateDiff}).
     *
     * @param end the other date
     * @param unit the unit
     * @return an expression
     */
    default NumberExpression dateDiff(Object end, DateUnit unit) {
        return Nodes.number(Nodes.call(
                "$dateDiff",
                new Slots()
                        .with("startDate", this)
                        .with("endDate", end)
                        .with("unit", unit.word())
                        .bson()));
    }

    /**
     * How many boundaries of a unit lie between it and another date; since MongoDB 5.0 (server manual, {@code $dateDiff}).
     *
     * @param end the other date
     * @param unit the unit
     * @param o the time zone and the first day of the week
     * @return an expression
     */
    default NumberExpression dateDiff(Object end, DateUnit unit, Consumer<? super DateOptions> o) {
        var form = new DateOptions();
        o.accept(form);
        return Nodes.number(Nodes.call(
                "$dateDiff",
                new Slots()
                        .with("startDate", this)
                        .with("endDate", end)
                        .with("unit", unit.word())
                        .with(form.slots)
                        .bson()));
    }

    /**
     * {@return the beginning of its unit, in UTC; since MongoDB 5.0 (server manual, {@code $dateTrunc})}
     *
     * @param unit the unit, such as the month
     */
    default DateExpression dateTrunc(DateUnit unit) {
        return dateTrunc(unit, o -> {});
    }

    /**
     * The beginning of its unit, or of several; since MongoDB 5.0 (server manual, {@code $dateTrunc}).
     *
     * @param unit the unit
     * @param o how many of it, the time zone and the first day of the week
     * @return an expression
     */
    default DateExpression dateTrunc(DateUnit unit, Consumer<? super DateOptions> o) {
        var form = new DateOptions();
        o.accept(form);
        return Nodes.date(Nodes.call(
                "$dateTrunc",
                new Slots()
                        .with("date", this)
                        .with("unit", unit.word())
                        .with(form.slots)
                        .bson()));
    }

    /** {@return its parts as a document, in UTC (server manual, {@code $dateToParts})} */
    default DocumentExpression dateToParts() {
        return Nodes.document(Nodes.call("$dateToParts", Fields.one("date", this)));
    }

    /**
     * Its parts as a document (server manual, {@code $dateToParts}).
     *
     * @param timezone the time zone
     * @param iso8601 whether in weeks by ISO 8601
     * @return an expression
     */
    default DocumentExpression dateToParts(Object timezone, boolean iso8601) {
        return Nodes.document(Nodes.call(
                "$dateToParts",
                new Slots()
                        .with("date", this)
                        .with("timezone", timezone)
                        .with("iso8601", iso8601)
                        .bson()));
    }

    /** {@return it as text by ISO 8601, in UTC (server manual, {@code $dateToString})} */
    default StringExpression dateToString() {
        return dateToString(o -> {});
    }

    /**
     * It as text (server manual, {@code $dateToString}).
     *
     * @param o the format, the time zone, and what is said if it is null
     * @return an expression
     */
    default StringExpression dateToString(Consumer<? super DateTextOptions> o) {
        var form = new DateTextOptions();
        o.accept(form);
        return Nodes.string(Nodes.call(
                "$dateToString", new Slots().with("date", this).with(form.slots).bson()));
    }

    /**
     * {@return the date so many milliseconds later (server manual, {@code $add})}
     *
     * @param milliseconds numbers, which are added up; negative is earlier
     */
    default DateExpression add(@Nullable Object... milliseconds) {
        return Nodes.date(Nodes.call("$add", this, milliseconds));
    }

    /**
     * {@return of a date, the milliseconds since it; of a number, the date so many milliseconds earlier (server manual, {@code $subtract})}
     *
     * @param other a date, or a number of milliseconds
     */
    default Expression subtract(@Nullable Object other) {
        return Nodes.any(Nodes.all("$subtract", this, other));
    }
}
