package dev.weft.client.options;

import dev.weft.Collation;

/**
 * The form of {@code createView} (server manual, "create").
 */
public interface ViewOptions extends CallOptions<ViewOptions> {
    /**
     * Sets how strings are compared.
     *
     * @param rules the rules of a language
     * @return this form
     */
    ViewOptions collation(Collation rules);
}
