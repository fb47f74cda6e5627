package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * What {@link dev.weft.query.Aggregates#search} looks for (MongoDB Search manual, "Operators and Collectors"). A path is a field, a list
 * of fields, or what {@link SearchPath} makes. What they return prints as JSON.
 */
public final class SearchOperators extends WordOperators {
    private SearchOperators() {}

    /**
     * An operator or a collector that has no method here yet.
     *
     * @param name its name, such as {@code "span"}
     * @param value what it takes
     * @return an operator: {@code {name: value}}
     */
    public static Bson of(String name, Object value) {
        return Fields.one(name, value);
    }

    /**
     * What a text of words, fields, {@code AND}, {@code OR}, {@code NOT} and ranges says (MongoDB Search manual, {@code queryString}).
     *
     * @param defaultPath the field of words without one
     * @param query the text
     * @return an operator
     */
    public static Bson queryString(String defaultPath, String query) {
        return queryString(defaultPath, query, o -> {});
    }

    /**
     * What a text of words, fields, {@code AND}, {@code OR}, {@code NOT} and ranges says (MongoDB Search manual, {@code queryString}).
     *
     * @param defaultPath the field of words without one
     * @param query the text
     * @param o the score
     * @return an operator
     */
    public static Bson queryString(String defaultPath, String query, Consumer<? super MatchOptions> o) {
        return Fields.one(
                "queryString",
                new Slots()
                        .with("defaultPath", Given.value("the field", defaultPath))
                        .with("query", Given.value("the text", query))
                        .with(scored(o))
                        .bson());
    }

    /**
     * Documents like others (MongoDB Search manual, {@code moreLikeThis}).
     *
     * @param like at least one
     * @return an operator
     * @throws IllegalArgumentException if there is none
     */
    public static Bson moreLikeThis(Bson... like) {
        return moreLikeThis(List.of(like), o -> {});
    }

    /**
     * Documents like others (MongoDB Search manual, {@code moreLikeThis}).
     *
     * @param like at least one
     * @param o the score
     * @return an operator
     * @throws IllegalArgumentException if there is none
     */
    public static Bson moreLikeThis(List<? extends Bson> like, Consumer<? super MatchOptions> o) {
        return Fields.one(
                "moreLikeThis",
                new Slots()
                        .with("like", Given.some("the documents", like))
                        .with(scored(o))
                        .bson());
    }

    /**
     * Several operators as one (MongoDB Search manual, {@code compound}).
     *
     * @param o what must, must not and should match; at least one
     * @return an operator
     * @throws IllegalArgumentException if there is none
     */
    public static Bson compound(Consumer<? super CompoundOptions> o) {
        var form = new CompoundOptions();
        o.accept(form);
        if (form.slots.isEmpty()) {
            throw new IllegalArgumentException("a compound of nothing: call must, mustNot, should or filter");
        }
        return Fields.one("compound", form.slots.bson());
    }

    /**
     * {@return an operator: an operator on one element of an array of documents (MongoDB Search manual, {@code embeddedDocument})}
     *
     * @param path a field that is indexed as {@code embeddedDocuments}
     * @param operator what the element must match; its paths begin at the root of the document
     */
    public static Bson embeddedDocument(String path, Bson operator) {
        return embeddedDocument(path, operator, o -> {});
    }

    /**
     * An operator on one element of an array of documents (MongoDB Search manual, {@code embeddedDocument}).
     *
     * @param path a field that is indexed as {@code embeddedDocuments}
     * @param operator the operator
     * @param o the score, see {@link SearchScore#embedded}
     * @return an operator
     */
    public static Bson embeddedDocument(String path, Bson operator, Consumer<? super MatchOptions> o) {
        return Fields.one(
                "embeddedDocument",
                new Slots()
                        .with("path", Given.value("the path", path))
                        .with("operator", Given.value("the operator", operator))
                        .with(scored(o))
                        .bson());
    }

    /**
     * {@return an operator: an operator on an array around the elements that are returned (MongoDB Search manual, {@code hasAncestor})}
     *
     * @param ancestorPath the array, indexed as {@code embeddedDocuments}, which holds what is returned
     * @param operator what its element must match
     */
    public static Bson hasAncestor(String ancestorPath, Bson operator) {
        return Fields.one(
                "hasAncestor",
                new Slots()
                        .with("ancestorPath", Given.value("the path", ancestorPath))
                        .with("operator", Given.value("the operator", operator))
                        .bson());
    }

    /**
     * {@return an operator: an operator on the document around the elements that are returned (MongoDB Search manual, {@code hasRoot})}
     *
     * @param operator what the document must match
     */
    public static Bson hasRoot(Bson operator) {
        return Fields.one("hasRoot", Fields.one("operator", Given.value("the operator", operator)));
    }

    /**
     * {@return the query of a vector search in an index that embeds texts by itself (MongoDB Vector Search manual, {@code $vectorSearch})}
     *
     * @param text the question, in words
     */
    public static Bson textQuery(String text) {
        return Fields.one("text", Given.value("the text", text));
    }

    /**
     * The nearest vectors (MongoDB Search manual, {@code vectorSearch}).
     *
     * @param path the field with the vectors
     * @param queryVector a list of numbers, a {@link org.bson.BinaryVector}, or {@link #textQuery}
     * @param limit how many, positive
     * @param o how exactly it looks, which documents count, and the score
     * @return an operator
     * @throws IllegalArgumentException if the limit is not positive
     */
    public static Bson vectorSearch(
            String path, Object queryVector, int limit, Consumer<? super VectorOperatorOptions> o) {
        var form = new VectorOperatorOptions();
        o.accept(form);
        return Fields.one(
                "vectorSearch",
                new Slots()
                        .with("path", Given.value("the path", path))
                        .with(
                                queryVector instanceof Bson ? "query" : "queryVector",
                                Given.value("the vector", queryVector))
                        .with("limit", Given.positive("limit", limit))
                        .with(form.slots)
                        .bson());
    }
}
