package dev.weft.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.query.search.VectorSearchIndexFields;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who comes from MongoDB's official Java driver finds each builder under the name it has there. */
class FamiliarNamesTest {
    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of(
                        Filters.class,
                        "eq, ne, gt, lt, gte, lte, in, nin, and, or, not, nor, exists, type, mod, regex, text, where, expr, all,"
                                + " elemMatch, size, bitsAllClear, bitsAllSet, bitsAnyClear, bitsAnySet, geoWithin, geoWithinBox,"
                                + " geoWithinPolygon, geoWithinCenter, geoWithinCenterSphere, geoIntersects, near, nearSphere,"
                                + " jsonSchema, empty"),
                Arguments.of(
                        Updates.class,
                        "combine, set, unset, setOnInsert, rename, inc, mul, min, max, currentDate, currentTimestamp, addToSet,"
                                + " addEachToSet, push, pushEach, pull, pullByFilter, pullAll, popFirst, popLast, bitwiseAnd,"
                                + " bitwiseOr, bitwiseXor"),
                Arguments.of(
                        Projections.class,
                        "computed, computedSearchMeta, include, exclude, excludeId, elemMatch, meta, metaTextScore,"
                                + " metaSearchScore, metaVectorSearchScore, metaSearchHighlights, slice, fields"),
                Arguments.of(Sorts.class, "ascending, descending, metaTextScore, orderBy"),
                Arguments.of(Indexes.class, "ascending, descending, geo2dsphere, geo2d, text, hashed, compoundIndex"),
                Arguments.of(
                        Aggregates.class,
                        "addFields, set, bucket, bucketAuto, count, match, project, sort, sortByCount, skip, limit, lookup,"
                                + " facet, graphLookup, group, unionWith, unwind, out, merge, replaceRoot, replaceWith, sample,"
                                + " setWindowFields, densify, fill, search, searchMeta, vectorSearch, rerank, scoreFusion, score,"
                                + " unset, geoNear, documents"),
                Arguments.of(
                        Accumulators.class,
                        "sum, avg, percentile, median, first, firstN, top, topN, last, lastN, bottom, bottomN, max, maxN, min,"
                                + " minN, push, addToSet, mergeObjects, stdDevPop, stdDevSamp, accumulator"),
                Arguments.of(
                        WindowOutputFields.class,
                        "of, sum, avg, percentile, median, stdDevSamp, stdDevPop, min, minN, max, maxN, count, derivative,"
                                + " timeDerivative, integral, timeIntegral, covarianceSamp, covariancePop, expMovingAvg, push,"
                                + " addToSet, first, firstN, top, topN, last, lastN, bottom, bottomN, shift, documentNumber, rank,"
                                + " denseRank, locf, linearFill"),
                Arguments.of(Windows.class, "of, documents, range, timeRange"),
                Arguments.of(VectorSearchIndexFields.class, "vectorField, filterField, autoEmbedField"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameIsThere(Class<?> builders, String names) {
        Set<String> missing = new TreeSet<>(Arrays.asList(names.split(", ", -1)));
        missing.removeAll(Arrays.stream(builders.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet()));
        assertEquals(Set.of(), missing);
    }
}
