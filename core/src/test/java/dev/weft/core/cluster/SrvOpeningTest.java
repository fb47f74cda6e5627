package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.dns.Silence;
import dev.weft.core.dns.StubDns;
import dev.weft.error.BadConfigException;
import dev.weft.error.NoServerException;
import dev.weft.protocol.testing.WeftThreads;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.TopologyType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first look at the SRV records, which opening a cluster waits for. */
@Timeout(30)
class SrvOpeningTest {
    private static final String TEST1 = "mongodb+srv://test1.test.build.10gen.cc/";

    private final StubDns dns = StubDns.specification(port -> port);

    private ClientSettings settings(String uri) {
        return ClientSettings.of(uri, s -> s.srvResolver(dns));
    }

    @Test
    void theRecordsAreTheSeedsAndTheTxtRecordBelongsToTheSettings() {
        try (var stage = SrvStage.replicaSet("repl0", 3);
                var cluster = stage.connect("mongodb+srv://test5.test.build.10gen.cc/")) {
            assertEquals(1, cluster.settings().hosts().size());
            assertEquals(Optional.of("repl0"), cluster.settings().servers().replicaSet());
            TestCommand.run(cluster, "ping");
            assertEquals(
                    TopologyType.REPLICA_SET_WITH_PRIMARY, cluster.topology().type());
            Until.holds(() -> cluster.topology().servers().size() == 3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb+srv://test1.test.build.10gen.cc/, tls",
        "mongodb+srv://ada:lovelace@test1.test.build.10gen.cc/?tls=false, user and password",
        "mongodb+srv://test1.test.build.10gen.cc/?tls=false&loadBalanced=true, loadBalanced"
    })
    void whatThisVersionCannotDoIsRefusedBeforeDnsIsAsked(String uri, String option) {
        var refused = assertThrows(BadConfigException.class, () -> Cluster.open(settings(uri)));
        assertEquals(option, refused.option());
        assertEquals(0, dns.asked());
    }

    @ParameterizedTest
    @CsvSource({"20, loadBalanced", "6, TXT record", "7, TXT record", "12, mongodb+srv", "4, mongodb+srv"})
    void whatDnsSaysIsRefusedByName(int test, String option) {
        var settings = settings("mongodb+srv://test" + test + ".test.build.10gen.cc/?tls=false");
        var refused = assertThrows(BadConfigException.class, () -> Cluster.open(settings));
        assertEquals(option, refused.option());
        assertEquals(1, dns.asked());
    }

    @Test
    void aFirstLookThatFailsLeavesNothingBehind() {
        var before = WeftThreads.alive().keySet();
        dns.trouble(() -> {
            throw new IOException("server failure");
        });
        assertThrows(NoServerException.class, () -> Cluster.open(settings(TEST1 + "?tls=false")));
        Until.holds(() -> before.containsAll(WeftThreads.alive().keySet()));
    }

    @Test
    void dnsIsWaitedForAsLongAsForAConnectionAndWithoutThatAsLongAsForAServer() {
        var silent = new Silence();
        dns.trouble(silent);
        var failed = assertThrows(
                NoServerException.class, () -> Cluster.open(settings(TEST1 + "?tls=false&connectTimeoutMS=30")));
        assertTrue(failed.waited().compareTo(Duration.ofMillis(30)) >= 0, failed::getMessage);
        silent.awaitInterrupt();
        var forEver = settings(TEST1 + "?connectTimeoutMS=0&serverSelectionTimeoutMS=40");
        assertEquals(Duration.ofMillis(40), Seeds.patience(forEver));
    }

    @Test
    void namedHostsAskNoDns() {
        var settings = settings("mongodb://localhost:1/?heartbeatFrequencyMS=60000");
        try (var cluster = Cluster.open(settings)) {
            assertEquals(List.of(), cluster.settings().warnings());
        }
        assertEquals(0, dns.asked());
    }
}
