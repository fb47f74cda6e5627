package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.TagSet;
import dev.weft.WriteConcern;
import dev.weft.error.BadConfigException;
import dev.weft.event.CommandEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    @Test
    void theFormWinsOverTheConnectionString() {
        ClientSettings settings = ClientSettings.of(
                "mongodb://a:1,b/shop?maxPoolSize=5&w=majority&readConcernLevel=local",
                s -> s.pool(p -> p.maxSize(7))
                        .writeConcern(WriteConcern.members(2))
                        .appName("till"));

        assertEquals(List.of(new ServerAddress("a", 1), new ServerAddress("b", 27017)), settings.hosts());
        assertEquals(7, settings.pool().maxSize());
        assertEquals(WriteConcern.members(2), settings.defaults().writeConcern());
        assertEquals(ReadConcern.local(), settings.defaults().readConcern());
        assertEquals(Optional.of("shop"), settings.database());
        assertEquals(Optional.of("till"), settings.appName());
    }

    @Test
    void aCopyChangesWhatItIsToldOnly() {
        ClientSettings settings = ClientSettings.of(
                "mongodb://a/?timeoutMS=100",
                s -> s.listen(CommandEvent.class, e -> {}).stableApi(StableApi.v1()));
        ClientSettings copy = settings.with(s -> s.sockets(o -> o.lateReplyGrace(Duration.ZERO)));

        assertEquals(Duration.ZERO, copy.sockets().lateReplyGrace());
        assertEquals(Duration.ofSeconds(1), settings.sockets().lateReplyGrace());
        assertEquals(settings.listeners(), copy.listeners());
        assertEquals(Optional.of(Duration.ofMillis(100)), copy.defaults().timeout());
        assertEquals(settings, copy.with(s -> s.sockets(o -> o.lateReplyGrace(Duration.ofSeconds(1)))));
    }

    @Test
    void anEmptyTagSetAsksForAnyMember() {
        var preference = ClientSettings.of(
                        "mongodb://a/?readPreference=nearest&readPreferenceTags=dc:ny,rack:1&readPreferenceTags=")
                .defaults()
                .readPreference();
        assertEquals(
                "{\"mode\": \"nearest\", \"tags\": [{\"dc\": \"ny\", \"rack\": \"1\"}, {}]}",
                preference.asDocument().toJson());
        assertEquals(
                ReadPreference.nearest(
                        ((ReadPreference.Members) preference).tags().get(0), TagSet.EMPTY),
                preference);
    }

    @Test
    void strangeOptionsAreIgnoredWithAWarningEach() {
        List<String> warnings = ClientSettings.of(
                        "mongodb://a/?foo=bar&maxPoolSize=many&retryReads=&replicaSet=x&replicaSet=x&wtimeout=5&wTimeoutMS=10")
                .warnings();
        assertEquals(5, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("foo"), warnings::toString);
        assertTrue(warnings.get(1).contains("an integer from 0 on"), warnings::toString);
    }

    @Test
    void contradictionsNameTheOption() {
        assertEquals("w", option("mongodb://a/?w=0&journal=true"));
        assertEquals("w", option("mongodb://a/?w=-2"));
        assertEquals("directConnection", option("mongodb://a,b/?directConnection=true"));
        assertEquals("maxStalenessSeconds", option("mongodb://a/?maxStalenessSeconds=100"));
        assertEquals("readPreferenceTags", option("mongodb://a/?readPreferenceTags=dc:ny"));
        assertEquals("minPoolSize", option("mongodb://a/?minPoolSize=9&maxPoolSize=3"));
        assertEquals("appName", option("mongodb://a/?appName=" + "x".repeat(129)));
    }

    @Test
    void valuesInCodeAreCheckedToo() {
        assertThrows(
                BadConfigException.class,
                () -> ClientSettings.of(
                        "mongodb://a", s -> s.servers(v -> v.heartbeatFrequency(Duration.ofMillis(499)))));
        assertThrows(
                BadConfigException.class, () -> ClientSettings.of("mongodb://a", s -> s.pool(p -> p.maxConnecting(0))));
        assertThrows(
                IllegalArgumentException.class,
                () -> ClientSettings.of("mongodb://a", s -> s.timeout(Duration.ofMillis(-1))));
    }

    @Test
    void oldWordsForYesAndNoAreUnderstoodWithAWarning() {
        ClientSettings settings = ClientSettings.of("mongodb://a/?retryReads=no&retryWrites=0&journal=t");
        assertFalse(settings.retries().reads() || settings.retries().writes());
        assertEquals(Optional.of(true), settings.defaults().writeConcern().journal());
        assertEquals(3, settings.warnings().size());
    }

    @Test
    void oldNamesAreUnderstoodWithAWarningAndLoseToNewOnes() {
        assertEquals(
                Optional.of(false),
                ClientSettings.of("mongodb://a/?j=true&journal=false")
                        .defaults()
                        .writeConcern()
                        .journal());
        ClientSettings old = ClientSettings.of("mongodb://a/?wtimeout=5");
        assertEquals(
                Optional.of(Duration.ofMillis(5)), old.defaults().writeConcern().wTimeout());
        assertEquals(List.of("option wtimeout is deprecated: write wTimeoutMS"), old.warnings());
    }

    @Test
    void unknownCompressorsAreLeftOutWithAWarning() {
        ClientSettings settings = ClientSettings.of("mongodb://a/?compressors=snoopy,zlib,zstd,zlib");
        assertEquals(
                List.of(Compressor.ZLIB, Compressor.ZSTD),
                settings.compression().compressors());
        assertEquals(
                List.of("option compressors: 'snoopy' is unknown and left out; use snappy, zlib or zstd"),
                settings.warnings());
        assertEquals(
                List.of(),
                ClientSettings.of("mongodb://a/?compressors=snoopy")
                        .compression()
                        .compressors());
    }

    @Test
    void theStringThatSettingsWriteSaysWhatIsNotTheDefault() {
        assertEquals("mongodb://a:27017", ClientSettings.of("mongodb://A/").toUri());
        assertEquals(
                "mongodb://[::1]:1,%2Ftmp%2Fm.sock/s%C3%B8k%3F?maxPoolSize=0&readPreference=nearest"
                        + "&readPreferenceTags=dc:ny,rack:1&readPreferenceTags=&replicaSet=a%2Bb%26&uuidRepresentation=standard",
                ClientSettings.of(
                                "mongodb://[::1]:1,%2Ftmp%2Fm.sock/s%C3%B8k%3F?uuidRepresentation=standard&maxPoolSize=0"
                                        + "&readPreference=nearest&readPreferenceTags=dc:ny,rack:1&readPreferenceTags="
                                        + "&replicaSet=a%2Bb%26&retryReads=true")
                        .toUri());
    }

    @Test
    void whatAStringHasNoWordsForIsPrintedBesideIt() {
        String print = ClientSettings.of(
                        "mongodb://a/?foo=1",
                        s -> s.stableApi(StableApi.v1())
                                .listen(CommandEvent.class, e -> {})
                                .pool(p -> p.maxWaiters(3)))
                .toString();
        for (String part : List.of(
                "mongodb://a:27017", "StableApi", "maxWaiters=3", "lateReplyGrace=PT1S", "listeners=1", "foo")) {
            assertTrue(print.contains(part), print);
        }
    }

    @Test
    void timesBeyondTheRangeOfAStringAreWrittenAsNearAsItCan() {
        ClientSettings settings = ClientSettings.of(
                "mongodb://a",
                s -> s.sockets(o -> o.connectTimeout(Duration.ofDays(365)))
                        .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .servers(v -> v.localThreshold(Duration.ofNanos(1_999_999))));
        assertEquals(
                "mongodb://a:27017/?connectTimeoutMS=2147483647&localThresholdMS=1&timeoutMS=" + Long.MAX_VALUE,
                settings.toUri());
    }

    @Test
    void whatCannotBeSaidInAStringIsLeftOut() {
        ClientSettings settings = ClientSettings.of(
                "mongodb://a",
                s -> s.readPreference(ReadPreference.nearest(TagSet.of("dc", "a,b")))
                        .writeConcern(WriteConcern.tag("3"))
                        .credential(Credential.oidc(new Credential.Oidc.Environment.Gcp("a,b"))));
        assertEquals("mongodb://a:27017/?authMechanism=MONGODB-OIDC&readPreference=nearest", settings.toUri());
    }

    private static String option(String uri) {
        return assertThrows(BadConfigException.class, () -> ClientSettings.of(uri))
                .option();
    }
}
