package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadPreference;
import dev.weft.core.cluster.Until;
import dev.weft.error.BadConfigException;
import dev.weft.settings.ClientSettings;
import dev.weft.testbed.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The prose tests of the specification "max staleness" ({@code max-staleness-tests.md}), by their names there. */
class StalenessProseTest {
    private static final String HOST = "mongodb://host/?";

    private static Optional<Duration> staleness(String options) {
        return ClientSettings.of(HOST + options).defaults().readPreference() instanceof ReadPreference.Members members
                ? members.maxStaleness()
                : Optional.empty();
    }

    @Test
    void connectionStringBasic() {
        assertEquals(Optional.of(Duration.ofMinutes(2)), staleness("readPreference=secondary&maxStalenessSeconds=120"));
    }

    @Test
    void connectionStringAllowsNoMaxStalenessWithModePrimary() {
        assertThrows(BadConfigException.class, () -> staleness("maxStalenessSeconds=120"));
        assertThrows(BadConfigException.class, () -> staleness("readPreference=primary&maxStalenessSeconds=120"));
    }

    @Test
    void connectionStringSaysNoMaxStalenessWithMinusOne() {
        assertEquals(Optional.empty(), staleness("readPreference=secondary&maxStalenessSeconds=-1"));
        assertEquals(Optional.empty(), staleness("readPreference=primary&maxStalenessSeconds=-1"));
    }

    @Test
    void connectionStringIsNotValidatedByItself() {
        assertEquals(Optional.of(Duration.ofSeconds(1)), staleness("readPreference=secondary&maxStalenessSeconds=1"));
    }

    @Test
    void driverTestParsesLastWriteDate() {
        try (var set = Deployment.replicaSet("rs", 1).start();
                var watched = Watched.connect(set.uri() + "&heartbeatFrequencyMS=500")) {
            var books = watched.client.database("prose").collection("staleness");
            books.insertOne(new Document());
            Until.holds(() -> lastWrite(watched).isAfter(Instant.EPOCH));
            var first = lastWrite(watched);
            // The dates of writes have whole seconds; so the next one is written until it shows.
            Until.holds(() -> {
                books.insertOne(new Document());
                return lastWrite(watched).isAfter(first);
            });
            assertTrue(lastWrite(watched).isBefore(first.plusSeconds(10)));
        }
    }

    private static Instant lastWrite(Watched watched) {
        return watched.client.topology().servers().isEmpty()
                ? Instant.EPOCH
                : watched.server().membership().lastWrite().orElse(Instant.EPOCH);
    }
}
