package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link Filters#text(String, java.util.function.Consumer)} (server manual, {@code $text}). */
public final class TextOptions {
    final Slots slots = new Slots();

    TextOptions() {}

    /**
     * Sets whose stop words and endings count.
     *
     * @param language such as {@code "en"}; that of the index unless set
     * @return this form
     */
    public TextOptions language(String language) {
        slots.with("$language", Given.value("the language", language));
        return this;
    }

    /**
     * Sets whether case counts.
     *
     * @param yes false unless set
     * @return this form
     */
    public TextOptions caseSensitive(boolean yes) {
        slots.with("$caseSensitive", yes);
        return this;
    }

    /**
     * Sets whether accents count.
     *
     * @param yes false unless set
     * @return this form
     */
    public TextOptions diacriticSensitive(boolean yes) {
        slots.with("$diacriticSensitive", yes);
        return this;
    }
}
