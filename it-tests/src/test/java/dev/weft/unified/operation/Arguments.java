package dev.weft.unified.operation;

import dev.weft.Collation;
import dev.weft.TimeoutMode;
import dev.weft.query.Updates;
import dev.weft.unified.file.Fields;
import dev.weft.unified.file.MalformedFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * The arguments of one operation. Every argument must be in the table, and what is given must be used: {@link #end} finds a handler that
 * forgets one, which would test less than the file says.
 */
final class Arguments {
    private final String path;
    private final BsonDocument given;
    private final Set<String> allowed;
    private final Set<String> used = new TreeSet<>();

    Arguments(String path, BsonDocument given, Set<String> allowed) {
        this.path = path;
        this.given = given;
        this.allowed = allowed;
        for (String name : given.keySet()) {
            if (!allowed.contains(name)) {
                throw new MalformedFileException(path, "the argument " + name + " is unknown, known are " + allowed);
            }
        }
    }

    Optional<BsonValue> any(String name) {
        if (!allowed.contains(name)) {
            throw new IllegalStateException("the handler asks for " + name + ", which the table does not allow");
        }
        used.add(name);
        return Optional.ofNullable(given.get(name));
    }

    BsonValue value(String name) {
        return required(name, any(name));
    }

    BsonDocument document(String name) {
        return Fields.documentOf(path + "." + name, value(name));
    }

    Optional<BsonDocument> optionalDocument(String name) {
        return any(name).map(value -> Fields.documentOf(path + "." + name, value));
    }

    List<BsonDocument> documents(String name) {
        BsonValue value = value(name);
        if (!value.isArray()) {
            throw new MalformedFileException(path + "." + name, "is no array");
        }
        return value.asArray().stream()
                .map(each -> Fields.documentOf(path + "." + name, each))
                .toList();
    }

    String text(String name) {
        return Fields.textOf(path + "." + name, value(name));
    }

    Optional<String> optionalText(String name) {
        return any(name).map(value -> Fields.textOf(path + "." + name, value));
    }

    boolean isTrue(String name) {
        return any(name).map(value -> value.asBoolean().getValue()).orElse(false);
    }

    long number(String name) {
        return required(name, optionalNumber(name));
    }

    Optional<Long> optionalNumber(String name) {
        return any(name).map(value -> {
            if (value instanceof BsonNumber number) {
                return number.longValue();
            }
            throw new MalformedFileException(path + "." + name, "is no number");
        });
    }

    /** An update: a document with operators, or a pipeline. */
    Bson update(String name) {
        BsonValue value = value(name);
        return value.isArray()
                ? Updates.pipeline(documents(name).toArray(new BsonDocument[0]))
                : Fields.documentOf(path + "." + name, value);
    }

    void flag(String name, Consumer<Boolean> target) {
        any(name).ifPresent(value -> target.accept(value.asBoolean().getValue()));
    }

    void text(String name, Consumer<String> target) {
        optionalText(name).ifPresent(target);
    }

    void number(String name, Consumer<Long> target) {
        optionalNumber(name).ifPresent(target);
    }

    void document(String name, Consumer<BsonDocument> target) {
        optionalDocument(name).ifPresent(target);
    }

    void value(String name, Consumer<BsonValue> target) {
        any(name).ifPresent(target);
    }

    void millis(String name, Consumer<Duration> target) {
        optionalNumber(name).ifPresent(millis -> target.accept(Duration.ofMillis(millis)));
    }

    void collation(Consumer<Collation> target) {
        optionalDocument("collation").ifPresent(rules -> target.accept(new Collation(rules)));
    }

    /** A hint is the name of an index or its keys. */
    void hint(Consumer<String> byName, Consumer<Bson> byKeys) {
        any("hint").ifPresent(value -> {
            if (value instanceof BsonString name) {
                byName.accept(name.getValue());
            } else {
                byKeys.accept(Fields.documentOf(path + ".hint", value));
            }
        });
    }

    void timeoutMode(Consumer<TimeoutMode> target) {
        optionalText("timeoutMode")
                .ifPresent(word -> target.accept(
                        switch (word) {
                            case "cursorLifetime" -> TimeoutMode.WHOLE_CURSOR;
                            case "iteration" -> TimeoutMode.EACH_BATCH;
                            default -> throw new MalformedFileException(path + ".timeoutMode", word + " is no mode");
                        }));
    }

    <T> T word(String name, Function<String, Optional<T>> meaning, T otherwise) {
        Optional<String> word = optionalText(name);
        return word.isEmpty()
                ? otherwise
                : meaning.apply(word.get())
                        .orElseThrow(
                                () -> new MalformedFileException(path + "." + name, word.get() + " is no value of it"));
    }

    String path() {
        return path;
    }

    /** Refuses arguments that no one used. */
    void end() {
        Set<String> forgotten = new TreeSet<>(given.keySet());
        forgotten.removeAll(used);
        if (!forgotten.isEmpty()) {
            throw new IllegalStateException(path + ": the handler forgets " + forgotten);
        }
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new MalformedFileException(path, "the argument " + name + " is missing"));
    }
}
