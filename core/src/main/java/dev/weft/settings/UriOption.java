package dev.weft.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One option of the connection string. The table {@link #TABLE} has all of them, one row each; the reader, the writer, the
 * documentation and the tests are driven by it.
 *
 * @param <T> what its value becomes
 * @param name the name as documented; case does not matter
 * @param value what it accepts
 * @param byDefault what holds when it is not given
 * @param meaning what it does
 * @param applier puts the value into the form
 * @param shown the value in finished settings, several for a list; empty when the option need not be given
 */
record UriOption<T>(
        String name,
        UriValue<T> value,
        String byDefault,
        String meaning,
        BiConsumer<UriDraft, T> applier,
        Function<ClientSettings, List<T>> shown) {
    /** A second name that is no worse than the first, in lower case, and the first. */
    static final Map<String, String> ALIASES = Map.of("ssl", "tls");

    /** Old names of options, in lower case, and what they are called now. */
    static final Map<String, Renamed> RENAMED = Map.of(
            "wtimeout", new Renamed("wTimeoutMS", UnaryOperator.identity()),
            "j", new Renamed("journal", UnaryOperator.identity()),
            "gssapiservicename", new Renamed("authMechanismProperties", service -> "SERVICE_NAME:" + service));

    /** Every option there is, sorted by name. */
    static final List<UriOption<?>> TABLE = Stream.of(
                    DiscoveryRows.ROWS, ConnectionRows.ROWS, SecurityRows.ROWS, CallRows.ROWS)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(UriOption::key))
            .collect(Collectors.toUnmodifiableList());

    /** The table by key. */
    static final Map<String, UriOption<?>> BY_KEY =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(UriOption::key, Function.identity()));

    /**
     * What became of an option.
     *
     * @param name its present name
     * @param value the old value in the present one's words
     */
    record Renamed(String name, UnaryOperator<String> value) {}

    /**
     * A row to be: all that is text.
     *
     * @param <T> what its value becomes
     */
    record Documented<T>(String name, UriValue<T> value, String byDefault, String meaning) {
        UriOption<T> with(BiConsumer<UriDraft, T> applier, Function<ClientSettings, Optional<T>> shown) {
            return withAll(applier, shown.andThen(one -> one.stream().toList()));
        }

        UriOption<T> withAll(BiConsumer<UriDraft, T> applier, Function<ClientSettings, List<T>> shown) {
            return new UriOption<>(name, value, byDefault, meaning, applier, shown);
        }
    }

    static <T> Documented<T> option(String name, UriValue<T> value, String byDefault, String meaning) {
        return new Documented<>(name, value, byDefault, meaning);
    }

    /** The name without regard to case. */
    String key() {
        return key(name);
    }

    static String key(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        String first = ALIASES.get(key);
        return first == null ? key : first.toLowerCase(Locale.ROOT);
    }

    boolean is(UriValue.Trait trait) {
        return value.traits().contains(trait);
    }

    /** Reads a value and puts it into the draft; false when the value is not accepted. */
    boolean apply(UriDraft draft, String text, Consumer<String> remarks) {
        Optional<T> read = value.reader().read(text, remarks);
        read.ifPresent(v -> applier.accept(draft, v));
        return read.isPresent();
    }

    /** What these settings would be given by; a value that no text means is left out. */
    List<String> write(ClientSettings settings) {
        return shown.apply(settings).stream()
                .flatMap(v -> value.writer().apply(v).stream())
                .toList();
    }
}
