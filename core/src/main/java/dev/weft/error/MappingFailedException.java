package dev.weft.error;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A document and a Java type do not fit, either way. */
@SuppressWarnings("serial")
public final class MappingFailedException extends MongoException {
    private final String path;
    private final String type;
    private final Optional<BsonValue> documentId;

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
        this.documentId = Optional.empty();
    }

    /**
     * A field that does not fit. The message names it as {@code Book.authors[2].born}.
     *
     * @param path the field, as {@code authors[2].born}; empty for the document itself
     * @param type the Java type of the document
     * @param what what does not fit: what was expected and what was found
     * @param documentId the document's {@code _id}, if it is known
     * @param cause what the codec said
     */
    public MappingFailedException(
            String path, Class<?> type, String what, Optional<BsonValue> documentId, Throwable cause) {
        super(
                place(path, type) + " does not fit " + type.getName() + named(documentId) + ": " + what,
                Optional.empty(),
                cause);
        this.path = path;
        this.type = type.getName();
        this.documentId = documentId;
    }

    private static String place(String path, Class<?> type) {
        return path.isEmpty() ? "the document" : type.getSimpleName() + (path.startsWith("[") ? "" : ".") + path;
    }

    private static String named(Optional<BsonValue> id) {
        return id.map(value -> " (" + new BsonDocument("_id", value).toJson() + ")")
                .orElse("");
    }

    /**
     * {@return the field, as {@code authors[2].born}; empty for the document itself or when the codec did not say}
     */
    public String path() {
        return path;
    }

    /** {@return the name of the Java type} */
    public String type() {
        return type;
    }

    /** {@return the {@code _id} of the document that was read, or of the record or document that could not be written; empty when it has none
     * or its codec does not say} */
    public Optional<BsonValue> documentId() {
        return documentId;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
