package dev.weft.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document and a Java type do not fit, either way. */
@SuppressWarnings("serial")
public final class MappingFailedException extends MongoException {
    private final String path;
    private final String type;

    /**
     * A document that does not fit.
     *
     * @param path the field, as dots; empty for the document itself
     * @param type the Java type
     * @param what what does not fit
     * @param cause what the codec said; null when there is nothing more to know
     */
    public MappingFailedException(String path, String type, String what, @Nullable Throwable cause) {
        super(
                (path.isEmpty() ? "the document" : "field '" + path + "'") + " does not fit " + type + ": " + what,
                Optional.empty(),
                cause);
        this.path = path;
        this.type = type;
    }

    /** {@return the field, as dots; empty for the document itself or when the codec did not say} */
    public String path() {
        return path;
    }

    /** {@return the name of the Java type} */
    public String type() {
        return type;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
