package dev.weft.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.query.expression.Expressions;
import dev.weft.query.geo.LineString;
import dev.weft.query.geo.MultiPoint;
import dev.weft.query.geo.MultiPolygon;
import dev.weft.query.geo.Point;
import dev.weft.query.geo.Polygon;
import dev.weft.query.geo.Position;
import dev.weft.query.search.SearchCollectors;
import dev.weft.query.search.SearchCount;
import dev.weft.query.search.SearchFacet;
import dev.weft.query.search.SearchIndexDefinition;
import dev.weft.query.search.SearchOperators;
import dev.weft.query.search.SearchScore;
import dev.weft.query.search.VectorSearchIndexFields;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no server would take is refused where it is written, and the message says what to do. */
class WrongInputTest {
    private static final Bson X = Filters.eq("x", 1);

    private static Named<Executable> wrong(String name, Executable what) {
        return Named.of(name, what);
    }

    static List<Named<Executable>> wrongInput() {
        return List.of(
                wrong("and of nothing", Filters::and),
                wrong("or of nothing", () -> Filters.or(List.of())),
                wrong("nor of nothing", Filters::nor),
                wrong("and of null", () -> Filters.and(X, null)),
                wrong("a filter without a field", () -> Filters.gt(null, 1)),
                wrong("a filter with an operator without dollar sign", () -> Filters.of("x", "gt", 1)),
                wrong("a filter with a bare dollar sign", () -> Filters.of("$", 1)),
                wrong("a negative size", () -> Filters.size("x", -1)),
                wrong("a negative mask", () -> Filters.bitsAllSet("x", -1)),
                wrong("a division by zero", () -> Filters.mod("x", 0, 1)),
                wrong("a rate above one", () -> Filters.sampleRate(1.5)),
                wrong("a rate that is no number", () -> Filters.sampleRate(Double.NaN)),
                wrong("a negative radius", () -> Filters.geoWithinCenter("x", Position.of(0, 0), -1)),
                wrong("a negative distance", () -> Filters.near("x", Point.of(0, 0), o -> o.maxDistance(-1))),
                wrong(
                        "a polygon of two corners",
                        () -> Filters.geoWithinPolygon("x", List.of(Position.of(0, 0), Position.of(1, 1)))),
                wrong("a position of one number", () -> new Position(List.of(1.0))),
                wrong("a position without end", () -> Position.of(Double.POSITIVE_INFINITY, 0)),
                wrong("a line of one position", () -> LineString.of(Position.of(0, 0))),
                wrong("no points", MultiPoint::of),
                wrong("no polygons", () -> MultiPolygon.of()),
                wrong(
                        "a ring that is open",
                        () -> Polygon.of(Position.of(0, 0), Position.of(1, 0), Position.of(1, 1), Position.of(0, 1))),
                wrong("an update of nothing", Updates::combine),
                wrong("an update by no stage", () -> Updates.pipeline(List.of())),
                wrong("an update without a field", () -> Updates.set(null, 1)),
                wrong("a sort of an array in no direction", () -> Updates.pushEach("x", List.of(1), o -> o.sort(0))),
                wrong("a projection of nothing", Projections::include),
                wrong("a projection without anything", () -> Projections.exclude(List.of())),
                wrong("no projections", () -> Projections.fields()),
                wrong("a slice of nothing", () -> Projections.slice("x", 0, 0)),
                wrong("a sort by nothing", Sorts::ascending),
                wrong("a sort by no sorts", () -> Sorts.orderBy(List.of())),
                wrong("an index of nothing", Indexes::descending),
                wrong("a stage without dollar sign", () -> Stage.of("match", X)),
                wrong("a negative skip", () -> Aggregates.skip(-1)),
                wrong("a limit of zero", () -> Aggregates.limit(0)),
                wrong("a sample of zero", () -> Aggregates.sample(0)),
                wrong("one boundary", () -> Aggregates.bucket("$x", List.of(1))),
                wrong("no buckets", () -> Aggregates.bucketAuto("$x", 0)),
                wrong("no facets", () -> Aggregates.facet(List.of())),
                wrong("an unwind without dollar sign", () -> Aggregates.unwind("x")),
                wrong("an unset of nothing", () -> Aggregates.unset(List.of())),
                wrong("windows of nothing", () -> Aggregates.setWindowFields(null, Sorts.ascending("x"))),
                wrong("a window the wrong way round", () -> Windows.documents(1, 0)),
                wrong("a range the wrong way round", () -> Windows.range(1.5, 1)),
                wrong("an average over no documents", () -> WindowOutputFields.expMovingAvg("k", "$x", 0)),
                wrong("an average with too much weight", () -> WindowOutputFields.expMovingAvg("k", "$x", 1.0)),
                wrong("the first none", () -> Accumulators.firstN("k", "$x", 0)),
                wrong("a percentile above one", () -> Accumulators.percentile("k", "$x", 50)),
                wrong("no percentile", () -> Accumulators.percentile("k", "$x")),
                wrong("a step of zero", () -> DensifyRange.fullRangeWithStep(0)),
                wrong(
                        "a range from late to early",
                        () -> DensifyRange.rangeWithStep(Instant.EPOCH.plusSeconds(1), Instant.EPOCH, 1, DateUnit.DAY)),
                wrong("a graph without a start", () -> Aggregates.graphLookup("c", "k", o -> o.connect("a", "b"))),
                wrong(
                        "a vector search that does not say how",
                        () -> Aggregates.vectorSearch("v", List.of(1.0), "i", 5, o -> {})),
                wrong("a fusion of nothing", () -> Aggregates.rankFusion(List.of())),
                wrong(
                        "a weight below zero",
                        () -> Aggregates.rankFusion(
                                List.of(Facet.of("a", Aggregates.sort(X))), o -> o.weight("a", -1))),
                wrong("too many documents to rerank", () -> Aggregates.rerank("q", List.of("p"), 1001, "m")),
                wrong("a switch without branches", () -> Expressions.switchOn(o -> o.otherwise(1))),
                wrong("an expression without dollar sign", () -> Expressions.of("abs", 1)),
                wrong("percentiles out of range", () -> Expressions.array("a").percentile(2.0)),
                wrong("a schema of no types", () -> JsonSchema.type()),
                wrong("a schema of no values", () -> JsonSchema.enumOf()),
                wrong("a negative length", () -> JsonSchema.string(o -> o.minLength(-1))),
                wrong("a multiple of zero", () -> JsonSchema.number(o -> o.multipleOf(0))),
                wrong("a search for nothing", () -> SearchOperators.text("t", List.of(), o -> {})),
                wrong("a compound of nothing", () -> SearchOperators.compound(o -> {})),
                wrong("a range without bounds", () -> SearchOperators.range("n", o -> {})),
                wrong("three edits", () -> SearchOperators.text("t", List.of("x"), o -> o.fuzzy(f -> f.maxEdits(3)))),
                wrong("a boost of zero", () -> SearchScore.boost(0)),
                wrong("a negative threshold", () -> SearchCount.lowerBound(-1)),
                wrong("a facet of one boundary", () -> SearchFacet.numberFacet("k", "n", List.of(1))),
                wrong("a search of no facets", () -> SearchCollectors.facet(List.of())),
                wrong("a vector of no dimension", () -> VectorSearchIndexFields.vectorField("v", 0, "cosine")),
                wrong("an index of no vector", () -> SearchIndexDefinition.vectorSearch()));
    }

    @ParameterizedTest
    @MethodSource("wrongInput")
    void isRefusedWithAMessage(Executable wrong) {
        var refused = assertThrows(IllegalArgumentException.class, wrong);
        assertFalse(refused.getMessage().isBlank());
    }

    @Test
    void theMessageSaysWhatToDo() {
        assertMessage("the filters of and must not be empty: give at least one", Filters::and);
        assertMessage("the path is read as an expression: write \"$a\" instead of \"a\"", () -> Aggregates.unwind("a"));
        assertMessage(
                "\"match\" is no operator: give its name with the dollar sign, such as \"$match\"",
                () -> Stage.of("match", X));
        assertMessage("limit must be positive, and 0 is not: give 1 or more", () -> Aggregates.limit(0));
        assertMessage("the rate 2.0 is out of range: give 0.0 to 1.0", () -> Filters.sampleRate(2));
        assertMessage(
                "an element of the fields must not be null: leave out what is not wanted",
                () -> Projections.include(Arrays.asList("a", null)));
        assertMessage(
                "a ring of 1 positions is not closed: give four or more, the last the same as the first",
                () -> Polygon.of(Position.of(0, 0)));
    }

    private static void assertMessage(String expected, Executable wrong) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, wrong).getMessage());
    }
}
