package dev.weft.query.expression;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** Texts that are searched, and encrypted ones. Users call these as methods of {@link StringExpression}, which would be too long a file. */
interface PatternOperators {
    /**
     * The first match of a regular expression, with its place and groups; since MongoDB 4.2 (server manual, {@code $regexFind}).
     *
     * @param regex a text or a {@link java.util.regex.Pattern}
     * @return an expression
     */
    default DocumentExpression regexFind(Object regex) {
        return Nodes.document(Nodes.call(
                "$regexFind",
                new Slots().with("input", this).with("regex", regex).bson()));
    }

    /**
     * The first match of a regular expression, with its place and groups; since MongoDB 4.2 (server manual, {@code $regexFind}).
     *
     * @param regex a text
     * @param options such as {@code "i"} to ignore case
     * @return an expression
     */
    default DocumentExpression regexFind(Object regex, String options) {
        return Nodes.document(Nodes.call(
                "$regexFind",
                new Slots()
                        .with("input", this)
                        .with("regex", regex)
                        .with("options", Given.value("the options", options))
                        .bson()));
    }

    /**
     * All matches of a regular expression, with their places and groups; since MongoDB 4.2 (server manual, {@code $regexFindAll}).
     *
     * @param regex a text or a {@link java.util.regex.Pattern}
     * @return an expression
     */
    default ArrayExpression regexFindAll(Object regex) {
        return Nodes.array(Nodes.call(
                "$regexFindAll",
                new Slots().with("input", this).with("regex", regex).bson()));
    }

    /**
     * All matches of a regular expression, with their places and groups; since MongoDB 4.2 (server manual, {@code $regexFindAll}).
     *
     * @param regex a text
     * @param options such as {@code "i"} to ignore case
     * @return an expression
     */
    default ArrayExpression regexFindAll(Object regex, String options) {
        return Nodes.array(Nodes.call(
                "$regexFindAll",
                new Slots()
                        .with("input", this)
                        .with("regex", regex)
                        .with("options", Given.value("the options", options))
                        .bson()));
    }

    /**
     * Whether a regular expression matches; since MongoDB 4.2 (server manual, {@code $regexMatch}).
     *
     * @param regex a text or a {@link java.util.regex.Pattern}
     * @return an expression
     */
    default BooleanExpression regexMatch(Object regex) {
        return Nodes.bool(Nodes.call(
                "$regexMatch",
                new Slots().with("input", this).with("regex", regex).bson()));
    }

    /**
     * Whether a regular expression matches; since MongoDB 4.2 (server manual, {@code $regexMatch}).
     *
     * @param regex a text
     * @param options such as {@code "i"} to ignore case
     * @return an expression
     */
    default BooleanExpression regexMatch(Object regex, String options) {
        return Nodes.bool(Nodes.call(
                "$regexMatch",
                new Slots()
                        .with("input", this)
                        .with("regex", regex)
                        .with("options", Given.value("the options", options))
                        .bson()));
    }

    /**
     * It with the first occurrence replaced; since MongoDB 4.4 (server manual, {@code $replaceOne}).
     *
     * @param find what is looked for; a regular expression since MongoDB 8.2
     * @param replacement what takes its place
     * @return an expression
     */
    default StringExpression replaceOne(Object find, Object replacement) {
        return Nodes.string(Nodes.call(
                "$replaceOne",
                new Slots()
                        .with("input", this)
                        .with("find", find)
                        .with("replacement", replacement)
                        .bson()));
    }

    /**
     * It with all occurrences replaced; since MongoDB 4.4 (server manual, {@code $replaceAll}).
     *
     * @param find what is looked for; a regular expression since MongoDB 8.2
     * @param replacement what takes its place
     * @return an expression
     */
    default StringExpression replaceAll(Object find, Object replacement) {
        return Nodes.string(Nodes.call(
                "$replaceAll",
                new Slots()
                        .with("input", this)
                        .with("find", find)
                        .with("replacement", replacement)
                        .bson()));
    }

    /**
     * Whether an encrypted field contains a text; since MongoDB 8.2 (server manual, {@code $encStrContains}).
     *
     * @param substring the text
     * @return an expression
     */
    default BooleanExpression encStrContains(Object substring) {
        return Nodes.bool(Nodes.call(
                "$encStrContains",
                new Slots().with("input", this).with("substring", substring).bson()));
    }

    /**
     * Whether an encrypted field starts with a text; since MongoDB 8.2 (server manual, {@code $encStrStartsWith}).
     *
     * @param prefix the text
     * @return an expression
     */
    default BooleanExpression encStrStartsWith(Object prefix) {
        return Nodes.bool(Nodes.call(
                "$encStrStartsWith",
                new Slots().with("input", this).with("prefix", prefix).bson()));
    }

    /**
     * Whether an encrypted field ends with a text; since MongoDB 8.2 (server manual, {@code $encStrEndsWith}).
     *
     * @param suffix the text
     * @return an expression
     */
    default BooleanExpression encStrEndsWith(Object suffix) {
        return Nodes.bool(Nodes.call(
                "$encStrEndsWith",
                new Slots().with("input", this).with("suffix", suffix).bson()));
    }

    /**
     * Whether an encrypted field equals a text, but for case and accents as it was set; since MongoDB 8.2 (server manual, {@code $encStrNormalizedEq}).
     *
     * @param string the text
     * @return an expression
     */
    default BooleanExpression encStrNormalizedEq(Object string) {
        return Nodes.bool(Nodes.call(
                "$encStrNormalizedEq",
                new Slots().with("input", this).with("string", string).bson()));
    }
}
