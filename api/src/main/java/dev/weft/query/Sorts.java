package dev.weft.query;

import java.util.List;
import org.bson.conversions.Bson;

/** In which order. */
public final class Sorts {
    private Sorts() {}

    /** {@return a sort: ascending by fields} */
    public static Bson ascending(String... fields) {
        return Fields.all(List.of(fields), 1);
    }

    /** {@return a sort: descending by fields} */
    public static Bson descending(String... fields) {
        return Fields.all(List.of(fields), -1);
    }

    /** {@return a sort: by how well the text search found it} */
    public static Bson metaTextScore(String field) {
        return Fields.operator(field, "$meta", "textScore");
    }

    /** {@return a sort: by several sorts, the first being the most important} */
    public static Bson orderBy(Bson... sorts) {
        return new Fields.Joined(List.of(sorts));
    }
}
