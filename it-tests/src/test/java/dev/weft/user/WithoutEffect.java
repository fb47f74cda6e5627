package dev.weft.user;

import dev.weft.testbed.ServerKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of {@code options-without-effect.txt}: the kind of server, what comes of the option there (the server's code, or {@code none} for
 * no effect), the call, and the option. The kind {@code nowhere} stands for options whose effect no server at hand can show.
 */
record WithoutEffect(List<Line> lines) {
    static final String SHOWN = "shown";
    private static final String NOWHERE = "nowhere";

    /** One of them, its call and option as {@link #matches} takes them. */
    record Line(String kind, String outcome, String pattern) {
        @Override
        public String toString() {
            return kind + " " + outcome + " " + pattern;
        }
    }

    static WithoutEffect read() {
        try (InputStream in = WithoutEffect.class.getResourceAsStream("options-without-effect.txt")) {
            return new WithoutEffect(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .map(parts -> new Line(parts[0], parts[1], parts[2]))
                    .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String key(EveryCall.Call call, Method option) {
        return call + " " + EveryCall.signature(option);
    }

    /** Whether it is that option of that call; {@code *} stands for any part of a name. */
    static boolean matches(String pattern, String key) {
        return Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.collectingAndThen(Collectors.joining(".*"), key::matches));
    }

    boolean isNowhere(String key) {
        return lines.stream().anyMatch(line -> line.kind().equals(NOWHERE) && matches(line.pattern(), key));
    }

    /** What comes of the option there: {@link #SHOWN} unless a line says otherwise. */
    String expected(ServerKind kind, String key) {
        return lines.stream()
                .filter(line -> line.kind().equals(kind.toString()) && matches(line.pattern(), key))
                .map(Line::outcome)
                .findFirst()
                .orElse(SHOWN);
    }
}
