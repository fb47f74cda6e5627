package dev.weft.query;

import static dev.weft.query.Place.PART;
import static dev.weft.query.Place.SEARCH_INDEX;
import static dev.weft.query.Place.SEARCH_OPERATOR;
import static dev.weft.query.Place.VECTOR_INDEX;
import static dev.weft.query.Row.row;

import dev.weft.query.geo.Point;
import dev.weft.query.geo.Polygon;
import dev.weft.query.geo.Position;
import dev.weft.query.search.SearchCollectors;
import dev.weft.query.search.SearchCount;
import dev.weft.query.search.SearchFacet;
import dev.weft.query.search.SearchHighlight;
import dev.weft.query.search.SearchIndexDefinition;
import dev.weft.query.search.SearchIndexFields;
import dev.weft.query.search.SearchOperators;
import dev.weft.query.search.SearchPath;
import dev.weft.query.search.SearchScore;
import dev.weft.query.search.SearchScoreExpression;
import dev.weft.query.search.VectorSearchIndexFields;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** MongoDB Search manual, "Operators and Collectors", "Modify the Score", "Index Reference". */
final class SearchRows {
    private static final Bson TWICE = SearchScore.boost(2);
    private static final String TWICE_JSON = "score: {boost: {value: 2.0}}";
    private static final Bson SEA = SearchOperators.text("t", "sea");
    private static final String SEA_JSON = "{text: {query: 'sea', path: 't'}}";
    private static final List<String> BOTH = List.of("sea", "sky");
    private static final Instant DAY = Instant.parse("2024-02-29T00:00:00Z");
    private static final Instant NEXT = Instant.parse("2024-03-01T00:00:00Z");

    private SearchRows() {}

    static List<Row> rows() {
        return Stream.of(words(), values(), places(), combined(), scores(), collectors(), indexes())
                .flatMap(List::stream)
                .toList();
    }

    private static Row operator(Bson operator, String json) {
        return row(SEARCH_OPERATOR, operator, json);
    }

    private static List<Row> words() {
        return List.of(
                operator(SearchOperators.text("t", "sea"), SEA_JSON),
                operator(
                        SearchOperators.text(
                                SearchPath.wildcard("t.*"),
                                BOTH,
                                o -> o.fuzzy(f -> f.maxEdits(1)
                                                .prefixLength(2)
                                                .maxExpansions(10)
                                                .option("maxEdits", 2))
                                        .matchCriteria("all")
                                        .score(TWICE)),
                        "{text: {query: ['sea', 'sky'], path: {wildcard: 't.*'}, fuzzy: {maxEdits: 2, prefixLength: 2,"
                                + " maxExpansions: 10}, matchCriteria: 'all', " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.text("t", BOTH, o -> o.fuzzy()),
                        "{text: {query: ['sea', 'sky'], path: 't', fuzzy: {}}}"),
                operator(
                        SearchOperators.text(
                                List.of("t", "u"),
                                BOTH,
                                o -> o.synonyms("sailing").option("matchCriteria", "any")),
                        "{text: {query: ['sea', 'sky'], path: ['t', 'u'], synonyms: 'sailing', matchCriteria: 'any'}}"),
                operator(SearchOperators.autocomplete("t", "se"), "{autocomplete: {query: 'se', path: 't'}}"),
                operator(
                        SearchOperators.autocomplete(
                                "t",
                                BOTH,
                                o -> o.fuzzy(f -> f.maxEdits(1))
                                        .tokenOrder("sequential")
                                        .score(TWICE)
                                        .option("tokenOrder", "any")),
                        "{autocomplete: {query: ['sea', 'sky'], path: 't', fuzzy: {maxEdits: 1}, tokenOrder: 'any', "
                                + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.autocomplete("t", List.of("se"), o -> o.fuzzy()),
                        "{autocomplete: {query: 'se', path: 't', fuzzy: {}}}"),
                operator(SearchOperators.phrase("t", "old man"), "{phrase: {query: 'old man', path: 't'}}"),
                operator(
                        SearchOperators.phrase(
                                "t", BOTH, o -> o.slop(2).score(TWICE).option("slop", 3)),
                        "{phrase: {query: ['sea', 'sky'], path: 't', slop: 3, " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.phrase("t", BOTH, o -> o.synonyms("sailing")),
                        "{phrase: {query: ['sea', 'sky'], path: 't', synonyms: 'sailing'}}"),
                operator(SearchOperators.wildcard("t", "s*"), "{wildcard: {query: 's*', path: 't'}}"),
                operator(
                        SearchOperators.wildcard(
                                SearchPath.multi("t", "english"),
                                List.of("s*"),
                                o -> o.allowAnalyzedField(true).score(TWICE).option("allowAnalyzedField", false)),
                        "{wildcard: {query: 's*', path: {value: 't', multi: 'english'}, allowAnalyzedField: false, "
                                + TWICE_JSON + "}}"),
                operator(SearchOperators.regex("t", "s.a"), "{regex: {query: 's.a', path: 't'}}"),
                operator(
                        SearchOperators.regex("t", List.of("s.a"), o -> o.allowAnalyzedField(true)),
                        "{regex: {query: 's.a', path: 't', allowAnalyzedField: true}}"),
                operator(
                        SearchOperators.queryString("t", "sea AND NOT u:sky"),
                        "{queryString: {defaultPath: 't', query: 'sea AND NOT u:sky'}}"),
                operator(
                        SearchOperators.queryString("t", "sea", o -> o.score(TWICE)),
                        "{queryString: {defaultPath: 't', query: 'sea', " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.of(
                                "span", new Document("term", new Document("path", "t").append("query", "sea"))),
                        "{span: {term: {path: 't', query: 'sea'}}}"));
    }

    private static List<Row> values() {
        return List.of(
                operator(SearchOperators.equals("n", 7), "{equals: {path: 'n', value: 7}}"),
                operator(
                        SearchOperators.equals("yes", true, o -> o.score(TWICE).option("doesNotAffect", "n")),
                        "{equals: {path: 'yes', value: true, " + TWICE_JSON + ", doesNotAffect: 'n'}}"),
                operator(SearchOperators.equalsNull("n"), "{equals: {path: 'n', value: null}}"),
                operator(SearchOperators.exists("n"), "{exists: {path: 'n'}}"),
                operator(SearchOperators.exists("n", o -> o.score(TWICE)), "{exists: {path: 'n', " + TWICE_JSON + "}}"),
                operator(SearchOperators.in("n", List.of(1, 2)), "{in: {path: 'n', value: [1, 2]}}"),
                operator(
                        SearchOperators.in(List.of("n", "m"), List.of(1), o -> o.score(TWICE)),
                        "{in: {path: ['n', 'm'], value: [1], " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.range("n", o -> o.gte(1).lt(5).score(TWICE)),
                        "{range: {path: 'n', gte: 1, lt: 5, " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.range("t", o -> o.gt(DAY).lte(NEXT).option("lte", DAY)),
                        "{range: {path: 't', gt: ISODate('2024-02-29T00:00:00Z'), lte: ISODate('2024-02-29T00:00:00Z')}}"),
                operator(SearchOperators.near("n", 7, 2), "{near: {path: 'n', origin: 7, pivot: 2}}"),
                operator(
                        SearchOperators.near("t", DAY, 1000L, o -> o.score(TWICE)),
                        "{near: {path: 't', origin: ISODate('2024-02-29T00:00:00Z'), pivot: NumberLong(1000), "
                                + TWICE_JSON + "}}"));
    }

    private static List<Row> places() {
        Point here = Point.of(1, 2);
        String hereJson = "{type: 'Point', coordinates: [1.0, 2.0]}";
        Polygon area = Polygon.of(Position.of(0, 0), Position.of(4, 0), Position.of(4, 4), Position.of(0, 0));
        String areaJson = "{type: 'Polygon', coordinates: [[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]]]}";
        return List.of(
                operator(
                        SearchOperators.near("at", here, 1000),
                        "{near: {path: 'at', origin: " + hereJson + ", pivot: 1000}}"),
                operator(
                        SearchOperators.geoShape("at", "within", area),
                        "{geoShape: {path: 'at', relation: 'within', geometry: " + areaJson + "}}"),
                operator(
                        SearchOperators.geoWithin("at", area), "{geoWithin: {path: 'at', geometry: " + areaJson + "}}"),
                operator(
                        SearchOperators.geoWithinBox("at", here, Point.of(3, 4)),
                        "{geoWithin: {path: 'at', box: {bottomLeft: " + hereJson
                                + ", topRight: {type: 'Point', coordinates: [3.0, 4.0]}}}}"),
                operator(
                        SearchOperators.geoWithinCircle("at", here, 500),
                        "{geoWithin: {path: 'at', circle: {center: " + hereJson + ", radius: 500.0}}}"));
    }

    private static List<Row> combined() {
        return List.of(
                operator(
                        SearchOperators.compound(o -> o.must(SEA)
                                .mustNot(SearchOperators.exists("n"))
                                .should(SEA, SEA)
                                .filter(SEA)
                                .minimumShouldMatch(1)
                                .score(TWICE)
                                .option("minimumShouldMatch", 2)),
                        "{compound: {must: [" + SEA_JSON + "], mustNot: [{exists: {path: 'n'}}], should: [" + SEA_JSON
                                + ", " + SEA_JSON + "], filter: [" + SEA_JSON + "], minimumShouldMatch: 2, "
                                + TWICE_JSON
                                + "}}"),
                operator(
                        SearchOperators.embeddedDocument("docs", SEA),
                        "{embeddedDocument: {path: 'docs', operator: " + SEA_JSON + "}}"),
                operator(
                        SearchOperators.embeddedDocument("docs", SEA, o -> o.score(SearchScore.embedded("mean"))),
                        "{embeddedDocument: {path: 'docs', operator: " + SEA_JSON
                                + ", score: {embedded: {aggregate: 'mean'}}}}"),
                operator(
                        SearchOperators.hasAncestor("docs", SEA),
                        "{hasAncestor: {ancestorPath: 'docs', operator: " + SEA_JSON + "}}"),
                operator(SearchOperators.hasRoot(SEA), "{hasRoot: {operator: " + SEA_JSON + "}}"),
                operator(
                        SearchOperators.moreLikeThis(new Document("t", "sea")), "{moreLikeThis: {like: [{t: 'sea'}]}}"),
                operator(
                        SearchOperators.moreLikeThis(List.of(new Document("t", "sea")), o -> o.score(TWICE)),
                        "{moreLikeThis: {like: [{t: 'sea'}], " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.vectorSearch(
                                "v",
                                List.of(0.5, 0.25),
                                5,
                                o -> o.numCandidates(100).filter(SEA).score(TWICE)),
                        "{vectorSearch: {path: 'v', queryVector: [0.5, 0.25], limit: 5, numCandidates: 100, filter: "
                                + SEA_JSON + ", " + TWICE_JSON + "}}"),
                operator(
                        SearchOperators.vectorSearch(
                                "v",
                                SearchOperators.textQuery("sea"),
                                5,
                                o -> o.exact(true).option("model", "voyage-4")),
                        "{vectorSearch: {path: 'v', query: {text: 'sea'}, limit: 5, exact: true, model: 'voyage-4'}}"),
                row(PART, SearchOperators.textQuery("sea"), "{text: 'sea'}"),
                row(PART, SearchPath.wildcard("t.*"), "{wildcard: 't.*'}"),
                row(PART, SearchPath.multi("t", "english"), "{value: 't', multi: 'english'}"));
    }

    private static List<Row> scores() {
        return List.of(
                row(PART, SearchScore.boost(2), "{boost: {value: 2.0}}"),
                row(PART, SearchScore.boost("n"), "{boost: {path: 'n'}}"),
                row(PART, SearchScore.boost("n", 1), "{boost: {path: 'n', undefined: 1.0}}"),
                row(PART, SearchScore.constant(5), "{constant: {value: 5.0}}"),
                row(PART, SearchScore.function(SearchScoreExpression.relevance()), "{function: {score: 'relevance'}}"),
                row(PART, SearchScore.embedded("sum"), "{embedded: {aggregate: 'sum'}}"),
                row(
                        PART,
                        SearchScore.of("dismax", new Document("tieBreakerScore", 0.5)),
                        "{dismax: {tieBreakerScore: 0.5}}"),
                row(PART, SearchScoreExpression.path("n"), "{path: 'n'}"),
                row(PART, SearchScoreExpression.path("n", 3), "{path: {value: 'n', undefined: 3.0}}"),
                row(PART, SearchScoreExpression.constant(3), "{constant: 3.0}"),
                row(
                        PART,
                        SearchScoreExpression.gauss("n", 95, 5),
                        "{gauss: {path: {value: 'n', undefined: 0.0}, origin: 95.0, scale: 5.0}}"),
                row(
                        PART,
                        SearchScoreExpression.gauss(
                                "n",
                                95,
                                5,
                                o -> o.offset(5).decay(0.25).undefined(4.6).option("decay", 0.5)),
                        "{gauss: {path: {value: 'n', undefined: 4.6}, origin: 95.0, scale: 5.0, offset: 5.0, decay: 0.5}}"),
                row(PART, SearchScoreExpression.log(SearchScoreExpression.path("n")), "{log: {path: 'n'}}"),
                row(PART, SearchScoreExpression.log1p(SearchScoreExpression.path("n")), "{log1p: {path: 'n'}}"),
                row(
                        PART,
                        SearchScoreExpression.add(SearchScoreExpression.constant(1), SearchScoreExpression.path("n")),
                        "{add: [{constant: 1.0}, {path: 'n'}]}"),
                row(
                        PART,
                        SearchScoreExpression.multiply(
                                SearchScoreExpression.constant(2), SearchScoreExpression.relevance()),
                        "{multiply: [{constant: 2.0}, {score: 'relevance'}]}"),
                row(PART, SearchScoreExpression.of("constant", 1), "{constant: 1}"),
                row(PART, SearchCount.total(), "{type: 'total'}"),
                row(PART, SearchCount.lowerBound(), "{type: 'lowerBound'}"),
                row(PART, SearchCount.lowerBound(100), "{type: 'lowerBound', threshold: 100}"),
                row(PART, SearchCount.of("total"), "{type: 'total'}"),
                row(PART, SearchHighlight.paths("t"), "{path: 't'}"),
                row(
                        PART,
                        SearchHighlight.paths(
                                List.of("t", "u"),
                                o -> o.maxCharsToExamine(1000).maxNumPassages(2).option("maxNumPassages", 3)),
                        "{path: ['t', 'u'], maxCharsToExamine: 1000, maxNumPassages: 3}"));
    }

    private static List<Row> collectors() {
        return List.of(
                operator(
                        SearchCollectors.facet(
                                SEA,
                                SearchFacet.stringFacet("genres", "genre"),
                                SearchFacet.numberFacet("years", "year", List.of(1900, 2000))),
                        "{facet: {operator: " + SEA_JSON + ", facets: {genres: {type: 'string', path: 'genre'},"
                                + " years: {type: 'number', path: 'year', boundaries: [1900, 2000]}}}}"),
                operator(
                        SearchCollectors.facet(SEA, List.of(SearchFacet.stringFacet("genres", "genre", 5))),
                        "{facet: {operator: " + SEA_JSON
                                + ", facets: {genres: {type: 'string', path: 'genre', numBuckets: 5}}}}"),
                operator(
                        SearchCollectors.facet(List.of(SearchFacet.dateFacet("days", "t", List.of(DAY, NEXT)))),
                        "{facet: {facets: {days: {type: 'date', path: 't', boundaries:"
                                + " [ISODate('2024-02-29T00:00:00Z'), ISODate('2024-03-01T00:00:00Z')]}}}}"),
                row(
                        PART,
                        SearchFacet.numberFacet("years", "year", List.of(1900, 2000), "other"),
                        "{years: {type: 'number', path: 'year', boundaries: [1900, 2000], default: 'other'}}"),
                row(
                        PART,
                        SearchFacet.dateFacet("days", "t", List.of(DAY, NEXT), "other"),
                        "{days: {type: 'date', path: 't', boundaries:"
                                + " [ISODate('2024-02-29T00:00:00Z'), ISODate('2024-03-01T00:00:00Z')], default: 'other'}}"),
                row(
                        PART,
                        SearchFacet.of("k", new Document("type", "string").append("path", "t")),
                        "{k: {type: 'string', path: 't'}}"));
    }

    private static List<Row> indexes() {
        return List.of(
                row(SEARCH_INDEX, SearchIndexDefinition.search(o -> o.dynamic(true)), "{mappings: {dynamic: true}}"),
                row(
                        SEARCH_INDEX,
                        SearchIndexDefinition.search(o -> o.dynamic("plain")
                                .typeSets(Document.parse("{name: 'plain', types: [{type: 'string'}]}"))),
                        "{mappings: {dynamic: {typeSet: 'plain'}}, typeSets: [{name: 'plain', types: [{type: 'string'}]}]}"),
                row(
                        SEARCH_INDEX,
                        SearchIndexDefinition.search(o -> o.dynamic(false)
                                .fields(
                                        SearchIndexFields.field(
                                                "t", "string", f -> f.option("analyzer", "lucene.english")),
                                        SearchIndexFields.field("n", "number"),
                                        SearchIndexFields.field("s", List.of("string", "token")),
                                        SearchIndexFields.document("d"),
                                        SearchIndexFields.document("e", SearchIndexFields.field("k", "number")),
                                        SearchIndexFields.embeddedDocuments("docs"),
                                        SearchIndexFields.embeddedDocuments(
                                                "more", SearchIndexFields.field("k", "token")))
                                .analyzer("lucene.standard")
                                .searchAnalyzer("mine")
                                .analyzers(Document.parse("{name: 'mine', tokenizer: {type: 'whitespace'}}"))
                                .storedSource(new Document("include", List.of("t")))
                                .synonyms("sailing", "synonyms", "lucene.english")
                                .numPartitions(2)),
                        "{mappings: {dynamic: false, fields: {t: {type: 'string', analyzer: 'lucene.english'},"
                                + " n: {type: 'number'}, s: [{type: 'string'}, {type: 'token'}],"
                                + " d: {type: 'document', dynamic: true},"
                                + " e: {type: 'document', fields: {k: {type: 'number'}}},"
                                + " docs: {type: 'embeddedDocuments', dynamic: true},"
                                + " more: {type: 'embeddedDocuments', fields: {k: {type: 'token'}}}}},"
                                + " analyzer: 'lucene.standard', searchAnalyzer: 'mine',"
                                + " analyzers: [{name: 'mine', tokenizer: {type: 'whitespace'}}],"
                                + " storedSource: {include: ['t']},"
                                + " synonyms: [{name: 'sailing', source: {collection: 'synonyms'}, analyzer: 'lucene.english'}],"
                                + " numPartitions: 2}"),
                row(
                        SEARCH_INDEX,
                        SearchIndexDefinition.search(
                                o -> o.dynamic(true).storedSource(true).option("numPartitions", 4)),
                        "{mappings: {dynamic: true}, storedSource: true, numPartitions: 4}"),
                row(
                        VECTOR_INDEX,
                        SearchIndexDefinition.vectorSearch(
                                VectorSearchIndexFields.vectorField("v", 1536, "cosine"),
                                VectorSearchIndexFields.filterField("n")),
                        "{fields: [{type: 'vector', path: 'v', numDimensions: 1536, similarity: 'cosine'},"
                                + " {type: 'filter', path: 'n'}]}"),
                row(
                        VECTOR_INDEX,
                        SearchIndexDefinition.vectorSearch(
                                List.of(
                                        VectorSearchIndexFields.vectorField(
                                                "v",
                                                4,
                                                "dotProduct",
                                                o -> o.quantization("scalar")
                                                        .hnsw(32, 200)
                                                        .option("indexingMethod", "hnsw")),
                                        VectorSearchIndexFields.autoEmbedField("text", "t", "voyage-4")),
                                new Document("include", List.of("t"))),
                        "{fields: [{type: 'vector', path: 'v', numDimensions: 4, similarity: 'dotProduct',"
                                + " quantization: 'scalar', hnswOptions: {maxEdges: 32, numEdgeCandidates: 200},"
                                + " indexingMethod: 'hnsw'},"
                                + " {type: 'autoEmbed', modality: 'text', path: 't', model: 'voyage-4'}],"
                                + " storedSource: {include: ['t']}}"));
    }
}
