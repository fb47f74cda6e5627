package dev.weft.query.expression;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text. */
public sealed interface StringExpression extends Expression, PatternOperators permits Nodes.OfString {
    /**
     * {@return the texts one behind the other (server manual, {@code $concat})}
     *
     * @param others the texts behind it; if one is null or missing, the result is null
     */
    default StringExpression concat(@Nullable Object... others) {
        return Nodes.string(Nodes.call("$concat", this, others));
    }

    /** {@return it in lower case (server manual, {@code $toLower})} */
    default StringExpression toLower() {
        return Nodes.string(Nodes.call("$toLower", this));
    }

    /** {@return it in upper case (server manual, {@code $toUpper})} */
    default StringExpression toUpper() {
        return Nodes.string(Nodes.call("$toUpper", this));
    }

    /** {@return how many bytes it has in UTF-8 (server manual, {@code $strLenBytes})} */
    default NumberExpression strLenBytes() {
        return Nodes.number(Nodes.call("$strLenBytes", this));
    }

    /** {@return how many code points it has (server manual, {@code $strLenCP})} */
    default NumberExpression strLenCP() {
        return Nodes.number(Nodes.call("$strLenCP", this));
    }

    /**
     * {@return -1, 0 or 1, as it sorts before, with or behind another text, in any case (server manual, {@code $strcasecmp})}
     *
     * @param other the text it is compared with
     */
    default NumberExpression strcasecmp(@Nullable Object other) {
        return Nodes.number(Nodes.all("$strcasecmp", this, other));
    }

    /**
     * {@return its parts between delimiters (server manual, {@code $split})}
     *
     * @param delimiter the text between two parts, not empty
     */
    default ArrayExpression split(@Nullable Object delimiter) {
        return Nodes.array(Nodes.all("$split", this, delimiter));
    }

    /**
     * {@return a part, counted in bytes of UTF-8 (server manual, {@code $substrBytes})}
     *
     * @param start where the part begins, in bytes from 0; not within a character
     * @param bytes how many bytes it has; negative means up to the end
     */
    default StringExpression substrBytes(@Nullable Object start, @Nullable Object bytes) {
        return Nodes.string(Nodes.all("$substrBytes", this, start, bytes));
    }

    /**
     * {@return a part, counted in code points (server manual, {@code $substrCP})}
     *
     * @param start where the part begins, in code points from 0
     * @param codePoints how many code points it has
     */
    default StringExpression substrCP(@Nullable Object start, @Nullable Object codePoints) {
        return Nodes.string(Nodes.all("$substrCP", this, start, codePoints));
    }

    /**
     * {@return where a part begins, in bytes; -1 if nowhere (server manual, {@code $indexOfBytes})}
     *
     * @param part the text that is looked for
     */
    default NumberExpression indexOfBytes(@Nullable Object part) {
        return Nodes.number(Nodes.all("$indexOfBytes", this, part));
    }

    /**
     * {@return where a part begins from a start on, in bytes; -1 if nowhere (server manual, {@code $indexOfBytes})}
     *
     * @param part the text that is looked for
     * @param start where to begin, in bytes from 0
     */
    default NumberExpression indexOfBytes(@Nullable Object part, @Nullable Object start) {
        return Nodes.number(Nodes.all("$indexOfBytes", this, part, start));
    }

    /**
     * {@return where a part begins between a start and an end, in bytes; -1 if nowhere (server manual, {@code $indexOfBytes})}
     *
     * @param part the text that is looked for
     * @param start where to begin, in bytes from 0
     * @param end where to stop, in bytes; itself not included
     */
    default NumberExpression indexOfBytes(@Nullable Object part, @Nullable Object start, @Nullable Object end) {
        return Nodes.number(Nodes.all("$indexOfBytes", this, part, start, end));
    }

    /**
     * {@return where a part begins, in code points; -1 if nowhere (server manual, {@code $indexOfCP})}
     *
     * @param part the text that is looked for
     */
    default NumberExpression indexOfCP(@Nullable Object part) {
        return Nodes.number(Nodes.all("$indexOfCP", this, part));
    }

    /**
     * {@return where a part begins from a start on, in code points; -1 if nowhere (server manual, {@code $indexOfCP})}
     *
     * @param part the text that is looked for
     * @param start where to begin, in code points from 0
     */
    default NumberExpression indexOfCP(@Nullable Object part, @Nullable Object start) {
        return Nodes.number(Nodes.all("$indexOfCP", this, part, start));
    }

    /**
     * {@return where a part begins between a start and an end, in code points; -1 if nowhere (server manual, {@code $indexOfCP})}
     *
     * @param part the text that is looked for
     * @param start where to begin, in code points from 0
     * @param end where to stop, in code points; itself not included
     */
    default NumberExpression indexOfCP(@Nullable Object part, @Nullable Object start, @Nullable Object end) {
        return Nodes.number(Nodes.all("$indexOfCP", this, part, start, end));
    }

    /**
     * It without white space around it (server manual, {@code $trim}).
     *
     * @return an expression
     */
    default StringExpression trim() {
        return Nodes.string(Nodes.call("$trim", Fields.one("input", this)));
    }

    /**
     * It without some characters around it (server manual, {@code $trim}).
     *
     * @param chars the characters, as one text
     * @return an expression
     */
    default StringExpression trim(Object chars) {
        return Nodes.string(Nodes.call(
                "$trim", new Slots().with("input", this).with("chars", chars).bson()));
    }

    /**
     * It without white space before it (server manual, {@code $ltrim}).
     *
     * @return an expression
     */
    default StringExpression ltrim() {
        return Nodes.string(Nodes.call("$ltrim", Fields.one("input", this)));
    }

    /**
     * It without some characters before it (server manual, {@code $ltrim}).
     *
     * @param chars the characters, as one text
     * @return an expression
     */
    default StringExpression ltrim(Object chars) {
        return Nodes.string(Nodes.call(
                "$ltrim", new Slots().with("input", this).with("chars", chars).bson()));
    }

    /**
     * It without white space behind it (server manual, {@code $rtrim}).
     *
     * @return an expression
     */
    default StringExpression rtrim() {
        return Nodes.string(Nodes.call("$rtrim", Fields.one("input", this)));
    }

    /**
     * It without some characters behind it (server manual, {@code $rtrim}).
     *
     * @param chars the characters, as one text
     * @return an expression
     */
    default StringExpression rtrim(Object chars) {
        return Nodes.string(Nodes.call(
                "$rtrim", new Slots().with("input", this).with("chars", chars).bson()));
    }

    /** {@return the date it tells in ISO 8601; an error if it is none (server manual, {@code $dateFromString})} */
    default DateExpression dateFromString() {
        return dateFromString(o -> {});
    }

    /**
     * The date it tells (server manual, {@code $dateFromString}).
     *
     * @param o how it is told, and what becomes of a text that tells none
     * @return an expression
     */
    default DateExpression dateFromString(Consumer<? super DateStringOptions> o) {
        var form = new DateStringOptions();
        o.accept(form);
        return Nodes.date(Nodes.call(
                "$dateFromString",
                new Slots().with("dateString", this).with(form.slots).bson()));
    }
}
