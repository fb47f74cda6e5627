package dev.weft.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An option has a value that cannot be, or that cannot be together with another. */
@SuppressWarnings("serial")
public final class BadConfigException extends MongoException {
    private final String option;

    /**
     * An option that cannot be honoured.
     *
     * @param option the option, as connection strings write it
     * @param what what is wrong and what to do, free of secrets
     */
    public BadConfigException(String option, String what) {
        this(option, what, null);
    }

    /**
     * An option that cannot be honoured.
     *
     * @param option the option, as connection strings write it
     * @param what what is wrong and what to do, free of secrets
     * @param cause what found it out; null when there is nothing more to know
     */
    public BadConfigException(String option, String what, @Nullable Throwable cause) {
        super(option + ": " + what, Optional.empty(), cause);
        this.option = option;
    }

    /** {@return the option, as connection strings write it} */
    public String option() {
        return option;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
