package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.TagSet;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A kind of value an option takes.
 *
 * @param <T> what it becomes
 * @param accepts the accepted values, for the documentation and for warnings
 * @param reader text to value
 * @param writer value to text; empty when no text means that value
 * @param traits what is special about it
 */
record UriValue<T>(String accepts, Reader<T> reader, Function<T, Optional<String>> writer, Set<Trait> traits) {
    /** What the reader of options has to know about a kind. */
    enum Trait {
        /** Never shown. */
        SECRET,
        /** No value is a value. */
        EMPTY,
        /** Given more than once, it is a list, or must say the same again. */
        REPEATABLE
    }

    /**
     * Text to value.
     *
     * @param <T> the value
     */
    interface Reader<T> {
        /**
         * The value; empty when the text is not accepted.
         *
         * @param remarks takes what is strange about a text that is accepted nevertheless
         */
        Optional<T> read(String text, Consumer<String> remarks);
    }

    static final UriValue<String> TEXT = of("any text", Optional::of, text -> text);
    static final UriValue<Secret> SECRET = of(
                    "any text", text -> Optional.of(Secret.of(text)), secret -> new String(secret.reveal()))
            .with(Trait.SECRET);
    static final UriValue<Path> FILE = of("the path of a file", UriValue::path, Path::toString);
    static final UriValue<Boolean> FLAG =
            new UriValue<>("true or false", UriValue::flag, yes -> Optional.of(yes.toString()), Set.of());
    static final UriValue<Duration> MILLIS = millis(0);
    static final UriValue<TagSet> TAGS = new UriValue<>(
            "name:value pairs, separated by commas",
            (text, remarks) -> tags(text),
            tags -> pairs(tags.tags()),
            EnumSet.of(Trait.EMPTY, Trait.REPEATABLE));
    static final UriValue<Map<String, String>> PROPERTIES = new UriValue<>(
            "NAME:value pairs, separated by commas",
            UriValue::properties,
            properties -> pairs(new TreeMap<>(properties)),
            Set.of());
    static final UriValue<List<Compressor>> COMPRESSORS = new UriValue<>(
            "snappy, zlib and zstd, separated by commas, the preferred first",
            UriValue::compressors,
            list -> Optional.of(list.stream().map(Compressor::word).collect(Collectors.joining(","))),
            Set.of());
    static final UriValue<BsonValue> W = of("an integer from 0 on, or any text", text -> Optional.of(w(text)), w -> {
        String text = w instanceof BsonInt32 n
                ? String.valueOf(n.getValue())
                : w.asString().getValue();
        return w.equals(w(text)) ? text : "";
    });

    static <T> UriValue<T> of(String accepts, Function<String, Optional<T>> reader, Function<T, String> writer) {
        return new UriValue<>(
                accepts,
                (text, remarks) -> reader.apply(text),
                value -> Optional.of(writer.apply(value)).filter(text -> !text.isEmpty()),
                Set.of());
    }

    UriValue<T> with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new UriValue<>(accepts, reader, writer, more);
    }

    static UriValue<Integer> integer(int min, int max) {
        return of(
                "an integer from " + min + (max == Integer.MAX_VALUE ? " on" : " to " + max),
                text -> number(text, min, max).map(Long::intValue),
                String::valueOf);
    }

    static UriValue<Duration> millis(long min) {
        return millis(min, Integer.MAX_VALUE);
    }

    static UriValue<Duration> longMillis() {
        return millis(0, Long.MAX_VALUE);
    }

    // Written in whole milliseconds within the range: the nearest that a connection string can say.
    private static UriValue<Duration> millis(long min, long max) {
        return of(
                "milliseconds from " + min + " on",
                text -> number(text, min, max).map(Duration::ofMillis),
                time -> String.valueOf(Math.clamp(millisOf(time), min, max)));
    }

    private static long millisOf(Duration time) {
        return time.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toMillis();
    }

    static UriValue<Duration> staleness() {
        return of(
                "-1 (no bound) or seconds from 1 on",
                text -> number(text, -1, Integer.MAX_VALUE).filter(n -> n != 0).map(Duration::ofSeconds),
                time -> String.valueOf(time.toSeconds()));
    }

    static <T> UriValue<T> oneOf(Map<String, T> words) {
        Map<T, String> back =
                words.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return of(
                words.keySet().stream().sorted().collect(Collectors.joining(", ")),
                text -> Optional.ofNullable(words.get(text)),
                value -> back.getOrDefault(value, ""));
    }

    private static Optional<Long> number(String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    // Old strings say yes and no in other words; to ignore "ssl=1" would be to leave out the encryption that was asked
    // for.
    private static Optional<Boolean> flag(String text, Consumer<String> remarks) {
        Optional<Boolean> value = switch (text) {
            case "true", "1", "yes", "y", "t" -> Optional.of(true);
            case "false", "0", "-1", "no", "n", "f" -> Optional.of(false);
            default -> Optional.empty();
        };
        if (value.isPresent() && !text.equals(value.get().toString())) {
            remarks.accept("the value '" + text + "' is deprecated: write " + value.get());
        }
        return value;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    private static BsonValue w(String text) {
        try {
            return new BsonInt32(Integer.parseInt(text));
        } catch (NumberFormatException word) {
            return new BsonString(text);
        }
    }

    // An empty text is the set that matches every member (connection string specification, lists).
    private static Optional<TagSet> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            tags.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return Optional.of(new TagSet(tags));
    }

    // Names ignore case (authentication specification, "Naming"). A part without a colon is most often what followed a
    // comma
    // in a value; it is not shown, because the value may be a secret.
    private static Optional<Map<String, String>> properties(String text, Consumer<String> remarks) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            if (colon <= 0) {
                remarks.accept(
                        "a part that is no NAME:value is ignored; a value with a comma can be given in code only");
            } else if (properties.put(pair.substring(0, colon).toUpperCase(Locale.ROOT), pair.substring(colon + 1))
                    != null) {
                remarks.accept("a property is given more than once: the last one counts");
            }
        }
        return Optional.of(properties);
    }

    private static Optional<String> pairs(Map<String, String> pairs) {
        boolean sayable = pairs.entrySet().stream()
                .noneMatch(pair -> pair.getKey().isEmpty()
                        || pair.getKey().indexOf(':') >= 0
                        || (pair.getKey() + pair.getValue()).indexOf(',') >= 0);
        return sayable
                ? Optional.of(pairs.entrySet().stream()
                        .map(pair -> pair.getKey() + ":" + pair.getValue())
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }

    private static Optional<List<Compressor>> compressors(String text, Consumer<String> remarks) {
        List<Compressor> known = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Optional<Compressor> compressor = List.of(Compressor.values()).stream()
                    .filter(each -> each.word().equals(word))
                    .findFirst();
            compressor.ifPresentOrElse(
                    known::add,
                    () -> remarks.accept("'" + word + "' is unknown and left out; use snappy, zlib or zstd"));
        }
        return Optional.of(known);
    }
}
