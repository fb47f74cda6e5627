package dev.weft.query.expression;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Where expressions begin (server manual, "Expressions"): fields, variables, constants, and operators without a first operand.
 * Fields are named as elsewhere, such as {@code "price"} or {@code "user.name"}; what begins with a dollar sign is taken as it is.
 */
public final class Expressions extends Choices {
    private Expressions() {}

    /**
     * {@return the value of a field, of a type that is not known}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static Expression field(String name) {
        return Nodes.any(path(name));
    }

    /**
     * {@return the value of a field that is a number}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static NumberExpression number(String name) {
        return Nodes.number(path(name));
    }

    /**
     * {@return a constant number}
     *
     * @param value the number
     */
    public static NumberExpression number(Number value) {
        return Nodes.number(Given.value("the number", value));
    }

    /**
     * {@return the value of a field that is a text}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static StringExpression string(String name) {
        return Nodes.string(path(name));
    }

    /**
     * {@return the value of a field that is a boolean}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static BooleanExpression bool(String name) {
        return Nodes.bool(path(name));
    }

    /**
     * {@return the value of a field that is a date}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static DateExpression date(String name) {
        return Nodes.date(path(name));
    }

    /**
     * {@return the value of a field that is an array}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static ArrayExpression array(String name) {
        return Nodes.array(path(name));
    }

    /**
     * {@return the value of a field that is a document}
     *
     * @param name the field, or a path to it; without dollar sign
     */
    public static DocumentExpression document(String name) {
        return Nodes.document(path(name));
    }

    /**
     * {@return a value as it is, even if it has dollar signs in it (server manual, {@code $literal})}
     *
     * @param value the value; null is one, too
     */
    public static Expression literal(@Nullable Object value) {
        return Nodes.any(Nodes.call("$literal", value));
    }

    /**
     * {@return an array of expressions}
     *
     * @param expressions the elements, in their order
     */
    public static ArrayExpression list(@Nullable Object... expressions) {
        return Nodes.array(Nodes.list(expressions));
    }

    /**
     * {@return a document of expressions, see {@link dev.weft.query.Projections#computed}}
     *
     * @param fields the fields, each with its expression
     */
    public static DocumentExpression object(Bson... fields) {
        return Nodes.document(Fields.joined(Given.list("the fields", fields)));
    }

    /**
     * A variable (server manual, "Variables in Aggregation Expressions").
     *
     * @param name its name, without dollar signs
     * @return an expression
     */
    public static Expression variable(String name) {
        return Nodes.any("$$" + Given.value("the name", name));
    }

    /** {@return the whole document (server manual, {@code $$ROOT})} */
    public static DocumentExpression root() {
        return variable("ROOT").asDocument();
    }

    /** {@return the document where a path begins (server manual, {@code $$CURRENT})} */
    public static DocumentExpression current() {
        return variable("CURRENT").asDocument();
    }

    /** {@return the server's date when the command began; since MongoDB 4.2 (server manual, {@code $$NOW})} */
    public static DateExpression now() {
        return variable("NOW").asDate();
    }

    /** {@return the cluster's time when the command began, a timestamp; since MongoDB 4.2 (server manual, {@code $$CLUSTER_TIME})} */
    public static Expression clusterTime() {
        return variable("CLUSTER_TIME");
    }

    /** {@return nothing: the field is left out (server manual, {@code $$REMOVE})} */
    public static Expression remove() {
        return variable("REMOVE");
    }

    /** {@return for {@code $redact}: the fields stay, and documents within are asked (server manual, {@code $redact})} */
    public static Expression descend() {
        return variable("DESCEND");
    }

    /** {@return for {@code $redact}: all is left out (server manual, {@code $redact})} */
    public static Expression prune() {
        return variable("PRUNE");
    }

    /** {@return for {@code $redact}: all stays (server manual, {@code $redact})} */
    public static Expression keep() {
        return variable("KEEP");
    }

    /** {@return the roles of the user; since MongoDB 7.0 (server manual, {@code $$USER_ROLES})} */
    public static ArrayExpression userRoles() {
        return variable("USER_ROLES").asArray();
    }

    /**
     * An operator that has no method here yet.
     *
     * @param operator the operator with its dollar sign
     * @param argument what it takes
     * @return an expression: {@code {operator: argument}}
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Expression of(String operator, @Nullable Object argument) {
        return Nodes.any(Nodes.call(Given.operator(operator), argument));
    }

    /**
     * Variables for an expression (server manual, {@code $let}).
     *
     * @param vars their names without dollar signs, and their values
     * @param in the expression, which calls them by {@link #variable}
     * @return an expression
     */
    public static Expression let(Bson vars, @Nullable Object in) {
        return Nodes.any(
                Nodes.call("$let", new Slots().with("vars", vars).with("in", in).bson()));
    }

    /** {@return a random number from 0 to 1; since MongoDB 4.4.2 (server manual, {@code $rand})} */
    public static NumberExpression rand() {
        return Nodes.number(Nodes.call("$rand", Fields.nothing()));
    }

    /** {@return a new ObjectId; since MongoDB 8.3 (server manual, {@code $createObjectId})} */
    public static Expression createObjectId() {
        return Nodes.any(Nodes.call("$createObjectId", Fields.nothing()));
    }

    /** {@return the server's date at this very moment; since MongoDB 8.3 (server manual, {@code $currentDate})} */
    public static DateExpression currentDate() {
        return Nodes.date(Nodes.call("$currentDate", Fields.nothing()));
    }

    /**
     * {@return what the server knows of a document beside its fields, such as {@code "textScore"} (server manual, {@code $meta})}
     *
     * @param what the server's word for it
     */
    public static Expression meta(String what) {
        return Nodes.any(Nodes.call("$meta", Given.value("what is asked", what)));
    }

    /**
     * What a function of JavaScript makes of arguments; slow (server manual, {@code $function}; deprecated since MongoDB 8.0).
     *
     * @param body the function; never to be made of foreign text
     * @param args its arguments
     * @return an expression
     */
    public static Expression function(String body, List<?> args) {
        return Nodes.any(Nodes.call(
                "$function",
                new Slots()
                        .with("body", Given.value("the function", body))
                        .with("args", args)
                        .with("lang", "js")
                        .bson()));
    }

    /**
     * A date by its parts (server manual, {@code $dateFromParts}).
     *
     * @param o the parts: a year, or a year of weeks, and what else is known
     * @return an expression
     */
    public static DateExpression dateFromParts(Consumer<? super DateParts> o) {
        var form = new DateParts();
        o.accept(form);
        return Nodes.date(Nodes.call("$dateFromParts", form.slots.bson()));
    }

    private static String path(String name) {
        return Given.value("the field", name).startsWith("$") ? name : "$" + name;
    }
}
