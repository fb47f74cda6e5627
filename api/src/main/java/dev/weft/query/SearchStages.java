package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * Stages of MongoDB Search and MongoDB Vector Search, which servers have that run with it, and stages that score. Users call these as
 * methods of {@link Aggregates}, which would be too long a file.
 */
class SearchStages extends ServerStages {
    SearchStages() {}

    /**
     * Documents by words, places and more (MongoDB Search manual, {@code $search}).
     *
     * @param searcher an operator or a collector, see {@link dev.weft.query.search.SearchOperators}
     * @return a stage
     */
    public static Bson search(Bson searcher) {
        return search(searcher, o -> {});
    }

    /**
     * Documents by words, places and more (MongoDB Search manual, {@code $search}).
     *
     * @param searcher an operator or a collector, see {@link dev.weft.query.search.SearchOperators}
     * @param o the options
     * @return a stage
     */
    public static Bson search(Bson searcher, Consumer<? super SearchOptions> o) {
        return Stage.of("$search", search(o, searcher));
    }

    /**
     * How many documents a search finds, as a whole or by facets (MongoDB Search manual, {@code $searchMeta}).
     *
     * @param searcher an operator or a collector, see {@link dev.weft.query.search.SearchOperators}
     * @return a stage
     */
    public static Bson searchMeta(Bson searcher) {
        return searchMeta(searcher, o -> {});
    }

    /**
     * How many documents a search finds, as a whole or by facets (MongoDB Search manual, {@code $searchMeta}).
     *
     * @param searcher an operator or a collector, see {@link dev.weft.query.search.SearchOperators}
     * @param o the options
     * @return a stage
     */
    public static Bson searchMeta(Bson searcher, Consumer<? super SearchOptions> o) {
        return Stage.of("$searchMeta", search(o, searcher));
    }

    private static Bson search(Consumer<? super SearchOptions> o, Bson searcher) {
        var form = new SearchOptions();
        o.accept(form);
        return Fields.joined(List.of(Given.value("the operator", searcher), form.slots.bson()));
    }

    /**
     * The documents with the nearest vectors; the first stage (MongoDB Vector Search manual, {@code $vectorSearch}).
     *
     * @param path the field with the vectors
     * @param queryVector a list of numbers, a {@link org.bson.BinaryVector}, or a text where the index embeds by itself, see
     *     {@link dev.weft.query.search.SearchOperators#textQuery}
     * @param index the vector search index
     * @param limit how many documents, positive
     * @param o how exactly it looks: {@code numCandidates} or {@code exact}
     * @return a stage
     * @throws IllegalArgumentException if the limit is not positive, or neither {@code numCandidates} nor {@code exact} is set
     */
    public static Bson vectorSearch(
            String path, Object queryVector, String index, int limit, Consumer<? super VectorSearchOptions> o) {
        var form = new VectorSearchOptions();
        o.accept(form);
        if (!form.slots.has("numCandidates") && !form.slots.has("exact")) {
            throw new IllegalArgumentException("say how exactly to look: numCandidates(" + 20L * limit
                    + ") for a search among so many, or exact(true) for one among all");
        }
        return Stage.of(
                "$vectorSearch",
                new Slots()
                        .with("index", Given.value("the index", index))
                        .with("path", Given.value("the path", path))
                        .with(
                                queryVector instanceof Bson ? "query" : "queryVector",
                                Given.value("the vector", queryVector))
                        .with("limit", Given.positive("limit", limit))
                        .with(form.slots)
                        .bson());
    }

    /**
     * The results of several pipelines as one, by their places in each; since MongoDB 8.0 (server manual, {@code $rankFusion}).
     *
     * @param pipelines at least one, each a {@link Facet}; they search or sort, and change no document
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson rankFusion(List<? extends Bson> pipelines) {
        return rankFusion(pipelines, o -> {});
    }

    /**
     * The results of several pipelines as one, by their places in each; since MongoDB 8.0 (server manual, {@code $rankFusion}).
     *
     * @param pipelines at least one, each a {@link Facet}; they search or sort, and change no document
     * @param o how much each counts
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson rankFusion(List<? extends Bson> pipelines, Consumer<? super RankFusionOptions> o) {
        var form = new RankFusionOptions();
        o.accept(form);
        return Stage.of(
                "$rankFusion",
                new Slots()
                        .with("input", Fields.one("pipelines", pipelines(pipelines)))
                        .with(form.slots())
                        .bson());
    }

    /**
     * The results of several pipelines as one, by their scores in each; since MongoDB 8.2 (server manual, {@code $scoreFusion}).
     *
     * @param pipelines at least one, each a {@link Facet}; they search or score, and change no document
     * @param normalization how scores are made comparable
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson scoreFusion(List<? extends Bson> pipelines, ScoreNormalization normalization) {
        return scoreFusion(pipelines, normalization, o -> {});
    }

    /**
     * The results of several pipelines as one, by their scores in each; since MongoDB 8.2 (server manual, {@code $scoreFusion}).
     *
     * @param pipelines at least one, each a {@link Facet}; they search or score, and change no document
     * @param normalization how scores are made comparable
     * @param o how they are combined
     * @return a stage
     * @throws IllegalArgumentException if there is none
     */
    public static Bson scoreFusion(
            List<? extends Bson> pipelines, ScoreNormalization normalization, Consumer<? super ScoreFusionOptions> o) {
        var form = new ScoreFusionOptions();
        o.accept(form);
        return Stage.of(
                "$scoreFusion",
                new Slots()
                        .with(
                                "input",
                                new Slots()
                                        .with("pipelines", pipelines(pipelines))
                                        .with("normalization", normalization.word())
                                        .bson())
                        .with(form.slots())
                        .bson());
    }

    /**
     * Gives each document a score; since MongoDB 8.2 (server manual, {@code $score}).
     *
     * @param expression a number
     * @return a stage
     */
    public static Bson score(Object expression) {
        return score(expression, o -> {});
    }

    /**
     * Gives each document a score; since MongoDB 8.2 (server manual, {@code $score}).
     *
     * @param expression a number
     * @param o what becomes of it
     * @return a stage
     */
    public static Bson score(Object expression, Consumer<? super ScoreOptions> o) {
        var form = new ScoreOptions();
        o.accept(form);
        return Stage.of(
                "$score", new Slots().with("score", expression).with(form.slots).bson());
    }

    /**
     * Puts the first documents into the order that a model finds best for a question; on Atlas, since MongoDB 8.3 (MongoDB Vector
     * Search manual, {@code $rerank}).
     *
     * @param query the question
     * @param paths the fields the model reads, at least one
     * @param numDocsToRerank how many documents, 1 to 1000
     * @param model such as {@code "rerank-2.5"}
     * @return a stage
     * @throws IllegalArgumentException if there is no path, or the number is out of range
     */
    public static Bson rerank(String query, List<String> paths, int numDocsToRerank, String model) {
        List<String> fields = Given.some("the paths", paths);
        return Stage.of(
                "$rerank",
                new Slots()
                        .with("query", Fields.one("text", Given.value("the question", query)))
                        .with("path", fields.size() == 1 ? fields.getFirst() : fields)
                        .with("numDocsToRerank", (int) Given.within("numDocsToRerank", numDocsToRerank, 1, 1000))
                        .with("model", Given.value("the model", model))
                        .bson());
    }

    /** {@return a stage: the search indexes of a collection (server manual, {@code $listSearchIndexes})} */
    public static Bson listSearchIndexes() {
        return Stage.of("$listSearchIndexes", Fields.nothing());
    }

    /**
     * {@return a stage: one search index of a collection, by its name (server manual, {@code $listSearchIndexes})}
     *
     * @param name the index's name
     */
    public static Bson listSearchIndexes(String name) {
        return Stage.of("$listSearchIndexes", Fields.one("name", Given.value("the name", name)));
    }

    private static Bson pipelines(List<? extends Bson> pipelines) {
        return Fields.joined(new ArrayList<>(Given.some("the pipelines", pipelines)));
    }
}
