package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.exchange;
import static dev.weft.protocol.transport.Client.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.ResolveFailed;
import dev.weft.protocol.transport.TransportException.TimedOut;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names with several addresses, some of which are not as they should be. All of 127.0.0.0/8 is this machine. */
@Timeout(60)
class ConnectorTest {
    private static final String GOOD = "127.0.0.1";
    private static final String DARK = "127.0.0.2";
    private static final String REFUSING = "127.0.0.3";
    private static final long AN_HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long MILLI = 1_000_000;

    private final Client client = new Client();
    private ScriptedServer server;
    private BlackHole blackHole;

    @BeforeEach
    void listen() throws IOException {
        server = ScriptedServer.echo();
        try {
            blackHole = new BlackHole(InetAddress.getByName(DARK), server.port());
        } catch (BindException e) {
            assumeTrue(false, "this system has no loopback addresses but 127.0.0.1");
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        if (blackHole != null) {
            blackHole.close();
        }
        server.close();
    }

    private Endpoint addresses(String... literals) {
        return new Endpoint.Tcp("books.example", server.port(), host -> {
            assertEquals("books.example", host);
            List<InetAddress> resolved = new ArrayList<>();
            for (String literal : literals) {
                resolved.add(InetAddress.getByName(literal));
            }
            return resolved;
        });
    }

    private WireConnection connect(Endpoint endpoint, long deadlineNanos) {
        return Connector.connect(client.loop, endpoint, WireOptions.DEFAULT, client, deadlineNanos);
    }

    private WireConnection connect(Endpoint endpoint, long staggerNanos, long deadlineNanos) {
        return new Connector(client.loop, endpoint, staggerNanos).connect(WireOptions.DEFAULT, client, deadlineNanos);
    }

    private List<SocketChannel> sockets() {
        return client.loop.selector().keys().stream()
                .filter(SelectionKey::isValid)
                .map(key -> (SocketChannel) key.channel())
                .toList();
    }

    @Test
    void triesTheNextAddressAQuarterOfASecondAfterOneThatDoesNotAnswer() {
        long began = System.nanoTime();
        var connection = connect(addresses(DARK, GOOD), in(20_000));
        assertTrue(System.nanoTime() - began >= 250 * MILLI);
        assertEquals(40, exchange(connection, 5000).length());
    }

    @Test
    void triesTheNextAddressAtOnceWhenTheFirstRefuses() {
        assertEquals(
                40,
                exchange(connect(addresses(REFUSING, GOOD), AN_HOUR, in(20_000)), 5000)
                        .length());
    }

    /** What the attempts before the failed one still do is of no interest (RFC 8305 §5). */
    @Test
    void triesTheNextAddressAtOnceWhenTheLatestRefusesThoughAnEarlierOneStillHangs() {
        // Without that, the good address would have its turn only after the deadline.
        for (int attempt = 1; ; attempt++) {
            try {
                connect(addresses(DARK, REFUSING, GOOD), 500 * MILLI, in(950));
                return;
            } catch (TimedOut e) {
                // The machine may have been busy for half a second, but not again and again.
                assertTrue(attempt < 5, e::toString);
            }
        }
    }

    @Test
    void doesNotTryTheNextAddressWhileTheFirstMayStillAnswer() {
        var failure = assertThrows(TimedOut.class, () -> connect(addresses(DARK, GOOD), AN_HOUR, in(300)));
        assertFalse(failure.getMessage().contains(GOOD), failure::getMessage);
        assertTrue(server.peers().isEmpty());
    }

    @Test
    void saysOfAllAddressesInTheOrderOfTheirTurnsWhatTheyAnswered() {
        var endpoint = addresses("127.0.0.11", "127.0.0.12", "::1", "127.0.0.13", "::1");
        var failure = assertThrows(Broken.class, () -> connect(endpoint, AN_HOUR, in(20_000)));
        String message = failure.getMessage();
        int from = 0;
        // The resolver prefers IPv4 here; then the families take turns (RFC 8305 §4).
        for (String turn : List.of(".11:", "0:1:", ".12:", "0:1:", ".13:")) {
            int at = message.indexOf(turn, from);
            assertTrue(at >= 0, () -> turn + " is missing or too early in " + message);
            from = at;
        }
        assertFalse(failure.bytesSent());
        assertInstanceOf(IOException.class, failure.getCause());
    }

    @Test
    void leavesNoSocketOfTheLosersBehind() throws Exception {
        var winner = new AtomicReference<WireConnection>();
        Thread caller = Thread.ofVirtual().start(() -> winner.set(connect(addresses(DARK, GOOD), in(20_000))));
        Race.until(() -> sockets().size() == 1);
        SocketChannel loser = sockets().getFirst();
        assertTrue(loser.isOpen() && !loser.isConnected());
        caller.join();
        assertFalse(loser.isOpen());
        assertEquals(1, sockets().size());
        assertTrue(sockets().getFirst().isConnected());
        assertEquals(40, exchange(winner.get(), 5000).length());
    }

    @Test
    void givesUpAtTheDeadlineAndSaysWhoDidNotAnswer() throws Exception {
        Promptly.leaves(() -> {
            long deadline = in(60);
            var failure = assertThrows(TimedOut.class, () -> connect(addresses(DARK), deadline));
            long late = System.nanoTime() - deadline;
            assertTrue(late >= 0);
            assertTrue(
                    failure.getMessage().contains(DARK + ":" + server.port() + " did not answer"), failure::getMessage);
            assertFalse(failure.bytesSent());
            return late;
        });
        assertTrue(sockets().isEmpty());
    }

    @Test
    void doesNotBeginAfterTheDeadline() {
        assertThrows(TimedOut.class, () -> connect(addresses(GOOD), in(-1)));
        assertTrue(server.peers().isEmpty());
    }

    @Test
    void anInterruptEndsItAndKeepsTheFlag() throws Exception {
        Promptly.leaves(() -> {
            var left = new AtomicLong();
            Thread caller = Thread.ofVirtual().start(() -> {
                assertThrows(Interrupted.class, () -> connect(addresses(DARK), in(20_000)));
                left.set(System.nanoTime());
                if (!Thread.currentThread().isInterrupted()) {
                    left.set(0);
                }
            });
            Race.until(() -> sockets().size() == 1 && caller.getState() == Thread.State.WAITING);
            long interrupted = System.nanoTime();
            caller.interrupt();
            caller.join();
            assertTrue(left.get() != 0, "the flag is gone, or it ended otherwise");
            Race.until(() -> sockets().isEmpty());
            return left.get() - interrupted;
        });
    }

    @Test
    void saysThatANameHasNoAddress() {
        var nowhere = new Endpoint.Tcp("nowhere.example", 27017, host -> {
            throw new UnknownHostException(host);
        });
        var failure = assertThrows(ResolveFailed.class, () -> connect(nowhere, in(5000)));
        assertTrue(failure.getMessage().contains("nowhere.example has no address"), failure::getMessage);
        assertThrows(Broken.class, () -> connect(addresses(), in(5000)));
    }

    /** In a JVM of its own, because only its command line can say so. */
    @Test
    void triesTheRestWhenTheSystemIsToldToKnowNoIpv6() throws Exception {
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OnlyIpv4.class.getName(),
                        String.valueOf(server.port()))
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jvm.waitFor(), said);
        assertTrue(said.contains("connected to the second address"), said);
        assertTrue(
                said.contains("Broken: Could not connect to v6.example:" + server.port() + ": 0:0:0:0:0:0:0:1:"
                        + server.port() + " answered: UnsupportedAddressTypeException"),
                said);
    }

    @Test
    void sendsAtOnceAndKeepsTheConnectionAlive() throws IOException {
        connect(addresses(GOOD), in(20_000));
        SocketChannel socket = sockets().getFirst();
        assertTrue(socket.getOption(StandardSocketOptions.TCP_NODELAY));
        assertTrue(socket.getOption(StandardSocketOptions.SO_KEEPALIVE));
        // As the driver specifications have it, where the platform lets us say it.
        for (SocketOption<?> option : socket.supportedOptions()) {
            switch (option.name()) {
                case "TCP_KEEPIDLE" -> assertEquals(120, socket.getOption(option));
                case "TCP_KEEPINTERVAL" -> assertEquals(10, socket.getOption(option));
                case "TCP_KEEPCOUNT" -> assertEquals(9, socket.getOption(option));
                default -> assertFalse(option.name().startsWith("TCP_KEEP"), option::name);
            }
        }
    }
}
