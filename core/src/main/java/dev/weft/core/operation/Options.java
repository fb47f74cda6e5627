package dev.weft.core.operation;

import dev.weft.Collation;
import dev.weft.ReturnDocument;
import dev.weft.TimeoutMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The options of one command, as a chain: each step knows the one before it, so that a query which is refined step by step shares all but
 * its last words. A later step wins over an earlier one. Immutable, as far as the values are.
 *
 * @param field what is set
 * @param value to what, of the field's shape
 * @param before what was set earlier; null only in {@link #NONE}
 */
public record Options(Field field, Object value, @Nullable Options before) {
    /** Nothing is set. */
    public static final Options NONE = new Options(Field.CUSTOM, new Custom("", ""), null);

    /** A field that this driver has no word for, and its value: sent as they are. */
    public record Custom(String name, Object value) {}

    /** Checks that the value has the field's shape. */
    public Options {
        if (!fits(field.shape(), value)) {
            throw new IllegalArgumentException("option '" + field.word() + "' does not take a "
                    + value.getClass().getName());
        }
    }

    /** These options and one more. */
    public Options with(Field next, Object setTo) {
        return new Options(next, setTo, this);
    }

    /** These options and a field that this driver has no word for. */
    public Options withCustom(String name, Object setTo) {
        return new Options(Field.CUSTOM, new Custom(name, setTo), this);
    }

    /** The value of a field, or null when it was not set. Not for {@link Field#CUSTOM}. */
    public @Nullable Object get(Field wanted) {
        for (Options step = this; step.before != null; step = step.before) {
            if (step.field == wanted) {
                return step.value;
            }
        }
        return null;
    }

    /** The value of a flag, false when it was not set. */
    public boolean is(Field flag) {
        return get(flag) instanceof Boolean yes && yes;
    }

    /** The value of a number, 0 when it was not set. */
    public long number(Field wanted) {
        return get(wanted) instanceof Number number ? number.longValue() : 0;
    }

    /** The value of a document, or null when it was not set. */
    public @Nullable Bson document(Field wanted) {
        return (Bson) get(wanted);
    }

    /** The value of a duration, or null when it was not set. */
    public @Nullable Duration duration(Field wanted) {
        return (Duration) get(wanted);
    }

    /** Writes each field of {@code wanted} once, with the value that was set last. */
    void writeTo(CommandWriter out, long wanted) {
        long left = wanted;
        for (Options step = this; step.before != null; step = step.before) {
            if ((left & step.field.bit()) == 0) {
                continue;
            }
            if (step.value instanceof Custom custom) {
                if (!setLater(custom, step)) {
                    out.value(custom.name(), custom.value());
                }
            } else {
                left &= ~step.field.bit();
                write(out, step.field, step.value);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // Which step of this very chain it is, not what the step says.
    private boolean setLater(Custom custom, Options until) {
        for (Options step = this; step != until; step = Objects.requireNonNull(step.before)) {
            if (step.value instanceof Custom later && later.name().equals(custom.name())) {
                return true;
            }
        }
        return false;
    }

    private static void write(CommandWriter out, Field field, Object value) {
        switch (field.shape()) {
            case BOOLEAN -> out.bool(field.word(), (Boolean) value);
            case INT32 -> out.int32(field.word(), (Integer) value);
            case INT64 -> out.number(field.word(), ((Number) value).longValue());
            case DOCUMENT -> out.document(field.word(), (Bson) value);
            case DOCUMENTS -> out.documents(field.word(), (List<?>) value);
            case HINT, VALUE -> out.value(field.word(), value);
            case COLLATION -> out.document(field.word(), ((Collation) value).specification());
            case CUSTOM, DURATION, TIMEOUT_MODE, RETURN_DOCUMENT ->
                throw new IllegalStateException("'" + field.word() + "' is not written as it stands");
        }
    }

    private static boolean fits(Field.Shape shape, Object value) {
        return switch (shape) {
            case BOOLEAN -> value instanceof Boolean;
            case INT32 -> value instanceof Integer;
            case INT64 -> value instanceof Long || value instanceof Integer;
            case DOCUMENT -> value instanceof Bson;
            case DOCUMENTS -> value instanceof List<?> list && list.stream().allMatch(Bson.class::isInstance);
            case HINT -> value instanceof Bson || value instanceof String;
            case COLLATION -> value instanceof Collation;
            case VALUE -> true;
            case CUSTOM -> value instanceof Custom;
            case DURATION -> value instanceof Duration;
            case TIMEOUT_MODE -> value instanceof TimeoutMode;
            case RETURN_DOCUMENT -> value instanceof ReturnDocument;
        };
    }
}
