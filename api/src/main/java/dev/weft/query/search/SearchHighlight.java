package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** Where a search shows what it found (MongoDB Search manual, "Highlight Search Terms in Results"). */
public final class SearchHighlight {
    private SearchHighlight() {}

    /**
     * {@return a highlight: in a field, in a list of fields, or in what {@link SearchPath} makes}
     *
     * @param path where the words are shown; indexed as texts
     */
    public static Bson paths(Object path) {
        return paths(path, o -> {});
    }

    /**
     * In some fields.
     *
     * @param path a field, a list of fields, or what {@link SearchPath} makes
     * @param o how much
     * @return a highlight
     */
    public static Bson paths(Object path, Consumer<? super HighlightOptions> o) {
        var form = new HighlightOptions();
        o.accept(form);
        return new Slots()
                .with("path", Given.value("the path", path))
                .with(form.slots)
                .bson();
    }
}
