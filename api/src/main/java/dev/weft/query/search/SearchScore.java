package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** What becomes of the score of what an operator finds (MongoDB Search manual, "Modify the Score"). */
public final class SearchScore {
    private SearchScore() {}

    /**
     * {@return a score: times a factor, which is positive}
     *
     * @param factor what the score is multiplied by
     */
    public static Bson boost(double factor) {
        return Fields.one("boost", Fields.one("value", Given.positive("a factor", factor)));
    }

    /**
     * {@return a score: times a field that is a number; 0 where there is none}
     *
     * @param path the field, indexed as a number
     */
    public static Bson boost(String path) {
        return Fields.one("boost", Fields.one("path", Given.value("the path", path)));
    }

    /**
     * {@return a score: times a field that is a number, or another number where there is none}
     *
     * @param path the field, indexed as a number
     * @param undefined the factor of a document without the field
     */
    public static Bson boost(String path, double undefined) {
        return Fields.one(
                "boost",
                new Slots()
                        .with("path", Given.value("the path", path))
                        .with("undefined", undefined)
                        .bson());
    }

    /**
     * {@return a score: always the same, which is positive}
     *
     * @param value the score of every document that matches
     */
    public static Bson constant(double value) {
        return Fields.one("constant", Fields.one("value", Given.positive("a score", value)));
    }

    /**
     * {@return a score: what an expression makes of it, see {@link SearchScoreExpression}}
     *
     * @param expression what computes the score
     */
    public static Bson function(Bson expression) {
        return Fields.one("function", Given.value("the expression", expression));
    }

    /**
     * The score of an array of documents, by those of its elements; of {@link SearchOperators#embeddedDocument} only.
     *
     * @param aggregate {@code "sum"}, {@code "maximum"}, {@code "minimum"} or {@code "mean"}
     * @return a score
     */
    public static Bson embedded(String aggregate) {
        return Fields.one("embedded", Fields.one("aggregate", Given.value("the way", aggregate)));
    }

    /**
     * A way that has no method here yet.
     *
     * @param name its name
     * @param value what it takes
     * @return a score: {@code {name: value}}
     */
    public static Bson of(String name, Object value) {
        return Fields.one(name, value);
    }
}
