package dev.weft.query;

import static dev.weft.query.Place.EXPRESSION;
import static dev.weft.query.Row.row;
import static dev.weft.query.expression.Expressions.array;
import static dev.weft.query.expression.Expressions.bool;
import static dev.weft.query.expression.Expressions.cond;
import static dev.weft.query.expression.Expressions.date;
import static dev.weft.query.expression.Expressions.document;
import static dev.weft.query.expression.Expressions.field;
import static dev.weft.query.expression.Expressions.list;
import static dev.weft.query.expression.Expressions.literal;
import static dev.weft.query.expression.Expressions.number;
import static dev.weft.query.expression.Expressions.object;
import static dev.weft.query.expression.Expressions.string;
import static dev.weft.query.expression.Expressions.variable;

import dev.weft.query.expression.Expressions;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** Server manual, "Expression Operators": of any value, of numbers, conditions and documents. */
final class ValueExpressionRows {
    private ValueExpressionRows() {}

    static List<Row> rows() {
        return Stream.of(beginnings(), anything(), numbers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> beginnings() {
        return List.of(
                row(EXPRESSION, field("n"), "'$n'"),
                row(EXPRESSION, field("$$ROOT.n"), "'$$ROOT.n'"),
                row(EXPRESSION, number("n"), "'$n'"),
                row(EXPRESSION, number(5), "5"),
                row(EXPRESSION, string("s"), "'$s'"),
                row(EXPRESSION, bool("yes"), "'$yes'"),
                row(EXPRESSION, date("t"), "'$t'"),
                row(EXPRESSION, array("a"), "'$a'"),
                row(EXPRESSION, document("d"), "'$d'"),
                row(EXPRESSION, literal("$n"), "{$literal: '$n'}"),
                row(EXPRESSION, list("$n", null, 3), "['$n', null, 3]"),
                row(
                        EXPRESSION,
                        object(Projections.computed("k", "$n"), Projections.computed("l", 1)),
                        "{k: '$n', l: 1}"),
                row(EXPRESSION, variable("NOW"), "'$$NOW'"),
                row(EXPRESSION, Expressions.root(), "'$$ROOT'"),
                row(EXPRESSION, Expressions.current(), "'$$CURRENT'"),
                row(EXPRESSION, Expressions.now(), "'$$NOW'"),
                row(EXPRESSION, Expressions.clusterTime(), "'$$CLUSTER_TIME'"),
                row(EXPRESSION, Expressions.remove(), "'$$REMOVE'"),
                row(EXPRESSION, Expressions.descend(), "'$$DESCEND'"),
                row(EXPRESSION, Expressions.prune(), "'$$PRUNE'"),
                row(EXPRESSION, Expressions.keep(), "'$$KEEP'"),
                row(EXPRESSION, Expressions.userRoles(), "'$$USER_ROLES'"),
                row(EXPRESSION, Expressions.of("$abs", -1), "{$abs: -1}"),
                row(
                        EXPRESSION,
                        Expressions.let(
                                new Document("k", "$n"),
                                variable("k").asNumber().add(1)),
                        "{$let: {vars: {k: '$n'}, in: {$add: ['$$k', 1]}}}"),
                row(EXPRESSION, Expressions.rand(), "{$rand: {}}"),
                row(EXPRESSION, Expressions.createObjectId(), "{$createObjectId: {}}"),
                row(EXPRESSION, Expressions.currentDate(), "{$currentDate: {}}"),
                row(EXPRESSION, Expressions.meta("textScore"), "{$meta: 'textScore'}"),
                row(
                        EXPRESSION,
                        Expressions.function("function(n) { return n }", List.of("$n")),
                        "{$function: {body: 'function(n) { return n }', args: ['$n'], lang: 'js'}}"),
                row(EXPRESSION, cond(bool("yes"), 1, null), "{$cond: ['$yes', 1, null]}"),
                row(
                        EXPRESSION,
                        Expressions.switchOn(o -> o.branch(number("n").gt(5), "many")
                                .branch(true, "few")
                                .otherwise("none")),
                        "{$switch: {branches: [{case: {$gt: ['$n', 5]}, then: 'many'}, {case: true, then: 'few'}], default: 'none'}}"),
                row(EXPRESSION, Expressions.ifNull("$k", "$n", 0), "{$ifNull: ['$k', '$n', 0]}"),
                row(EXPRESSION, Expressions.and("$yes", true), "{$and: ['$yes', true]}"),
                row(EXPRESSION, Expressions.or("$yes", false), "{$or: ['$yes', false]}"),
                row(EXPRESSION, Expressions.not("$yes"), "{$not: ['$yes']}"),
                row(EXPRESSION, Expressions.max("$n", "$m"), "{$max: ['$n', '$m']}"),
                row(EXPRESSION, Expressions.min("$n", "$m"), "{$min: ['$n', '$m']}"),
                row(EXPRESSION, Expressions.sum("$n", "$m"), "{$sum: ['$n', '$m']}"),
                row(EXPRESSION, Expressions.avg("$n", "$m"), "{$avg: ['$n', '$m']}"),
                row(EXPRESSION, Expressions.concat("$s", "!"), "{$concat: ['$s', '!']}"),
                row(
                        EXPRESSION,
                        Expressions.mergeObjects("$d", new Document("z", 1)),
                        "{$mergeObjects: ['$d', {z: 1}]}"),
                row(
                        EXPRESSION,
                        Expressions.dateFromParts(o -> o.year(2024)
                                .month(2)
                                .day(29)
                                .hour(12)
                                .minute(30)
                                .second(15)
                                .millisecond(7)
                                .timezone("Europe/Oslo")),
                        "{$dateFromParts: {year: 2024, month: 2, day: 29, hour: 12, minute: 30, second: 15, millisecond: 7, timezone: 'Europe/Oslo'}}"),
                row(
                        EXPRESSION,
                        Expressions.dateFromParts(
                                o -> o.isoWeekYear(2024).isoWeek(9).isoDayOfWeek(4)),
                        "{$dateFromParts: {isoWeekYear: 2024, isoWeek: 9, isoDayOfWeek: 4}}"),
                row(
                        EXPRESSION,
                        Expressions.dateFromParts(o -> o.option("year", 2024)),
                        "{$dateFromParts: {year: 2024}}"));
    }

    private static List<Row> anything() {
        return List.of(
                row(EXPRESSION, field("n").eq(1), "{$eq: ['$n', 1]}"),
                row(EXPRESSION, field("n").ne(null), "{$ne: ['$n', null]}"),
                row(EXPRESSION, field("n").gt("$m"), "{$gt: ['$n', '$m']}"),
                row(EXPRESSION, field("n").gte(1), "{$gte: ['$n', 1]}"),
                row(EXPRESSION, field("n").lt(1), "{$lt: ['$n', 1]}"),
                row(EXPRESSION, field("n").lte(1), "{$lte: ['$n', 1]}"),
                row(EXPRESSION, field("n").cmp("$m"), "{$cmp: ['$n', '$m']}"),
                row(EXPRESSION, field("n").in(List.of(1, 2)), "{$in: ['$n', [1, 2]]}"),
                row(EXPRESSION, field("k").ifNull("$n", 0), "{$ifNull: ['$k', '$n', 0]}"),
                row(EXPRESSION, field("n").type(), "{$type: '$n'}"),
                row(EXPRESSION, field("n").isNumber(), "{$isNumber: '$n'}"),
                row(EXPRESSION, field("n").isArray(), "{$isArray: '$n'}"),
                row(EXPRESSION, field("n").toBool(), "{$toBool: '$n'}"),
                row(EXPRESSION, field("t").toDate(), "{$toDate: '$t'}"),
                row(EXPRESSION, field("n").toDecimal(), "{$toDecimal: '$n'}"),
                row(EXPRESSION, field("n").toDouble(), "{$toDouble: '$n'}"),
                row(EXPRESSION, field("n").toInt(), "{$toInt: '$n'}"),
                row(EXPRESSION, field("n").toLong(), "{$toLong: '$n'}"),
                row(
                        EXPRESSION,
                        literal("5ab9cbfa31c2ab715d42129e").toObjectId(),
                        "{$toObjectId: {$literal: '5ab9cbfa31c2ab715d42129e'}}"),
                row(EXPRESSION, field("n").toText(), "{$toString: '$n'}"),
                row(
                        EXPRESSION,
                        literal("0e3b9063-8abd-4eb3-9f9f-f4c59fd30a60").toUuid(),
                        "{$toUUID: {$literal: '0e3b9063-8abd-4eb3-9f9f-f4c59fd30a60'}}"),
                row(EXPRESSION, literal("[1]").toArray(), "{$toArray: {$literal: '[1]'}}"),
                row(EXPRESSION, literal("{}").toObject(), "{$toObject: {$literal: '{}'}}"),
                row(EXPRESSION, field("n").toHashedIndexKey(), "{$toHashedIndexKey: '$n'}"),
                row(EXPRESSION, field("s").binarySize(), "{$binarySize: '$s'}"),
                row(EXPRESSION, field("bin").subtype(), "{$subtype: '$bin'}"),
                row(EXPRESSION, field("ts").tsSecond(), "{$tsSecond: '$ts'}"),
                row(EXPRESSION, field("ts").tsIncrement(), "{$tsIncrement: '$ts'}"),
                row(EXPRESSION, field("n").convert("string"), "{$convert: {input: '$n', to: 'string'}}"),
                row(
                        EXPRESSION,
                        field("s").convert("int", o -> o.onError(0).onNull(1)),
                        "{$convert: {input: '$s', to: 'int', onError: 0, onNull: 1}}"),
                row(
                        EXPRESSION,
                        field("bin").convert("string", o -> o.format("hex")),
                        "{$convert: {input: '$bin', to: 'string', format: 'hex'}}"),
                row(
                        EXPRESSION,
                        field("bin").convert("int", o -> o.byteOrder("big").option("onError", 0)),
                        "{$convert: {input: '$bin', to: 'int', byteOrder: 'big', onError: 0}}"),
                row(EXPRESSION, field("t").serializeEJSON(), "{$serializeEJSON: {input: '$t'}}"),
                row(EXPRESSION, field("d").deserializeEJSON(), "{$deserializeEJSON: {input: '$d'}}"),
                row(EXPRESSION, field("s").hash("sha256"), "{$hash: {input: '$s', algorithm: 'sha256'}}"),
                row(EXPRESSION, field("s").hexHash("md5"), "{$hexHash: {input: '$s', algorithm: 'md5'}}"),
                row(EXPRESSION, field("n").asNumber().abs(), "{$abs: '$n'}"),
                row(EXPRESSION, field("s").asString().toLower(), "{$toLower: '$s'}"),
                row(EXPRESSION, field("yes").asBoolean().not(), "{$not: ['$yes']}"),
                row(EXPRESSION, field("t").asDate().year(), "{$year: '$t'}"),
                row(EXPRESSION, field("a").asArray().size(), "{$size: '$a'}"),
                row(EXPRESSION, field("d").asDocument().objectToArray(), "{$objectToArray: '$d'}"),
                row(EXPRESSION, bool("yes").and(number("n").gt(1), true), "{$and: ['$yes', {$gt: ['$n', 1]}, true]}"),
                row(EXPRESSION, bool("yes").or(false), "{$or: ['$yes', false]}"),
                row(EXPRESSION, bool("yes").not(), "{$not: ['$yes']}"),
                row(EXPRESSION, bool("yes").cond("$n", "$m"), "{$cond: ['$yes', '$n', '$m']}"),
                row(EXPRESSION, document("d").getField("k.1"), "{$getField: {field: 'k.1', input: '$d'}}"),
                row(EXPRESSION, document("d").getField("$k"), "{$getField: {field: {$literal: '$k'}, input: '$d'}}"),
                row(EXPRESSION, document("d").setField("k", 2), "{$setField: {field: 'k', input: '$d', value: 2}}"),
                row(EXPRESSION, document("d").unsetField("k"), "{$unsetField: {field: 'k', input: '$d'}}"),
                row(EXPRESSION, document("d").mergeObjects(new Document("z", 1)), "{$mergeObjects: ['$d', {z: 1}]}"),
                row(EXPRESSION, document("d").objectToArray(), "{$objectToArray: '$d'}"),
                row(EXPRESSION, Expressions.root().bsonSize(), "{$bsonSize: '$$ROOT'}"));
    }

    private static List<Row> numbers() {
        return List.of(
                row(EXPRESSION, number("n").abs(), "{$abs: '$n'}"),
                row(EXPRESSION, number("n").add("$m", 1), "{$add: ['$n', '$m', 1]}"),
                row(EXPRESSION, number("n").ceil(), "{$ceil: '$n'}"),
                row(EXPRESSION, number("n").divide(2), "{$divide: ['$n', 2]}"),
                row(EXPRESSION, number("n").exp(), "{$exp: '$n'}"),
                row(EXPRESSION, number("n").floor(), "{$floor: '$n'}"),
                row(EXPRESSION, number("n").ln(), "{$ln: '$n'}"),
                row(EXPRESSION, number("n").log(2), "{$log: ['$n', 2]}"),
                row(EXPRESSION, number("n").log10(), "{$log10: '$n'}"),
                row(EXPRESSION, number("n").mod(3), "{$mod: ['$n', 3]}"),
                row(EXPRESSION, number("n").multiply("$m", 2), "{$multiply: ['$n', '$m', 2]}"),
                row(EXPRESSION, number("n").pow(2), "{$pow: ['$n', 2]}"),
                row(EXPRESSION, number("x").round(), "{$round: '$x'}"),
                row(EXPRESSION, number("x").round(1), "{$round: ['$x', 1]}"),
                row(EXPRESSION, number("n").sigmoid(), "{$sigmoid: '$n'}"),
                row(EXPRESSION, number("n").sqrt(), "{$sqrt: '$n'}"),
                row(EXPRESSION, number("n").subtract("$m"), "{$subtract: ['$n', '$m']}"),
                row(EXPRESSION, number("x").trunc(), "{$trunc: '$x'}"),
                row(EXPRESSION, number("x").trunc(1), "{$trunc: ['$x', 1]}"),
                row(EXPRESSION, number("n").bitAnd("$m", 1), "{$bitAnd: ['$n', '$m', 1]}"),
                row(EXPRESSION, number("n").bitOr("$m"), "{$bitOr: ['$n', '$m']}"),
                row(EXPRESSION, number("n").bitXor("$m"), "{$bitXor: ['$n', '$m']}"),
                row(EXPRESSION, number("n").bitNot(), "{$bitNot: '$n'}"),
                row(EXPRESSION, number("n").sin(), "{$sin: '$n'}"),
                row(EXPRESSION, number("n").cos(), "{$cos: '$n'}"),
                row(EXPRESSION, number("n").tan(), "{$tan: '$n'}"),
                row(EXPRESSION, number(0.5).asin(), "{$asin: 0.5}"),
                row(EXPRESSION, number(0.5).acos(), "{$acos: 0.5}"),
                row(EXPRESSION, number("n").atan(), "{$atan: '$n'}"),
                row(EXPRESSION, number("n").atan2("$m"), "{$atan2: ['$n', '$m']}"),
                row(EXPRESSION, number("n").sinh(), "{$sinh: '$n'}"),
                row(EXPRESSION, number("n").cosh(), "{$cosh: '$n'}"),
                row(EXPRESSION, number("n").tanh(), "{$tanh: '$n'}"),
                row(EXPRESSION, number("n").asinh(), "{$asinh: '$n'}"),
                row(EXPRESSION, number("n").acosh(), "{$acosh: '$n'}"),
                row(EXPRESSION, number(0.5).atanh(), "{$atanh: 0.5}"),
                row(EXPRESSION, number("n").degreesToRadians(), "{$degreesToRadians: '$n'}"),
                row(EXPRESSION, number("n").radiansToDegrees(), "{$radiansToDegrees: '$n'}"),
                row(EXPRESSION, number(0).range("$n"), "{$range: [0, '$n']}"),
                row(EXPRESSION, number(0).range(10, 2), "{$range: [0, 10, 2]}"));
    }
}
