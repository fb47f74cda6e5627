package dev.weft.query;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gt;
import static dev.weft.query.Place.FILTER;
import static dev.weft.query.Row.row;

import dev.weft.query.expression.Expressions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.BsonType;
import org.bson.Document;

/** Server manual, "Query Predicates". */
final class FilterRows {
    private FilterRows() {}

    static List<Row> rows() {
        return List.of(
                row(FILTER, Filters.empty(), "{}"),
                row(FILTER, eq(7), "{_id: 7}"),
                row(FILTER, eq("n", null), "{n: null}"),
                row(FILTER, eq("d", Map.of("$gt", "")), "{d: {$eq: {$gt: ''}}}"),
                row(FILTER, Filters.ne("n", 1), "{n: {$ne: 1}}"),
                row(FILTER, gt("n", 1), "{n: {$gt: 1}}"),
                row(FILTER, Filters.gte("n", 1.5), "{n: {$gte: 1.5}}"),
                row(FILTER, Filters.lt("n", 1L), "{n: {$lt: NumberLong(1)}}"),
                row(FILTER, Filters.lte("s", "x"), "{s: {$lte: 'x'}}"),
                row(FILTER, Filters.in("n", 1, "x", 2.5), "{n: {$in: [1, 'x', 2.5]}}"),
                row(FILTER, Filters.in("n", Arrays.asList(1, null)), "{n: {$in: [1, null]}}"),
                row(FILTER, Filters.nin("n", 1, 2), "{n: {$nin: [1, 2]}}"),
                row(FILTER, Filters.nin("n", List.of()), "{n: {$nin: []}}"),
                row(FILTER, Filters.all("a", 1, 2), "{a: {$all: [1, 2]}}"),
                row(FILTER, Filters.all("a", List.of(List.of(1))), "{a: {$all: [[1]]}}"),
                row(FILTER, Filters.and(eq("n", 1), gt("m", 2)), "{$and: [{n: 1}, {m: {$gt: 2}}]}"),
                row(FILTER, Filters.and(List.of(eq("n", 1))), "{$and: [{n: 1}]}"),
                row(FILTER, Filters.or(eq("n", 1), new Document("m", 1)), "{$or: [{n: 1}, {m: 1}]}"),
                row(FILTER, Filters.or(List.of(eq("n", true))), "{$or: [{n: true}]}"),
                row(FILTER, Filters.nor(eq("n", 1), eq("m", 1)), "{$nor: [{n: 1}, {m: 1}]}"),
                row(FILTER, Filters.nor(List.of(eq("n", 1))), "{$nor: [{n: 1}]}"),
                row(FILTER, Filters.not(gt("n", 1)), "{$nor: [{n: {$gt: 1}}]}"),
                row(FILTER, Filters.exists("n"), "{n: {$exists: true}}"),
                row(FILTER, Filters.exists("n", false), "{n: {$exists: false}}"),
                row(FILTER, Filters.type("s", BsonType.STRING), "{s: {$type: 2}}"),
                row(FILTER, Filters.type("n", "number"), "{n: {$type: 'number'}}"),
                row(FILTER, Filters.mod("n", 4, 0), "{n: {$mod: [NumberLong(4), NumberLong(0)]}}"),
                row(FILTER, Filters.regex("s", "^x"), "{s: {$regularExpression: {pattern: '^x', options: ''}}}"),
                row(FILTER, Filters.regex("s", "^x", "i"), "{s: {$regularExpression: {pattern: '^x', options: 'i'}}}"),
                row(
                        FILTER,
                        Filters.regex("s", Pattern.compile("^x", Pattern.CASE_INSENSITIVE)),
                        "{s: {$regularExpression: {pattern: '^x', options: 'i'}}}"),
                row(FILTER, Filters.text("sea"), "{$text: {$search: 'sea'}}"),
                row(
                        FILTER,
                        Filters.text(
                                "sea", o -> o.language("en").caseSensitive(true).diacriticSensitive(true)),
                        "{$text: {$search: 'sea', $language: 'en', $caseSensitive: true, $diacriticSensitive: true}}"),
                row(FILTER, Filters.expr(Expressions.number("n").gt("$m")), "{$expr: {$gt: ['$n', '$m']}}"),
                row(FILTER, Filters.where("this.n > 1"), "{$where: 'this.n > 1'}"),
                row(FILTER, Filters.elemMatch("docs", eq("k", 1)), "{docs: {$elemMatch: {k: 1}}}"),
                row(FILTER, Filters.size("a", 3), "{a: {$size: 3}}"),
                row(FILTER, Filters.bitsAllClear("n", 3), "{n: {$bitsAllClear: NumberLong(3)}}"),
                row(FILTER, Filters.bitsAllSet("n", 3), "{n: {$bitsAllSet: NumberLong(3)}}"),
                row(FILTER, Filters.bitsAnyClear("n", 3), "{n: {$bitsAnyClear: NumberLong(3)}}"),
                row(FILTER, Filters.bitsAnySet("n", 3), "{n: {$bitsAnySet: NumberLong(3)}}"),
                row(
                        FILTER,
                        Filters.jsonSchema(JsonSchema.object(o -> o.required("n"))),
                        "{$jsonSchema: {bsonType: 'object', required: ['n']}}"),
                row(FILTER, Filters.comment("why"), "{$comment: 'why'}"),
                row(FILTER, Filters.sampleRate(0.5), "{$sampleRate: 0.5}"),
                row(FILTER, Filters.of("n", "$gt", 1), "{n: {$gt: 1}}"),
                row(FILTER, Filters.of("$comment", "why"), "{$comment: 'why'}"));
    }
}
