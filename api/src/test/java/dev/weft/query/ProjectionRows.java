package dev.weft.query;

import static dev.weft.query.Place.INDEX;
import static dev.weft.query.Place.PROJECTION;
import static dev.weft.query.Place.SORT;
import static dev.weft.query.Row.row;

import java.util.List;

/** Server manual, "Projection Operators", {@code cursor.sort()} and "Indexes". */
final class ProjectionRows {
    private ProjectionRows() {}

    static List<Row> rows() {
        return List.of(
                row(PROJECTION, Projections.include("n", "m"), "{n: 1, m: 1}"),
                row(PROJECTION, Projections.include(List.of("n")), "{n: 1}"),
                row(PROJECTION, Projections.exclude("n", "m"), "{n: 0, m: 0}"),
                row(PROJECTION, Projections.exclude(List.of("n")), "{n: 0}"),
                row(PROJECTION, Projections.excludeId(), "{_id: 0}"),
                row(PROJECTION, Projections.computed("k", "$n"), "{k: '$n'}"),
                row(PROJECTION, Projections.computedSearchMeta("meta"), "{meta: '$$SEARCH_META'}"),
                row(PROJECTION, Projections.elemMatch("a"), "{'a.$': 1}"),
                row(PROJECTION, Projections.elemMatch("docs", Filters.eq("k", 1)), "{docs: {$elemMatch: {k: 1}}}"),
                row(PROJECTION, Projections.slice("a", -2), "{a: {$slice: -2}}"),
                row(PROJECTION, Projections.slice("a", 1, 2), "{a: {$slice: [1, 2]}}"),
                row(PROJECTION, Projections.meta("k", "recordId"), "{k: {$meta: 'recordId'}}"),
                row(PROJECTION, Projections.metaTextScore("k"), "{k: {$meta: 'textScore'}}"),
                row(PROJECTION, Projections.metaSearchScore("k"), "{k: {$meta: 'searchScore'}}"),
                row(PROJECTION, Projections.metaVectorSearchScore("k"), "{k: {$meta: 'vectorSearchScore'}}"),
                row(PROJECTION, Projections.metaSearchHighlights("k"), "{k: {$meta: 'searchHighlights'}}"),
                row(PROJECTION, Projections.of("a", "$slice", 1), "{a: {$slice: 1}}"),
                row(
                        PROJECTION,
                        Projections.fields(Projections.include("n"), Projections.excludeId()),
                        "{n: 1, _id: 0}"),
                row(
                        PROJECTION,
                        Projections.fields(List.of(Projections.include("n", "m"), Projections.computed("n", "$m"))),
                        "{n: '$m', m: 1}"),
                row(SORT, Sorts.ascending("n", "m"), "{n: 1, m: 1}"),
                row(SORT, Sorts.ascending(List.of("n")), "{n: 1}"),
                row(SORT, Sorts.descending("n"), "{n: -1}"),
                row(SORT, Sorts.descending(List.of("n", "m")), "{n: -1, m: -1}"),
                row(SORT, Sorts.metaTextScore("k"), "{k: {$meta: 'textScore'}}"),
                row(SORT, Sorts.meta("k", "searchScore"), "{k: {$meta: 'searchScore'}}"),
                row(SORT, Sorts.of("n", 1), "{n: 1}"),
                row(SORT, Sorts.orderBy(Sorts.descending("n"), Sorts.ascending("m")), "{n: -1, m: 1}"),
                row(SORT, Sorts.orderBy(List.of(Sorts.ascending("m"))), "{m: 1}"),
                row(INDEX, Indexes.ascending("n", "m"), "{n: 1, m: 1}"),
                row(INDEX, Indexes.ascending(List.of("n")), "{n: 1}"),
                row(INDEX, Indexes.descending("n"), "{n: -1}"),
                row(INDEX, Indexes.descending(List.of("n", "m")), "{n: -1, m: -1}"),
                row(INDEX, Indexes.geo2dsphere("at", "other"), "{at: '2dsphere', other: '2dsphere'}"),
                row(INDEX, Indexes.geo2dsphere(List.of("at")), "{at: '2dsphere'}"),
                row(INDEX, Indexes.geo2d("flat"), "{flat: '2d'}"),
                row(INDEX, Indexes.text("words"), "{words: 'text'}"),
                row(INDEX, Indexes.text(), "{'$**': 'text'}"),
                row(INDEX, Indexes.hashed("n"), "{n: 'hashed'}"),
                row(INDEX, Indexes.wildcard(), "{'$**': 1}"),
                row(INDEX, Indexes.wildcard("d"), "{'d.$**': 1}"),
                row(INDEX, Indexes.of("n", "hashed"), "{n: 'hashed'}"),
                row(INDEX, Indexes.compoundIndex(Indexes.ascending("n"), Indexes.hashed("m")), "{n: 1, m: 'hashed'}"),
                row(INDEX, Indexes.compoundIndex(List.of(Indexes.descending("n"))), "{n: -1}"));
    }
}
