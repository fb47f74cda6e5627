package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Expressions of {@link SearchScore#function} (MongoDB Search manual, "Modify the Score", "function"). */
public final class SearchScoreExpression {
    private SearchScoreExpression() {}

    /** {@return an expression: the score as it would be} */
    public static Bson relevance() {
        return Fields.one("score", "relevance");
    }

    /**
     * {@return an expression: a field that is a number; 0 where there is none}
     *
     * @param path the field, indexed as a number
     */
    public static Bson path(String path) {
        return Fields.one("path", Given.value("the path", path));
    }

    /**
     * {@return an expression: a field that is a number, or another number where there is none}
     *
     * @param path the field, indexed as a number
     * @param undefined the number of a document without the field
     */
    public static Bson path(String path, double undefined) {
        return Fields.one("path", value(path, undefined));
    }

    /**
     * {@return an expression: a number}
     *
     * @param value the number
     */
    public static Bson constant(double value) {
        return Fields.one("constant", value);
    }

    /**
     * {@return an expression: the nearer a field is to an origin, the greater, by the curve of Gauss}
     *
     * @param path the field, indexed as a number
     * @param origin the best number
     * @param scale the distance from it at which half is left
     */
    public static Bson gauss(String path, double origin, double scale) {
        return gauss(path, origin, scale, o -> {});
    }

    /**
     * The nearer a field is to an origin, the greater, by the curve of Gauss.
     *
     * @param path the field
     * @param origin the best number
     * @param scale the distance at which a share is left
     * @param o the options
     * @return an expression
     */
    public static Bson gauss(String path, double origin, double scale, Consumer<? super GaussOptions> o) {
        var form = new GaussOptions();
        o.accept(form);
        return Fields.one(
                "gauss",
                new Slots()
                        .with("path", value(path, form.undefined))
                        .with("origin", origin)
                        .with("scale", scale)
                        .with(form.slots)
                        .bson());
    }

    /**
     * {@return an expression: the logarithm of another to 10}
     *
     * @param expression what the logarithm is taken of
     */
    public static Bson log(Bson expression) {
        return Fields.one("log", Given.value("the expression", expression));
    }

    /**
     * {@return an expression: the logarithm of another and one to 10}
     *
     * @param expression what one is added to
     */
    public static Bson log1p(Bson expression) {
        return Fields.one("log1p", Given.value("the expression", expression));
    }

    /**
     * The sum of others.
     *
     * @param expressions two or more
     * @return an expression
     */
    public static Bson add(Bson... expressions) {
        return Fields.one("add", Given.some("the expressions", expressions));
    }

    /**
     * The product of others.
     *
     * @param expressions two or more
     * @return an expression
     */
    public static Bson multiply(Bson... expressions) {
        return Fields.one("multiply", Given.some("the expressions", expressions));
    }

    /**
     * An expression that has no method here yet.
     *
     * @param name its name
     * @param value what it takes
     * @return an expression: {@code {name: value}}
     */
    public static Bson of(String name, Object value) {
        return Fields.one(name, value);
    }

    private static Bson value(String path, double undefined) {
        return new Slots()
                .with("value", Given.value("the path", path))
                .with("undefined", undefined)
                .bson();
    }
}
