package dev.weft.query.expression;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Json;
import dev.weft.query.shape.Slots;
import dev.weft.query.shape.Valued;
import dev.weft.query.shape.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What expressions are made of: whatever its type, each is something that can be written. */
final class Nodes {
    private Nodes() {}

    /** How an expression writes itself. */
    interface Node extends Valued {
        @Nullable
        Object content();

        @Override
        default void writeValue(BsonWriter writer, CodecRegistry codecs) {
            Values.write(writer, content(), codecs);
        }
    }

    record OfAny(@Nullable Object content) implements Expression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    record OfNumber(@Nullable Object content) implements NumberExpression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    record OfString(@Nullable Object content) implements StringExpression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    record OfBoolean(@Nullable Object content) implements BooleanExpression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    record OfDate(@Nullable Object content) implements DateExpression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    record OfArray(@Nullable Object content) implements ArrayExpression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    record OfDocument(@Nullable Object content) implements DocumentExpression, Node {
        @Override
        public String toString() {
            return Json.value(this);
        }
    }

    static Expression any(@Nullable Object content) {
        return new OfAny(content);
    }

    static NumberExpression number(@Nullable Object content) {
        return new OfNumber(content);
    }

    static StringExpression string(@Nullable Object content) {
        return new OfString(content);
    }

    static BooleanExpression bool(@Nullable Object content) {
        return new OfBoolean(content);
    }

    static DateExpression date(@Nullable Object content) {
        return new OfDate(content);
    }

    static ArrayExpression array(@Nullable Object content) {
        return new OfArray(content);
    }

    static DocumentExpression document(@Nullable Object content) {
        return new OfDocument(content);
    }

    /** What an expression is made of, to be seen as another type. */
    static @Nullable Object content(Expression expression) {
        return ((Node) expression).content();
    }

    /** {@code {operator: argument}}. */
    static Bson call(String operator, @Nullable Object argument) {
        return Fields.one(operator, argument);
    }

    /** {@code {operator: [first, ...others]}}. */
    static Bson call(String operator, Object first, @Nullable Object[] others) {
        return Fields.one(operator, list(first, others));
    }

    /** {@code {operator: [...arguments]}}. */
    static Bson all(String operator, @Nullable Object... arguments) {
        return Fields.one(operator, list(arguments));
    }

    static List<@Nullable Object> list(@Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>();
        Collections.addAll(all, values);
        return Collections.unmodifiableList(all);
    }

    static List<@Nullable Object> list(Object first, @Nullable Object[] others) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(first);
        Collections.addAll(all, others);
        return Collections.unmodifiableList(all);
    }

    /** A date in a time zone, as the operators take it that ask for a part. */
    static Bson zoned(Object date, Object timezone) {
        return new Slots().with("date", date).with("timezone", timezone).bson();
    }

    static Slots filter(Expression input, String as, Function<? super Expression, ?> cond) {
        return new Slots().with("input", input).with("as", as).with("cond", cond.apply(Expressions.variable(as)));
    }

    /** A field by its name; a name with a dollar sign would be read as a path. */
    static Slots named(String field) {
        boolean path = Given.value("the field", field).startsWith("$");
        return new Slots().with("field", path ? Fields.one("$literal", field) : field);
    }
}
