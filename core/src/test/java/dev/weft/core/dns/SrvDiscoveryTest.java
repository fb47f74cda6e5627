package dev.weft.core.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.core.scope.Scope;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import dev.weft.error.BadConfigException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.NoServerException;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.SrvResolver.Srv;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the prose tests of the initial DNS seedlist discovery specification ("Prose Tests", 1 to 4), by number. */
@Timeout(30)
class SrvDiscoveryTest {
    private final Scope scope = Scope.longLived("srv-test");
    private final StubDns dns = new StubDns();

    @AfterEach
    void close() {
        Thread.interrupted();
        scope.close();
    }

    private SrvDiscovery discovery(String name) {
        return discovery(name, Duration.ofSeconds(10));
    }

    private SrvDiscovery discovery(String name, Duration limit) {
        var clock = NanoClock.system();
        var srv = ClientSettings.of("mongodb+srv://" + name).srv().orElseThrow();
        return new SrvDiscovery(srv, Optional.of(dns), new LookUp(scope, clock, Parking.timed(clock), limit));
    }

    private SrvDiscovery naming(String name, String target) {
        dns.srv("_mongodb._tcp." + name, StubDns.record(target, 27_017));
        return discovery(name);
    }

    private static void refusesToGoThere(SrvDiscovery discovery, String target) {
        var refused = assertThrows(BadConfigException.class, discovery::first);
        assertEquals("mongodb+srv", refused.option());
        assertTrue(refused.getMessage().contains(target), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mongo.local"})
    void prose1aNameMayHaveFewerThanThreeParts(String name) {
        var found = naming(name, "test_1." + name).first();
        assertEquals(List.of(new ServerAddress("test_1." + name, 27_017)), found.hosts());
    }

    @ParameterizedTest
    @CsvSource({"localhost, localhost.mongodb", "mongo.local, test_1.evil.local", "blogs.mongodb.com, blogs.evil.com"})
    void prose2aHostOutsideOfTheDomainIsAnError(String name, String target) {
        refusesToGoThere(naming(name, target), target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mongo.local"})
    void prose3aHostThatIsTheNameItselfIsAnErrorWhenTheNameHasFewerThanThreeParts(String name) {
        refusesToGoThere(naming(name, name), name);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, test_1.cluster_1localhost",
        "mongo.local, test_1.my_hostmongo.local",
        "blogs.mongodb.com, cluster.testmongodb.com"
    })
    void prose4aHostWithoutTheDotBeforeTheDomainIsAnError(String name, String target) {
        refusesToGoThere(naming(name, target), target);
    }

    @Test
    void dotsAtTheEndAndCapitalsMeanNothingAndAHostCountsOnce() {
        dns.srv(
                "_mongodb._tcp.a.b.c.",
                new Srv("M1.B.C.", 1),
                new Srv("m1.b.c", 1),
                new Srv("a.b.c", 2),
                new Srv("x.y.b.c", 3));
        assertEquals(
                List.of(new ServerAddress("m1.b.c", 1), new ServerAddress("a.b.c", 2), new ServerAddress("x.y.b.c", 3)),
                discovery("a.b.c.").first().hosts());
    }

    @ParameterizedTest
    @CsvSource({"m.b.c, 0", "m.b.c, 65536", "m.b.c, -1", ".b.c, 1", "., 0", "'', 1", "b.c, 1"})
    void whatNobodyCanConnectToIsAStranger(String target, int port) {
        dns.srv("_mongodb._tcp.a.b.c", new Srv("ok.b.c", 1), new Srv(target, port));
        refusesToGoThere(discovery("a.b.c"), target + ":" + port);
    }

    @Test
    void theFileOfASocketIsNoHost() throws Exception {
        dns.srv("_mongodb._tcp.a.b.sock", new Srv("etc.b.sock", 0), new Srv("etc.b.sock", 1));
        assertEquals(
                List.of("etc.b.sock:0", "etc.b.sock:1"),
                discovery("a.b.sock").again().strangers());
    }

    @Test
    void asksAgainAfterTheShortestLifeButNotWithinAMinute() throws Exception {
        var name = "_mongodb._tcp.a.b.c";
        dns.srv(name, life(300), life(90), life(600));
        assertEquals(Duration.ofSeconds(90), discovery("a.b.c").first().rescanAfter());
        dns.srv(name, life(300), life(5));
        assertEquals(Duration.ofSeconds(60), discovery("a.b.c").first().rescanAfter());
        dns.srv(name, life(300), new Srv("m.b.c", 1));
        assertEquals(Duration.ofSeconds(60), discovery("a.b.c").again().rescanAfter());
    }

    private static Srv life(int seconds) {
        return new Srv("m" + seconds + ".b.c", 1, Optional.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void laterAStrangerIsOnlyNamed() throws Exception {
        dns.srv("_mongodb._tcp.a.b.c", new Srv("m.b.c", 1), new Srv("m.evil.c", 1));
        var found = discovery("a.b.c").again();
        assertEquals(List.of(new ServerAddress("m.b.c", 1)), found.hosts());
        assertEquals(List.of("m.evil.c:1"), found.strangers());
    }

    @Test
    void aNameWithoutRecordsIsAnErrorThatNamesWhatWasAskedFor() {
        var refused = assertThrows(BadConfigException.class, discovery("a.b.c/?srvServiceName=mine")::first);
        assertTrue(refused.getMessage().contains("_mine._tcp.a.b.c"), refused::getMessage);
        assertTrue(refused.getMessage().contains("srvServiceName"), refused::getMessage);
    }

    @Test
    void aNameServerThatFailsIsAnErrorThatMayPass() {
        dns.trouble(() -> {
            throw new IOException("server failure");
        });
        var failed = assertThrows(NoServerException.class, discovery("ada:lovelace@a.b.c")::first);
        assertTrue(failed.retryable());
        assertTrue(failed.getMessage().contains("_mongodb._tcp.a.b.c"), failed::getMessage);
        assertTrue(failed.getMessage().contains("server failure"), failed::getMessage);
        assertTrue(!failed.getMessage().contains("lovelace"), failed::getMessage);
        assertThrows(UnknownHostException.class, discovery("a.b.c")::again);
    }

    @Test
    void aResolverThatBreaksItsWordIsAnErrorToo() {
        dns.trouble(() -> {
            throw new IllegalStateException("a mistake");
        });
        var failed = assertThrows(NoServerException.class, discovery("a.b.c")::first);
        assertTrue(failed.getMessage().contains("a mistake"), failed::getMessage);
        assertInstanceOf(IllegalStateException.class, failed.getCause().getCause());
    }

    @Test
    void aNameServerThatIsSilentIsWaitedForNoLongerThanTheLimitAndItsThreadIsToldToEnd() {
        var silent = new Silence();
        dns.trouble(silent);
        var failed = assertThrows(NoServerException.class, discovery("a.b.c", Duration.ofMillis(20))::first);
        assertTrue(failed.getMessage().contains("within 20 ms"), failed::getMessage);
        silent.awaitInterrupt();
    }

    @Test
    void whoWaitsForDnsCanBeInterrupted() {
        var silent = new Silence();
        var waiting = Thread.currentThread();
        dns.trouble(() -> {
            waiting.interrupt();
            silent.happen();
        });
        assertThrows(InterruptedCallException.class, discovery("a.b.c")::first);
        assertTrue(Thread.interrupted());
        silent.awaitInterrupt();
    }
}
