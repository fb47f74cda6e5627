package dev.weft.core.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.settings.SrvResolver.Srv;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resolver that asks real name servers, against one that speaks the protocol. */
@Timeout(30)
class JdkDnsTest {
    private static final String QUERY = "_mongodb._tcp.a.b.c";

    private final FakeNameServer server;
    private final JdkDns dns;

    JdkDnsTest() throws IOException {
        server = new FakeNameServer();
        dns = new JdkDns(server.url());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void findsHostsAndPorts() throws IOException {
        server.srv(QUERY, 27_017, "m1.b.c");
        server.srv(QUERY, 65_535, "m2.b.c");
        assertEquals(Set.of(new Srv("m1.b.c.", 27_017), new Srv("m2.b.c.", 65_535)), Set.copyOf(dns.srv(QUERY)));
    }

    @Test
    void joinsTheStringsOfATextAndKeepsTextsApart() throws IOException {
        server.txt("a.b.c", "replicaS", "et=rep", "l0");
        assertEquals(List.of("replicaSet=repl0"), dns.txt("a.b.c"));
        server.txt("a.b.c", "authSource=my \"old\" ", "", "d\\b");
        assertEquals(Set.of("replicaSet=repl0", "authSource=my \"old\" d\\b"), Set.copyOf(dns.txt("a.b.c")));
    }

    @Test
    void anUnknownNameAndOneWithoutSuchRecordsHaveNone() throws IOException {
        server.txt("a.b.c", "x");
        assertEquals(List.of(), dns.srv("a.b.c"));
        assertEquals(List.of(), dns.srv("nobody.b.c"));
        assertEquals(List.of(), dns.txt("nobody.b.c"));
    }

    @Test
    void whatDoesNotFitInADatagramIsAskedForByTcp() throws IOException {
        server.truncating = true;
        for (int i = 0; i < 50; i++) {
            server.srv(QUERY, 27_017 + i, "a-member-with-a-rather-long-name-" + i + ".b.c");
        }
        assertEquals(50, dns.srv(QUERY).size());
        assertEquals(1, server.byTcp.get());
    }

    @Test
    void aServerThatCannotAnswerIsAnError() {
        server.code = FakeNameServer.SERVER_FAILURE;
        var failure = assertThrows(IOException.class, () -> dns.srv(QUERY));
        assertTrue(failure.getMessage().contains(QUERY), failure::getMessage);
        assertTrue(failure.getMessage().contains("DNS"), failure::getMessage);
    }

    @Test
    void anInterruptEndsTheWaitForAServerThatIsSilent() {
        server.silent = true;
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> dns.srv(QUERY));
        assertTrue(Thread.interrupted());
        // Whoever does not hear the interrupt asks three times before it gives up.
        assertTrue(server.byDatagram.get() <= 1, () -> "asked " + server.byDatagram + " times");
    }

    @Test
    void strangeNamesAreNamesAndNothingElse() throws IOException {
        assertEquals(List.of(), dns.srv("_mongodb._tcp.a/b.c"));
        assertEquals(List.of(), dns.srv("_mongodb._tcp.a'b.c"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'a b', ab",
                "'\"a b\" c', 'a bc'",
                "'\"\" a', a",
                "'\"a\\\"b\"', 'a\"b'",
                "'\"a\\\\\"', 'a\\'",
                "'', ''"
            })
    void undoesWhatJndiDoesToStrings(String text, String joined) {
        assertEquals(joined, JdkDns.joined(text));
    }
}
