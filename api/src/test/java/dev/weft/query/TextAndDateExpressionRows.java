package dev.weft.query;

import static dev.weft.query.Place.EXPRESSION;
import static dev.weft.query.Row.row;
import static dev.weft.query.expression.Expressions.date;
import static dev.weft.query.expression.Expressions.literal;
import static dev.weft.query.expression.Expressions.string;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Server manual, "Expression Operators": of texts and of dates. */
final class TextAndDateExpressionRows {
    private TextAndDateExpressionRows() {}

    static List<Row> rows() {
        return Stream.of(texts(), parts(), dates()).flatMap(List::stream).toList();
    }

    private static List<Row> texts() {
        return List.of(
                row(EXPRESSION, string("s").concat("-", "$s"), "{$concat: ['$s', '-', '$s']}"),
                row(EXPRESSION, string("s").toLower(), "{$toLower: '$s'}"),
                row(EXPRESSION, string("s").toUpper(), "{$toUpper: '$s'}"),
                row(EXPRESSION, string("s").strLenBytes(), "{$strLenBytes: '$s'}"),
                row(EXPRESSION, string("s").strLenCP(), "{$strLenCP: '$s'}"),
                row(EXPRESSION, string("s").strcasecmp("ABC"), "{$strcasecmp: ['$s', 'ABC']}"),
                row(EXPRESSION, string("s").split("b"), "{$split: ['$s', 'b']}"),
                row(EXPRESSION, string("s").substrBytes(0, 2), "{$substrBytes: ['$s', 0, 2]}"),
                row(EXPRESSION, string("s").substrCP(0, 2), "{$substrCP: ['$s', 0, 2]}"),
                row(EXPRESSION, string("s").indexOfBytes("b"), "{$indexOfBytes: ['$s', 'b']}"),
                row(EXPRESSION, string("s").indexOfBytes("b", 1), "{$indexOfBytes: ['$s', 'b', 1]}"),
                row(EXPRESSION, string("s").indexOfBytes("b", 1, 2), "{$indexOfBytes: ['$s', 'b', 1, 2]}"),
                row(EXPRESSION, string("s").indexOfCP("b"), "{$indexOfCP: ['$s', 'b']}"),
                row(EXPRESSION, string("s").indexOfCP("b", 1), "{$indexOfCP: ['$s', 'b', 1]}"),
                row(EXPRESSION, string("s").indexOfCP("b", 1, 2), "{$indexOfCP: ['$s', 'b', 1, 2]}"),
                row(EXPRESSION, string("s").trim(), "{$trim: {input: '$s'}}"),
                row(EXPRESSION, string("s").trim("a"), "{$trim: {input: '$s', chars: 'a'}}"),
                row(EXPRESSION, string("s").ltrim(), "{$ltrim: {input: '$s'}}"),
                row(EXPRESSION, string("s").ltrim("a"), "{$ltrim: {input: '$s', chars: 'a'}}"),
                row(EXPRESSION, string("s").rtrim(), "{$rtrim: {input: '$s'}}"),
                row(EXPRESSION, string("s").rtrim("c"), "{$rtrim: {input: '$s', chars: 'c'}}"),
                row(EXPRESSION, string("s").regexFind("b."), "{$regexFind: {input: '$s', regex: 'b.'}}"),
                row(
                        EXPRESSION,
                        string("s").regexFind("B.", "i"),
                        "{$regexFind: {input: '$s', regex: 'B.', options: 'i'}}"),
                row(EXPRESSION, string("s").regexFindAll("b."), "{$regexFindAll: {input: '$s', regex: 'b.'}}"),
                row(
                        EXPRESSION,
                        string("s").regexFindAll("B.", "i"),
                        "{$regexFindAll: {input: '$s', regex: 'B.', options: 'i'}}"),
                row(
                        EXPRESSION,
                        string("s").regexMatch(Pattern.compile("b.")),
                        "{$regexMatch: {input: '$s', regex: {$regularExpression: {pattern: 'b.', options: ''}}}}"),
                row(
                        EXPRESSION,
                        string("s").regexMatch("B.", "i"),
                        "{$regexMatch: {input: '$s', regex: 'B.', options: 'i'}}"),
                row(
                        EXPRESSION,
                        string("s").replaceOne("b", "x"),
                        "{$replaceOne: {input: '$s', find: 'b', replacement: 'x'}}"),
                row(
                        EXPRESSION,
                        string("s").replaceAll("b", "x"),
                        "{$replaceAll: {input: '$s', find: 'b', replacement: 'x'}}"),
                row(
                        EXPRESSION,
                        literal("2024-02-29").asString().dateFromString(),
                        "{$dateFromString: {dateString: {$literal: '2024-02-29'}}}"),
                row(
                        EXPRESSION,
                        string("s")
                                .dateFromString(o -> o.format("%Y-%m-%d")
                                        .timezone("+02:00")
                                        .onError("$t")
                                        .onNull(null)),
                        "{$dateFromString: {dateString: '$s', format: '%Y-%m-%d', timezone: '+02:00', onError: '$t', onNull: null}}"),
                row(
                        EXPRESSION,
                        string("s").dateFromString(o -> o.option("onError", 0)),
                        "{$dateFromString: {dateString: '$s', onError: 0}}"),
                row(EXPRESSION, string("s").encStrContains("b"), "{$encStrContains: {input: '$s', substring: 'b'}}"),
                row(EXPRESSION, string("s").encStrStartsWith("a"), "{$encStrStartsWith: {input: '$s', prefix: 'a'}}"),
                row(EXPRESSION, string("s").encStrEndsWith("c"), "{$encStrEndsWith: {input: '$s', suffix: 'c'}}"),
                row(
                        EXPRESSION,
                        string("s").encStrNormalizedEq("abc"),
                        "{$encStrNormalizedEq: {input: '$s', string: 'abc'}}"));
    }

    private static List<Row> parts() {
        return List.of(
                row(EXPRESSION, date("t").dayOfMonth(), "{$dayOfMonth: '$t'}"),
                row(
                        EXPRESSION,
                        date("t").dayOfMonth("Europe/Oslo"),
                        "{$dayOfMonth: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").dayOfWeek(), "{$dayOfWeek: '$t'}"),
                row(
                        EXPRESSION,
                        date("t").dayOfWeek("Europe/Oslo"),
                        "{$dayOfWeek: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").dayOfYear(), "{$dayOfYear: '$t'}"),
                row(
                        EXPRESSION,
                        date("t").dayOfYear("Europe/Oslo"),
                        "{$dayOfYear: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").hour(), "{$hour: '$t'}"),
                row(EXPRESSION, date("t").hour("Europe/Oslo"), "{$hour: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").isoDayOfWeek(), "{$isoDayOfWeek: '$t'}"),
                row(
                        EXPRESSION,
                        date("t").isoDayOfWeek("Europe/Oslo"),
                        "{$isoDayOfWeek: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").isoWeek(), "{$isoWeek: '$t'}"),
                row(EXPRESSION, date("t").isoWeek("Europe/Oslo"), "{$isoWeek: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").isoWeekYear(), "{$isoWeekYear: '$t'}"),
                row(
                        EXPRESSION,
                        date("t").isoWeekYear("Europe/Oslo"),
                        "{$isoWeekYear: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").millisecond(), "{$millisecond: '$t'}"),
                row(
                        EXPRESSION,
                        date("t").millisecond("Europe/Oslo"),
                        "{$millisecond: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").minute(), "{$minute: '$t'}"),
                row(EXPRESSION, date("t").minute("Europe/Oslo"), "{$minute: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").month(), "{$month: '$t'}"),
                row(EXPRESSION, date("t").month("Europe/Oslo"), "{$month: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").second(), "{$second: '$t'}"),
                row(EXPRESSION, date("t").second("Europe/Oslo"), "{$second: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").week(), "{$week: '$t'}"),
                row(EXPRESSION, date("t").week("Europe/Oslo"), "{$week: {date: '$t', timezone: 'Europe/Oslo'}}"),
                row(EXPRESSION, date("t").year(), "{$year: '$t'}"),
                row(EXPRESSION, date("t").year("Europe/Oslo"), "{$year: {date: '$t', timezone: 'Europe/Oslo'}}"));
    }

    private static List<Row> dates() {
        return List.of(
                row(
                        EXPRESSION,
                        date("t").dateAdd(DateUnit.DAY, 3),
                        "{$dateAdd: {startDate: '$t', unit: 'day', amount: 3}}"),
                row(
                        EXPRESSION,
                        date("t").dateAdd(DateUnit.DAY, 3, "Europe/Oslo"),
                        "{$dateAdd: {startDate: '$t', unit: 'day', amount: 3, timezone: 'Europe/Oslo'}}"),
                row(
                        EXPRESSION,
                        date("t").dateSubtract(DateUnit.WEEK, "$n"),
                        "{$dateSubtract: {startDate: '$t', unit: 'week', amount: '$n'}}"),
                row(
                        EXPRESSION,
                        date("t").dateSubtract(DateUnit.YEAR, 1, "Europe/Oslo"),
                        "{$dateSubtract: {startDate: '$t', unit: 'year', amount: 1, timezone: 'Europe/Oslo'}}"),
                row(
                        EXPRESSION,
                        date("t").dateDiff("$$NOW", DateUnit.MINUTE),
                        "{$dateDiff: {startDate: '$t', endDate: '$$NOW', unit: 'minute'}}"),
                row(
                        EXPRESSION,
                        date("t")
                                .dateDiff(
                                        "$$NOW",
                                        DateUnit.WEEK,
                                        o -> o.timezone("Europe/Oslo").startOfWeek("monday")),
                        "{$dateDiff: {startDate: '$t', endDate: '$$NOW', unit: 'week', timezone: 'Europe/Oslo', startOfWeek: 'monday'}}"),
                row(EXPRESSION, date("t").dateTrunc(DateUnit.MONTH), "{$dateTrunc: {date: '$t', unit: 'month'}}"),
                row(
                        EXPRESSION,
                        date("t").dateTrunc(DateUnit.HOUR, o -> o.binSize(6)),
                        "{$dateTrunc: {date: '$t', unit: 'hour', binSize: 6}}"),
                row(
                        EXPRESSION,
                        date("t").dateTrunc(DateUnit.HOUR, o -> o.option("binSize", 6)),
                        "{$dateTrunc: {date: '$t', unit: 'hour', binSize: 6}}"),
                row(EXPRESSION, date("t").dateToParts(), "{$dateToParts: {date: '$t'}}"),
                row(
                        EXPRESSION,
                        date("t").dateToParts("Europe/Oslo", true),
                        "{$dateToParts: {date: '$t', timezone: 'Europe/Oslo', iso8601: true}}"),
                row(EXPRESSION, date("t").dateToString(), "{$dateToString: {date: '$t'}}"),
                row(
                        EXPRESSION,
                        date("t")
                                .dateToString(
                                        o -> o.format("%Y").timezone("+02:00").onNull("never")),
                        "{$dateToString: {date: '$t', format: '%Y', timezone: '+02:00', onNull: 'never'}}"),
                row(
                        EXPRESSION,
                        date("t").dateToString(o -> o.option("format", "%m")),
                        "{$dateToString: {date: '$t', format: '%m'}}"),
                row(EXPRESSION, date("t").add(1000, 1), "{$add: ['$t', 1000, 1]}"),
                row(EXPRESSION, date("t").subtract(1000), "{$subtract: ['$t', 1000]}"));
    }
}
