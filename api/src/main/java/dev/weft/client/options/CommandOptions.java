package dev.weft.client.options;

import dev.weft.ReadPreference;

/**
 * The form of {@code runCommand}.
 */
public interface CommandOptions extends CallOptions<CommandOptions> {
    /**
     * Sets which server is asked; that of the handle does not count.
     *
     * @param preference the primary unless set
     * @return this form
     */
    CommandOptions readPreference(ReadPreference preference);
}
