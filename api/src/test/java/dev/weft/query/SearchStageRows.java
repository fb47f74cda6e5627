package dev.weft.query;

import static dev.weft.query.Place.STAGE;
import static dev.weft.query.Row.row;

import dev.weft.query.search.SearchCount;
import dev.weft.query.search.SearchHighlight;
import dev.weft.query.search.SearchOperators;
import java.util.List;
import org.bson.BinaryVector;
import org.bson.Document;
import org.bson.conversions.Bson;

/** MongoDB Search manual, "Aggregation Stages"; server manual, {@code $rankFusion}, {@code $scoreFusion}, {@code $score}. */
final class SearchStageRows {
    private static final Bson SEA = SearchOperators.text("words", "sea");
    private static final List<Bson> RANKED = List.of(
            Facet.of("words", Aggregates.sort(Sorts.ascending("n"))),
            Facet.of("numbers", Aggregates.sort(Sorts.descending("m"))));
    private static final List<Bson> SCORED = List.of(Facet.of("numbers", Aggregates.score("$n")));

    private SearchStageRows() {}

    static List<Row> rows() {
        return List.of(
                row(STAGE, Aggregates.search(SEA), "{$search: {text: {query: 'sea', path: 'words'}}}"),
                row(
                        STAGE,
                        Aggregates.search(
                                SEA,
                                o -> o.index("books")
                                        .highlight(SearchHighlight.paths("words"))
                                        .count(SearchCount.total())
                                        .returnStoredSource(true)
                                        .returnScope("parts")
                                        .sort(Sorts.ascending("n"))
                                        .concurrent(true)
                                        .scoreDetails(true)
                                        .tracking("sea")),
                        "{$search: {text: {query: 'sea', path: 'words'}, index: 'books', highlight: {path: 'words'},"
                                + " count: {type: 'total'}, returnStoredSource: true, returnScope: {path: 'parts'},"
                                + " sort: {n: 1}, concurrent: true, scoreDetails: true, tracking: {searchTerms: 'sea'}}}"),
                row(
                        STAGE,
                        Aggregates.search(SEA, o -> o.searchAfter("abc")),
                        "{$search: {text: {query: 'sea', path: 'words'}, searchAfter: 'abc'}}"),
                row(
                        STAGE,
                        Aggregates.search(SEA, o -> o.searchBefore("abc").option("index", "books")),
                        "{$search: {text: {query: 'sea', path: 'words'}, searchBefore: 'abc', index: 'books'}}"),
                row(STAGE, Aggregates.searchMeta(SEA), "{$searchMeta: {text: {query: 'sea', path: 'words'}}}"),
                row(
                        STAGE,
                        Aggregates.searchMeta(SEA, o -> o.count(SearchCount.lowerBound(100))),
                        "{$searchMeta: {text: {query: 'sea', path: 'words'}, count: {type: 'lowerBound', threshold: 100}}}"),
                row(
                        STAGE,
                        Aggregates.vectorSearch(
                                "plot",
                                List.of(0.5, 0.25),
                                "vectors",
                                5,
                                o -> o.numCandidates(100).filter(Filters.eq("n", 1))),
                        "{$vectorSearch: {index: 'vectors', path: 'plot', queryVector: [0.5, 0.25], limit: 5,"
                                + " numCandidates: 100, filter: {n: 1}}}"),
                row(
                        STAGE,
                        Aggregates.vectorSearch(
                                "plot",
                                BinaryVector.int8Vector(new byte[] {1, 2}),
                                "vectors",
                                5,
                                o -> o.exact(true)
                                        .parentFilter(Filters.eq("n", 1))
                                        .nestedScoreMode("avg")
                                        .explainTrace(1, 2)
                                        .returnStoredSource(true)),
                        "{$vectorSearch: {index: 'vectors', path: 'plot', queryVector: BinData(9, 'AwABAg=='), limit: 5,"
                                + " exact: true, parentFilter: {n: 1}, nestedOptions: {scoreMode: 'avg'},"
                                + " explainOptions: {traceDocumentIds: [1, 2]}, returnStoredSource: true}}"),
                row(
                        STAGE,
                        Aggregates.vectorSearch(
                                "plot",
                                SearchOperators.textQuery("sea"),
                                "vectors",
                                5,
                                o -> o.exact(true).model("voyage-4").option("returnStoredSource", false)),
                        "{$vectorSearch: {index: 'vectors', path: 'plot', query: {text: 'sea'}, limit: 5,"
                                + " exact: true, model: 'voyage-4', returnStoredSource: false}}"),
                row(
                        STAGE,
                        Aggregates.rankFusion(RANKED),
                        "{$rankFusion: {input: {pipelines: {words: [{$sort: {n: 1}}], numbers: [{$sort: {m: -1}}]}}}}"),
                row(
                        STAGE,
                        Aggregates.rankFusion(
                                RANKED,
                                o -> o.weight("words", 2).weight("numbers", 0.5).scoreDetails(true)),
                        "{$rankFusion: {input: {pipelines: {words: [{$sort: {n: 1}}], numbers: [{$sort: {m: -1}}]}},"
                                + " scoreDetails: true, combination: {weights: {words: 2.0, numbers: 0.5}}}}"),
                row(
                        STAGE,
                        Aggregates.rankFusion(RANKED, o -> o.option("scoreDetails", false)),
                        "{$rankFusion: {input: {pipelines: {words: [{$sort: {n: 1}}], numbers: [{$sort: {m: -1}}]}},"
                                + " scoreDetails: false}}"),
                row(
                        STAGE,
                        Aggregates.scoreFusion(SCORED, ScoreNormalization.SIGMOID),
                        "{$scoreFusion: {input: {pipelines: {numbers: [{$score: {score: '$n'}}]},"
                                + " normalization: 'sigmoid'}}}"),
                row(
                        STAGE,
                        Aggregates.scoreFusion(
                                SCORED,
                                ScoreNormalization.MIN_MAX_SCALER,
                                o -> o.weight("numbers", 2).avg().scoreDetails(true)),
                        "{$scoreFusion: {input: {pipelines: {numbers: [{$score: {score: '$n'}}]},"
                                + " normalization: 'minMaxScaler'}, scoreDetails: true,"
                                + " combination: {weights: {numbers: 2.0}, method: 'avg'}}}"),
                row(
                        STAGE,
                        Aggregates.scoreFusion(
                                SCORED,
                                ScoreNormalization.NONE,
                                o -> o.expression(new Document("$multiply", List.of("$$numbers", 2)))
                                        .option("scoreDetails", false)),
                        "{$scoreFusion: {input: {pipelines: {numbers: [{$score: {score: '$n'}}]}, normalization: 'none'},"
                                + " scoreDetails: false,"
                                + " combination: {method: 'expression', expression: {$multiply: ['$$numbers', 2]}}}}"),
                row(STAGE, Aggregates.score("$n"), "{$score: {score: '$n'}}"),
                row(
                        STAGE,
                        Aggregates.score(
                                "$n",
                                o -> o.normalization(ScoreNormalization.SIGMOID)
                                        .weight(0.5)
                                        .scoreDetails(true)),
                        "{$score: {score: '$n', normalization: 'sigmoid', weight: 0.5, scoreDetails: true}}"),
                row(STAGE, Aggregates.score("$n", o -> o.option("weight", 1)), "{$score: {score: '$n', weight: 1}}"),
                row(
                        STAGE,
                        Aggregates.rerank("who sails?", List.of("words"), 25, "rerank-2.5"),
                        "{$rerank: {query: {text: 'who sails?'}, path: 'words', numDocsToRerank: 25, model: 'rerank-2.5'}}"),
                row(STAGE, Aggregates.listSearchIndexes(), "{$listSearchIndexes: {}}"),
                row(STAGE, Aggregates.listSearchIndexes("books"), "{$listSearchIndexes: {name: 'books'}}"));
    }
}
