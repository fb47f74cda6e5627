package dev.weft.client;

import dev.weft.Collation;
import dev.weft.ReturnDocument;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * Every option there is; a subclass shows those of its interface.
 *
 * @param <O> the interface that users see
 */
abstract class Form<O> {
    private Options options = Options.NONE;

    /** Lets the user fill in a form and returns what it holds. */
    static <F extends Form<?>> Options fill(F form, Consumer<? super F> user) {
        user.accept(form);
        return ((Form<?>) form).options;
    }

    @SuppressWarnings("unchecked") // A form is what its interface says.
    final O set(Field field, Object value) {
        options = options.with(field, value);
        return (O) this;
    }

    public O rawData(boolean yes) {
        return set(Field.RAW_DATA, yes);
    }

    public O timeout(Duration limit) {
        return set(Field.TIMEOUT, Ranges.notNegative("timeout", limit));
    }

    public O maxTime(Duration limit) {
        return set(Field.MAX_TIME, Ranges.notNegative("maxTime", limit));
    }

    public O comment(Object any) {
        return set(Field.COMMENT, any);
    }

    @SuppressWarnings("unchecked") // A form is what its interface says.
    public O option(String field, Object value) {
        options = options.withCustom(field, value);
        return (O) this;
    }

    public O collation(Collation rules) {
        return set(Field.COLLATION, rules);
    }

    public O hint(Bson keys) {
        return set(Field.HINT, keys);
    }

    public O hint(String indexName) {
        return set(Field.HINT, indexName);
    }

    public O upsert(boolean yes) {
        return set(Field.UPSERT, yes);
    }

    public O arrayFilters(Bson... filters) {
        return set(Field.ARRAY_FILTERS, List.of(filters));
    }

    public O bypassDocumentValidation(boolean yes) {
        return set(Field.BYPASS_DOCUMENT_VALIDATION, yes);
    }

    public O let(Bson variables) {
        return set(Field.LET, variables);
    }

    public O ordered(boolean yes) {
        return set(Field.ORDERED, yes);
    }

    public O sort(Bson keys) {
        return set(Field.SORT, keys);
    }

    public O project(Bson fields) {
        return set(Field.PROJECTION, fields);
    }

    public O returnDocument(ReturnDocument which) {
        return set(Field.RETURN_DOCUMENT, which);
    }
}
