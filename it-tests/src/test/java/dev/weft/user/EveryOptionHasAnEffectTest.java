package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.client.MongoClient;
import dev.weft.testbed.ServerKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each option of each call is shown by its effect, on one server at least that every build has, or a line says why it cannot be. */
class EveryOptionHasAnEffectTest {
    private static final List<Class<?>> TESTS = List.of(
            FindOptionsEffectTest.class,
            AggregateOptionsEffectTest.class,
            WriteOptionsEffectTest.class,
            CatalogOptionsEffectTest.class,
            IndexOptionsEffectTest.class,
            EveryCallsOptionsEffectTest.class,
            ReadPreferenceEffectTest.class);

    /** The calls and their options, found as {@link OptionsSentTest} finds them. */
    private static Set<String> options() {
        // Nobody is asked anything: the client is only needed to hold the calls.
        try (var client = MongoClient.connect("mongodb://127.0.0.1:1")) {
            return EveryCall.harmless(client, client.database("db").collection("c"))
                    .all()
                    .flatMap(call -> call.options().map(option -> WithoutEffect.key(call, option)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> shown() {
        return TESTS.stream()
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .flatMap(test -> Optional.ofNullable(test.getAnnotation(OptionEffects.EffectOf.class)).stream())
                .flatMap(of -> Stream.of(of.value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> keys, Collection<String> patterns) {
        return keys.stream()
                .filter(key -> patterns.stream().noneMatch(pattern -> WithoutEffect.matches(pattern, key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOptionIsShownOrSaidNotToBe() {
        WithoutEffect exceptions = WithoutEffect.read();
        Set<String> left = without(options(), shown());
        left.removeIf(exceptions::isNowhere);
        assertEquals("", String.join("\n", left));
    }

    /** What neither the storage in memory nor MongoDB's engine has would be shown by nobody. */
    @Test
    void everyOptionHasItsEffectSomewhere() {
        WithoutEffect exceptions = WithoutEffect.read();
        Set<String> none = options();
        none.removeIf(exceptions::isNowhere);
        none.removeIf(key -> Stream.of(ServerKind.EMBEDDED, ServerKind.ENGINE)
                .anyMatch(kind -> exceptions.expected(kind, key).equals(WithoutEffect.SHOWN)));
        assertEquals("", String.join("\n", none));
    }

    @Test
    void everyTestAndEveryLineIsForAnOptionThatThereIs() {
        Set<String> options = options();
        Set<String> patterns = new TreeSet<>(shown());
        WithoutEffect.read().lines().forEach(line -> patterns.add(line.pattern()));
        patterns.removeIf(pattern -> options.stream().anyMatch(option -> WithoutEffect.matches(pattern, option)));
        assertEquals("", String.join("\n", patterns));
    }
}
