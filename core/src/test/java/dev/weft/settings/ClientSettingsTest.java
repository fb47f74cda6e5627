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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb+srv://cluster.example.net",
                "mongodb://ada:lovelace@a",
                "mongodb://a/?tls=true",
                "mongodb://a/?ssl=true",
                "mongodb://a/?tlsInsecure=false",
                "mongodb://a/?authMechanism=MONGODB-X509",
                "mongodb://a/?compressors=zlib",
                "mongodb://a/?loadBalanced=true",
                "mongodb://a/?proxyHost=p"
            })
    void whatCannotBeHonouredIsRefusedByName(String uri) {
        BadConfigException refused = assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
        assertTrue(refused.getMessage().contains("this version of Weft cannot do"), refused::getMessage);
        assertFalse(refused.getMessage().contains("lovelace"), refused::getMessage);
    }

    @Test
    void sayingNoToWhatIsRefusedIsFine() {
        assertEquals(
                List.of(), ClientSettings.of("mongodb://a/?tls=false&ssl=false").warnings());
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
    void noPrintShowsThePassword() {
        assertFalse(MongoUri.parse("mongodb://ada:lovelace@a/?authMechanismProperties=k:s3cret")
                .toString()
                .contains("lovelace"));
        assertFalse(MongoUri.parse("mongodb://a/?tlsCertificateKeyFilePassword=s3cret")
                .toString()
                .contains("s3cret"));
        BadConfigException bad =
                assertThrows(BadConfigException.class, () -> MongoUri.parse("mongodb://ada:love:lace@a"));
        assertFalse(bad.getMessage().contains("love"), bad::getMessage);
    }

    private static String option(String uri) {
        return assertThrows(BadConfigException.class, () -> ClientSettings.of(uri))
                .option();
    }
}
