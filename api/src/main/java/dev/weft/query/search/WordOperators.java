package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Operators by words. Users call these as methods of {@link SearchOperators}, which would be too long a file. */
class WordOperators extends ValueOperators {
    WordOperators() {}

    /**
     * {@return an operator: words (MongoDB Search manual, {@code text})}
     *
     * @param path where: a field, a list of fields, or what {@link SearchPath} makes
     * @param query what: one word or several, any of which may match
     */
    public static Bson text(Object path, String query) {
        return text(path, List.of(query), o -> {});
    }

    /**
     * Words (MongoDB Search manual, {@code text}).
     *
     * @param path where
     * @param queries what; at least one
     * @param o the options
     * @return an operator
     * @throws IllegalArgumentException if there is nothing to look for
     */
    public static Bson text(Object path, List<String> queries, Consumer<? super TextSearchOptions> o) {
        var form = new TextSearchOptions();
        o.accept(form);
        return words("text", path, queries, form.slots);
    }

    /**
     * {@return an operator: words of which only the beginning is known (MongoDB Search manual, {@code autocomplete})}
     *
     * @param path a field that is indexed so
     * @param query what: the beginning
     */
    public static Bson autocomplete(String path, String query) {
        return autocomplete(path, List.of(query), o -> {});
    }

    /**
     * Words of which only the beginning is known (MongoDB Search manual, {@code autocomplete}).
     *
     * @param path a field that is indexed so
     * @param queries what; at least one
     * @param o the options
     * @return an operator
     * @throws IllegalArgumentException if there is nothing to look for
     */
    public static Bson autocomplete(String path, List<String> queries, Consumer<? super AutocompleteOptions> o) {
        var form = new AutocompleteOptions();
        o.accept(form);
        return words("autocomplete", path, queries, form.slots);
    }

    /**
     * {@return an operator: words in their order (MongoDB Search manual, {@code phrase})}
     *
     * @param path where: a field, a list of fields, or what {@link SearchPath} makes
     * @param query what: the words, as they follow each other
     */
    public static Bson phrase(Object path, String query) {
        return phrase(path, List.of(query), o -> {});
    }

    /**
     * Words in their order (MongoDB Search manual, {@code phrase}).
     *
     * @param path where
     * @param queries what; at least one
     * @param o the options
     * @return an operator
     * @throws IllegalArgumentException if there is nothing to look for
     */
    public static Bson phrase(Object path, List<String> queries, Consumer<? super PhraseOptions> o) {
        var form = new PhraseOptions();
        o.accept(form);
        return words("phrase", path, queries, form.slots);
    }

    /**
     * {@return an operator: words with {@code ?} for one letter and {@code *} for any (MongoDB Search manual, {@code wildcard})}
     *
     * @param path where: a field, a list of fields, or what {@link SearchPath} makes
     * @param query what: the pattern, which must match the whole term
     */
    public static Bson wildcard(Object path, String query) {
        return wildcard(path, List.of(query), o -> {});
    }

    /**
     * Words with {@code ?} for one letter and {@code *} for any (MongoDB Search manual, {@code wildcard}).
     *
     * @param path where
     * @param queries what; at least one
     * @param o the options
     * @return an operator
     * @throws IllegalArgumentException if there is nothing to look for
     */
    public static Bson wildcard(Object path, List<String> queries, Consumer<? super PatternOptions> o) {
        var form = new PatternOptions();
        o.accept(form);
        return words("wildcard", path, queries, form.slots);
    }

    /**
     * {@return an operator: words that match a regular expression of Lucene (MongoDB Search manual, {@code regex})}
     *
     * @param path where: a field, a list of fields, or what {@link SearchPath} makes
     * @param query what: the expression, which must match the whole term
     */
    public static Bson regex(Object path, String query) {
        return regex(path, List.of(query), o -> {});
    }

    /**
     * Words that match a regular expression of Lucene (MongoDB Search manual, {@code regex}).
     *
     * @param path where
     * @param queries what; at least one
     * @param o the options
     * @return an operator
     * @throws IllegalArgumentException if there is nothing to look for
     */
    public static Bson regex(Object path, List<String> queries, Consumer<? super PatternOptions> o) {
        var form = new PatternOptions();
        o.accept(form);
        return words("regex", path, queries, form.slots);
    }

    private static Bson words(String name, Object path, List<String> queries, Slots slots) {
        List<String> all = Given.some("what is searched", queries);
        return Fields.one(
                name,
                new Slots()
                        .with("query", all.size() == 1 ? all.getFirst() : all)
                        .with("path", Given.value("the path", path))
                        .with(slots)
                        .bson());
    }
}
