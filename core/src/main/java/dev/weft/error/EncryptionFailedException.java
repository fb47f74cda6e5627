package dev.weft.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value could not be encrypted or decrypted. */
@SuppressWarnings("serial")
public final class EncryptionFailedException extends MongoException {
    /**
     * An encryption that failed.
     *
     * @param what what went wrong and what to do, free of secrets
     * @param cause what found it out; null when there is nothing more to know
     */
    public EncryptionFailedException(String what, @Nullable Throwable cause) {
        super(what, Optional.empty(), cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
