package dev.weft.client;

import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.util.function.Consumer;

/**
 * A client, database or collection: an immutable value that costs no I/O and is shared freely.
 *
 * @param <H> the handle
 */
public interface Handle<H> {
    /** {@return what its calls use unless told otherwise} */
    HandleSettings settings();

    /**
     * The same handle with other settings.
     *
     * @param changes fills in the form
     * @return a copy
     */
    H with(Consumer<? super HandleOptions> changes);
}
