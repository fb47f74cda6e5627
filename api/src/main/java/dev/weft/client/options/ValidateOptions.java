package dev.weft.client.options;

/**
 * The form of {@code validate} (server manual, "validate").
 */
public interface ValidateOptions extends CallOptions<ValidateOptions> {
    /**
     * Sets whether the check is thorough, and takes longer.
     *
     * @param yes false unless set
     * @return this form
     */
    ValidateOptions full(boolean yes);
}
