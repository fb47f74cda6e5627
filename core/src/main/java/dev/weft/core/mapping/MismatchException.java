package dev.weft.core.mapping;

import java.util.Locale;
import java.util.Optional;
import org.bson.BSONException;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A value and a Java type do not fit. It starts where they meet and learns its path on the way out; the operation that reads or writes the
 * document makes a {@link dev.weft.error.MappingFailedException} of it.
 */
@SuppressWarnings("serial") // it never leaves the process
public final class MismatchException extends BSONException {
    private final String what;
    // Both change only on the thread that throws, until it is caught for good.
    private String path = "";
    private @Nullable Class<?> root;
    private @Nullable BsonValue documentId;

    MismatchException(String what, @Nullable Throwable cause) {
        super(what, cause);
        this.what = what;
    }

    /** A value of another type than was expected. */
    static MismatchException expected(String type, BsonType found) {
        return new MismatchException("expected " + type + ", found " + alias(found), null);
    }

    /** What a codec said of a value. */
    static MismatchException read(String type, BsonType found, RuntimeException failure) {
        String said = failure instanceof BsonInvalidOperationException || failure.getMessage() == null
                ? ""
                : ": " + failure.getMessage();
        return new MismatchException("expected " + type + ", found " + alias(found) + said, failure);
    }

    /** What a codec said of an object. */
    static MismatchException written(String type, RuntimeException failure) {
        return new MismatchException(type + " can't be stored: " + failure.getMessage(), failure);
    }

    /** The record, and the field in it, that this happened below. */
    MismatchException within(Class<?> record, String field) {
        root = record;
        path = "." + field + path;
        return this;
    }

    /** The record that this happened to as a whole. */
    MismatchException of(Class<?> record) {
        root = record;
        return this;
    }

    /** The {@code _id} of the object that could not be written; one that holds it comes later and wins. */
    MismatchException withId(@Nullable BsonValue id) {
        documentId = id;
        return this;
    }

    MismatchException at(int index) {
        path = "[" + index + "]" + path;
        return this;
    }

    MismatchException at(String key) {
        path = "." + key + path;
        return this;
    }

    /** The type's name as the server's {@code $type} says it (server manual, "BSON Types"). */
    static String alias(BsonType type) {
        return switch (type) {
            case DOCUMENT -> "object";
            case BINARY -> "binData";
            case OBJECT_ID -> "objectId";
            case BOOLEAN -> "bool";
            case DATE_TIME -> "date";
            case REGULAR_EXPRESSION -> "regex";
            case INT32 -> "int";
            case INT64 -> "long";
            case DECIMAL128 -> "decimal";
            case MIN_KEY -> "minKey";
            case MAX_KEY -> "maxKey";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The field, as {@code authors[2].born}; empty for the document itself. */
    public String path() {
        return path.startsWith(".") ? path.substring(1) : path;
    }

    /** What does not fit. */
    public String what() {
        return what;
    }

    /** The outermost type that this is known to have happened in. */
    public @Nullable Class<?> root() {
        return root;
    }

    /** The {@code _id} of an object that could not be written, if it has one that can be; nothing is known of one that was read. */
    public Optional<BsonValue> documentId() {
        return Optional.ofNullable(documentId);
    }

    @Override
    public String getMessage() {
        Class<?> outermost = root;
        String place = (outermost == null ? "" : outermost.getSimpleName()) + path;
        return place.isEmpty() ? what : place + ": " + what;
    }
}
