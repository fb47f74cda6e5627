package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** Paths that are more than the name of a field (MongoDB Search manual, "Construct a Query Path"). */
public final class SearchPath {
    private SearchPath() {}

    /**
     * {@return a path: every field whose name matches, with {@code *} for anything}
     *
     * @param pattern the names, such as {@code "address.*"}
     */
    public static Bson wildcard(String pattern) {
        return Fields.one("wildcard", Given.value("the pattern", pattern));
    }

    /**
     * A field as another analyzer has indexed it.
     *
     * @param field the field
     * @param analyzer the name of the analyzer in the field's {@code multi}
     * @return a path
     */
    public static Bson multi(String field, String analyzer) {
        return new Slots()
                .with("value", Given.value("the field", field))
                .with("multi", Given.value("the analyzer", analyzer))
                .bson();
    }
}
