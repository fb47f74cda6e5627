package dev.weft.settings;

import dev.weft.TagSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of value an option takes.
 *
 * @param <T> what it becomes
 * @param accepts the accepted values, for the documentation and for warnings
 * @param reader the value; empty when it is not accepted
 */
record UriValue<T>(String accepts, Function<String, Optional<T>> reader) {
    static final UriValue<String> TEXT = new UriValue<>("any text", Optional::of);
    static final UriValue<Boolean> FLAG = oneOf(Map.of("true", true, "false", false));
    static final UriValue<TagSet> TAGS = new UriValue<>("name:value pairs, separated by commas", UriValue::tags);

    static UriValue<Integer> count(int min) {
        return new UriValue<>(
                "an integer from " + min + " on",
                text -> integer(text, min, Integer.MAX_VALUE).map(Long::intValue));
    }

    static UriValue<Duration> millis(long min) {
        return new UriValue<>(
                "milliseconds from " + min + " on",
                text -> integer(text, min, Integer.MAX_VALUE).map(Duration::ofMillis));
    }

    static UriValue<Duration> longMillis() {
        return new UriValue<>(
                "milliseconds from 0 on",
                text -> integer(text, 0, Long.MAX_VALUE).map(Duration::ofMillis));
    }

    static UriValue<Duration> staleness() {
        return new UriValue<>(
                "-1 (no bound) or seconds from 1 on",
                text -> integer(text, -1, Integer.MAX_VALUE).filter(n -> n != 0).map(Duration::ofSeconds));
    }

    static <T> UriValue<T> oneOf(Map<String, T> words) {
        return new UriValue<>(
                words.keySet().stream().sorted().reduce((a, b) -> a + ", " + b).orElse(""),
                text -> Optional.ofNullable(words.get(text)));
    }

    private static Optional<Long> integer(String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
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
}
