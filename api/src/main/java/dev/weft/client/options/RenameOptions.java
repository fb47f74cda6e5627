package dev.weft.client.options;

/**
 * The form of {@code rename} (server manual, "renameCollection").
 */
public interface RenameOptions extends CallOptions<RenameOptions> {
    /**
     * Sets whether a collection that has the new name already is dropped.
     *
     * @param yes false unless set
     * @return this form
     */
    RenameOptions dropTarget(boolean yes);
}
