package dev.weft.query.shape;

import java.util.Locale;

/** The server's words for constants of Java. */
public final class Words {
    private Words() {}

    /** {@code KEEP_EXISTING} is {@code keepExisting}. */
    public static String camel(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }
}
