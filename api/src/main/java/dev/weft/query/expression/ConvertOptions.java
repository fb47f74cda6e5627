package dev.weft.query.expression;

import dev.weft.query.shape.Slots;

/** The form of {@link Expression#convert(String, java.util.function.Consumer)} (server manual, {@code $convert}). */
public final class ConvertOptions {
    final Slots slots = new Slots();

    ConvertOptions() {}

    /**
     * Sets what there is if it can't be converted; unless set, that is an error.
     *
     * @param value the value
     * @return this form
     */
    public ConvertOptions onError(Object value) {
        slots.with("onError", value);
        return this;
    }

    /**
     * Sets what there is if it is null or missing; null unless set.
     *
     * @param value the value
     * @return this form
     */
    public ConvertOptions onNull(Object value) {
        slots.with("onNull", value);
        return this;
    }

    /**
     * Sets how binary data is told as text; since MongoDB 8.0.
     *
     * @param name {@code "base64"}, {@code "base64url"}, {@code "utf8"}, {@code "hex"} or {@code "uuid"}
     * @return this form
     */
    public ConvertOptions format(Object name) {
        slots.with("format", name);
        return this;
    }

    /**
     * Sets the order of bytes between numbers and binary data; since MongoDB 8.1.
     *
     * @param name {@code "little"} or {@code "big"}
     * @return this form
     */
    public ConvertOptions byteOrder(Object name) {
        slots.with("byteOrder", name);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public ConvertOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
