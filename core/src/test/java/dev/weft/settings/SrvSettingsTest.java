package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Secret;
import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that DNS knows the hosts for, and what its TXT record may decide. */
class SrvSettingsTest {
    private static final List<ServerAddress> ONE = List.of(new ServerAddress("m1.b.c", 27017));
    private static final List<ServerAddress> TWO =
            List.of(new ServerAddress("m1.b.c", 27017), new ServerAddress("m2.b.c", 27017));

    @Test
    void aNameIsKeptUntilDnsHasAnswered() {
        ClientSettings settings = ClientSettings.of("mongodb+srv://A.b.c/?srvServiceName=other&srvMaxHosts=2");
        SrvSettings srv = settings.srv().orElseThrow();
        assertEquals(List.of(), settings.hosts());
        assertEquals("a.b.c", srv.host());
        assertEquals("other", srv.serviceName());
        assertEquals(2, srv.maxHosts());
        ClientSettings discovered = settings.discovered(TWO, "");
        assertEquals(TWO, discovered.hosts());
        assertEquals("a.b.c", discovered.srv().orElseThrow().host());
        assertEquals(settings.toUri(), discovered.toUri());
    }

    @Test
    void hostsOfTheFormReplaceTheNameAndTheOtherWayRound() {
        assertEquals(
                Optional.empty(),
                ClientSettings.of("mongodb+srv://a.b.c/?srvMaxHosts=2", s -> s.hosts(ONE.getFirst()))
                        .srv());
        ClientSettings named = ClientSettings.of(
                "mongodb://x,y", s -> s.srvHost("a.b.c").srvServiceName("other").srvMaxHosts(1));
        assertEquals(List.of(), named.hosts());
        assertEquals(1, named.srv().orElseThrow().maxHosts());
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb://a/?srvMaxHosts=0, srvMaxHosts",
        "mongodb://a/?srvServiceName=x, srvServiceName",
        "mongodb+srv://a.b.c/?directConnection=true, directConnection",
        "mongodb+srv://a.b.c/?srvMaxHosts=1&replicaSet=r, srvMaxHosts",
        "mongodb+srv://a.b.c/?srvMaxHosts=1&loadBalanced=true, loadBalanced",
        "mongodb://a/?loadBalanced=true&replicaSet=r, loadBalanced",
        "mongodb://a/?loadBalanced=true&directConnection=true, loadBalanced"
    })
    void whatDoesNotGoTogetherIsRefusedByName(String uri, String option) {
        assertEquals(
                option,
                assertThrows(BadConfigException.class, () -> ClientSettings.of(uri))
                        .option());
    }

    @Test
    void namesInCodeAreCheckedToo() {
        assertThrows(BadConfigException.class, () -> ClientSettings.of("mongodb://a", s -> s.srvHost("a.b.c:1")));
        assertThrows(
                BadConfigException.class, () -> ClientSettings.of("mongodb+srv://a.b.c", s -> s.srvServiceName("-x")));
        assertThrows(BadConfigException.class, () -> ClientSettings.of("mongodb+srv://a.b.c", s -> s.srvMaxHosts(-1)));
        assertTrue(SrvSettings.isServiceName("x".repeat(62)));
        for (String bad : List.of("", "1", "x-", "a--b", "a_b", "x".repeat(63))) {
            assertFalse(SrvSettings.isServiceName(bad), bad);
        }
    }

    @Test
    void theTxtRecordDecidesWhatNobodyHasDecided() {
        ClientSettings settings = ClientSettings.of("mongodb+srv://ada:lovelace@a.b.c/shop")
                .discovered(TWO, "replicaSet=rs&authSource=people");
        assertEquals(Optional.of("rs"), settings.servers().replicaSet());
        assertEquals("people", settings.credential().orElseThrow().source());
        assertTrue(ClientSettings.of("mongodb+srv://a.b.c")
                .discovered(ONE, "loadBalanced=true")
                .servers()
                .loadBalanced());
    }

    @Test
    void theStringAndTheCodeWinOverTheTxtRecord() {
        String txt = "replicaSet=rs&authSource=people";
        ClientSettings said = ClientSettings.of("mongodb+srv://ada:lovelace@a.b.c/?authSource=mine&replicaSet=other")
                .with(s -> s.appName("x"))
                .discovered(TWO, txt);
        assertEquals("mine", said.credential().orElseThrow().source());
        assertEquals(Optional.of("other"), said.servers().replicaSet());
        ClientSettings coded = ClientSettings.of(
                "mongodb+srv://bob:x@a.b.c", s -> s.credential(Credential.scram("ada", Secret.of("lovelace"))));
        assertEquals(
                "admin", coded.discovered(TWO, txt).credential().orElseThrow().source());
        assertFalse(ClientSettings.of("mongodb+srv://a.b.c/?loadBalanced=false")
                .discovered(TWO, "loadBalanced=true")
                .servers()
                .loadBalanced());
        assertFalse(ClientSettings.of("mongodb+srv://a.b.c", s -> s.servers(v -> v.loadBalanced(false)))
                .discovered(TWO, "loadBalanced=true")
                .servers()
                .loadBalanced());
    }

    @Test
    void aMechanismWithADatabaseOfItsOwnIsNotAskedForAnother() {
        ClientSettings settings = ClientSettings.of("mongodb+srv://a.b.c/?authMechanism=MONGODB-X509")
                .discovered(TWO, "authSource=admin");
        assertEquals(Optional.of(Credential.x509()), settings.credential());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ssl=false 'TXT record'",
                "socketTimeoutMS=500 'TXT record'",
                "authSource 'TXT record'",
                "authSource= authSource",
                "loadBalanced=true loadBalanced"
            })
    void aTxtRecordThatSaysTooMuchOrContradictsIsAnError(String txt, String option) {
        ClientSettings settings = ClientSettings.of("mongodb+srv://ada:lovelace@a.b.c");
        assertEquals(
                option,
                assertThrows(BadConfigException.class, () -> settings.discovered(TWO, txt))
                        .option());
    }

    @Test
    void aStrangeValueInTheTxtRecordIsAWarning() {
        ClientSettings settings =
                ClientSettings.of("mongodb+srv://a.b.c").discovered(TWO, "loadBalanced=maybe&replicaSet=");
        assertEquals(2, settings.warnings().size(), settings.warnings()::toString);
        assertFalse(settings.servers().loadBalanced());
    }
}
