package dev.weft.query;

import static dev.weft.query.Place.UPDATE;
import static dev.weft.query.Row.row;

import java.util.List;
import org.bson.Document;

/** Server manual, "Update Operators". */
final class UpdateRows {
    private UpdateRows() {}

    static List<Row> rows() {
        return List.of(
                row(UPDATE, Updates.set("n", 5), "{$set: {n: 5}}"),
                row(UPDATE, Updates.set(new Document("n", 5).append("m", null)), "{$set: {n: 5, m: null}}"),
                row(UPDATE, Updates.setOnInsert("n", 5), "{$setOnInsert: {n: 5}}"),
                row(UPDATE, Updates.setOnInsert(new Document("n", 5)), "{$setOnInsert: {n: 5}}"),
                row(UPDATE, Updates.unset("n"), "{$unset: {n: ''}}"),
                row(UPDATE, Updates.rename("n", "k"), "{$rename: {n: 'k'}}"),
                row(UPDATE, Updates.inc("n", 2), "{$inc: {n: 2}}"),
                row(UPDATE, Updates.mul("n", 1.5), "{$mul: {n: 1.5}}"),
                row(UPDATE, Updates.min("n", 1), "{$min: {n: 1}}"),
                row(UPDATE, Updates.max("n", 9), "{$max: {n: 9}}"),
                row(UPDATE, Updates.currentDate("when"), "{$currentDate: {when: true}}"),
                row(UPDATE, Updates.currentTimestamp("when"), "{$currentDate: {when: {$type: 'timestamp'}}}"),
                row(UPDATE, Updates.addToSet("a", 7), "{$addToSet: {a: 7}}"),
                row(UPDATE, Updates.addEachToSet("a", List.of(7, 8)), "{$addToSet: {a: {$each: [7, 8]}}}"),
                row(UPDATE, Updates.push("a", 7), "{$push: {a: 7}}"),
                row(UPDATE, Updates.pushEach("a", List.of(7, 8)), "{$push: {a: {$each: [7, 8]}}}"),
                row(
                        UPDATE,
                        Updates.pushEach(
                                "a", List.of(7), o -> o.position(0).slice(5).sort(-1)),
                        "{$push: {a: {$each: [7], $position: 0, $slice: 5, $sort: -1}}}"),
                row(
                        UPDATE,
                        Updates.pushEach("docs", List.of(), o -> o.sort(Sorts.ascending("k"))),
                        "{$push: {docs: {$each: [], $sort: {k: 1}}}}"),
                row(UPDATE, Updates.pull("a", 1), "{$pull: {a: 1}}"),
                row(UPDATE, Updates.pullByFilter(Filters.gt("a", 1)), "{$pull: {a: {$gt: 1}}}"),
                row(UPDATE, Updates.pullAll("a", List.of(1, 2)), "{$pullAll: {a: [1, 2]}}"),
                row(UPDATE, Updates.popFirst("a"), "{$pop: {a: -1}}"),
                row(UPDATE, Updates.popLast("a"), "{$pop: {a: 1}}"),
                row(UPDATE, Updates.bitwiseAnd("n", 5), "{$bit: {n: {and: 5}}}"),
                row(UPDATE, Updates.bitwiseAnd("n", 5L), "{$bit: {n: {and: NumberLong(5)}}}"),
                row(UPDATE, Updates.bitwiseOr("n", 5), "{$bit: {n: {or: 5}}}"),
                row(UPDATE, Updates.bitwiseOr("n", 5L), "{$bit: {n: {or: NumberLong(5)}}}"),
                row(UPDATE, Updates.bitwiseXor("n", 5), "{$bit: {n: {xor: 5}}}"),
                row(UPDATE, Updates.bitwiseXor("n", 5L), "{$bit: {n: {xor: NumberLong(5)}}}"),
                row(UPDATE, Updates.of("$set", "n", 5), "{$set: {n: 5}}"),
                row(
                        UPDATE,
                        Updates.combine(Updates.set("n", 1), Updates.inc("m", 2), Updates.set("s", null)),
                        "{$set: {n: 1, s: null}, $inc: {m: 2}}"),
                row(
                        UPDATE,
                        Updates.combine(List.of(new Document("$set", new Document("n", 1)), Updates.set("m", 2))),
                        "{$set: {n: 1, m: 2}}"));
    }
}
