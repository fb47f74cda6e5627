package dev.weft.unified.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonType;
import org.bson.BsonValue;

/**
 * Reads one object of a test file. It remembers what was asked for, so that {@link #end} can refuse whatever nobody knows:
 * the schemas say {@code additionalProperties: false} almost everywhere.
 */
public final class Fields {
    private final String path;
    private final BsonDocument document;
    private final Set<String> known = new TreeSet<>();

    private Fields(String path, BsonDocument document) {
        this.path = path;
        this.document = document;
    }

    public static Fields of(String path, BsonValue value) {
        return new Fields(path, documentOf(path, value));
    }

    public String path(String key) {
        return path + "." + key;
    }

    public String text(String key) {
        return required(key, optionalText(key));
    }

    public Optional<String> optionalText(String key) {
        return typed(key, BsonType.STRING).map(value -> value.asString().getValue());
    }

    public Optional<String> word(String key, Set<String> allowed) {
        Optional<String> word = optionalText(key);
        word.ifPresent(given -> check(allowed.contains(given), key, "is " + given + ", allowed are " + allowed));
        return word;
    }

    public Optional<String> matching(String key, Pattern pattern) {
        Optional<String> text = optionalText(key);
        text.ifPresent(given -> check(pattern.matcher(given).matches(), key, given + " is not like " + pattern));
        return text;
    }

    public Optional<Boolean> flag(String key) {
        return typed(key, BsonType.BOOLEAN).map(value -> value.asBoolean().getValue());
    }

    public boolean isTrue(String key) {
        return flag(key).orElse(false);
    }

    public Optional<Long> integer(String key) {
        return any(key).map(value -> switch (value) {
            case BsonInt32 number -> (long) number.getValue();
            case BsonInt64 number -> number.getValue();
            default -> throw new MalformedFileException(path(key), "is no integer but " + value.getBsonType());
        });
    }

    public BsonDocument document(String key) {
        return required(key, optionalDocument(key));
    }

    public Optional<BsonDocument> optionalDocument(String key) {
        return typed(key, BsonType.DOCUMENT).map(BsonValue::asDocument);
    }

    public Optional<Fields> fields(String key) {
        return optionalDocument(key).map(value -> new Fields(path(key), value));
    }

    public <T> Optional<T> part(String key, BiFunction<String, BsonValue, T> reader) {
        return any(key).map(value -> reader.apply(path(key), value));
    }

    public <T> List<T> list(String key, BiFunction<String, BsonValue, T> reader) {
        return required(key, typed(key, BsonType.ARRAY)).asArray().isEmpty() ? List.of() : items(key, reader);
    }

    /** A list that may be missing, but if it is there it has elements. */
    public <T> List<T> optionalList(String key, BiFunction<String, BsonValue, T> reader) {
        return typed(key, BsonType.ARRAY).isPresent() ? someOf(key, items(key, reader)) : List.of();
    }

    /** A list that must be there and have elements. */
    public <T> List<T> someOf(String key, BiFunction<String, BsonValue, T> reader) {
        return someOf(key, list(key, reader));
    }

    private <T> List<T> someOf(String key, List<T> items) {
        check(!items.isEmpty(), key, "must not be empty");
        return items;
    }

    private <T> List<T> items(String key, BiFunction<String, BsonValue, T> reader) {
        List<T> items = new ArrayList<>();
        BsonArray array = document.getArray(key);
        for (int i = 0; i < array.size(); i++) {
            items.add(reader.apply(path(key) + "[" + i + "]", array.get(i)));
        }
        return List.copyOf(items);
    }

    public Optional<BsonValue> any(String key) {
        known.add(key);
        return Optional.ofNullable(document.get(key));
    }

    public boolean has(String key) {
        return document.containsKey(key);
    }

    public void exclude(String one, String other) {
        check(!has(one) || !has(other), one, "may not stand beside " + other);
    }

    public void notEmpty() {
        if (document.isEmpty()) {
            throw new MalformedFileException(path, "must say something");
        }
    }

    /** The one key of an object that must have exactly one. */
    public String onlyKey() {
        if (document.size() != 1) {
            throw new MalformedFileException(path, "must have exactly one key, has " + document.keySet());
        }
        return document.getFirstKey();
    }

    /** Refuses what nobody asked for. */
    public void end() {
        for (String key : document.keySet()) {
            check(known.contains(key), key, "is unknown here, known are " + known);
        }
    }

    public static String textOf(String path, BsonValue value) {
        if (!value.isString()) {
            throw new MalformedFileException(path, "is no string but " + value.getBsonType());
        }
        return value.asString().getValue();
    }

    public static BsonDocument documentOf(String path, BsonValue value) {
        if (!value.isDocument()) {
            throw new MalformedFileException(path, "is no object but " + value.getBsonType());
        }
        return value.asDocument();
    }

    public void check(boolean holds, String key, String problem) {
        if (!holds) {
            throw new MalformedFileException(path(key), problem);
        }
    }

    private Optional<BsonValue> typed(String key, BsonType type) {
        Optional<BsonValue> value = any(key);
        value.ifPresent(given ->
                check(given.getBsonType() == type, key, "is not of type " + type + " but " + given.getBsonType()));
        return value;
    }

    private <T> T required(String key, Optional<T> value) {
        return value.orElseThrow(() -> new MalformedFileException(path(key), "is missing"));
    }
}
