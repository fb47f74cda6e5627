package dev.weft.protocol.transport;

import dev.weft.protocol.transport.Failures.Leaving;
import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Facts;
import dev.weft.protocol.transport.TransportException.ResolveFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. All addresses of a host are tried, each a quarter of a second after the one before it or as soon as
 * that one has failed (RFC 8305 §5), and the first that answers wins. Runs on the calling thread, which parks.
 */
public final class Connector {
    private static final long STAGGER_NANOS = 250_000_000;
    /** What the driver specifications ask of a keep-alive, where the platform lets us say it; seconds and a count. */
    private static final Map<String, Integer> KEEP_ALIVE =
            Map.of("TCP_KEEPIDLE", 120, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 9);

    private final IoLoop loop;
    private final Endpoint endpoint;
    private final long startedNanos = System.nanoTime();
    private final List<ConnectAttempt> running = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private @Nullable Throwable lastFailure;

    private Connector(IoLoop loop, Endpoint endpoint) {
        this.loop = loop;
        this.endpoint = endpoint;
    }

    /**
     * Connects, or says which addresses were tried and what each of them answered.
     *
     * @param deadlineNanos of {@link System#nanoTime()}; {@code Long.MAX_VALUE} is none
     */
    public static WireConnection connect(
            IoLoop loop, Endpoint endpoint, WireOptions options, WireListener listener, long deadlineNanos) {
        Connector connector = new Connector(loop, endpoint);
        Alarm alarm = loop.arm(Thread.currentThread(), Alarm.NONE);
        try {
            ConnectAttempt winner = connector.race(connector.addresses(), alarm, deadlineNanos);
            connector.running.remove(winner);
            return connector.open(winner, options, listener);
        } finally {
            alarm.disarm();
            connector.running.forEach(attempt -> attempt.abandon(loop));
        }
    }

    private List<SocketAddress> addresses() {
        return switch (endpoint) {
            case Endpoint.Unix unix -> List.of(UnixDomainSocketAddress.of(unix.path()));
            case Endpoint.Tcp tcp -> {
                try {
                    yield AddressOrder.interleave(tcp.resolver().resolve(tcp.host()), tcp.port());
                } catch (UnknownHostException e) {
                    throw new ResolveFailed(
                            "The host " + tcp.host() + " has no address; is its name spelled right, and does the"
                                    + " name server answer?",
                            new Facts(e, false, false));
                }
            }
        };
    }

    private ConnectAttempt race(List<SocketAddress> addresses, Alarm alarm, long deadlineNanos) {
        int next = 0;
        long nextStart = startedNanos;
        for (; ; ) {
            ConnectAttempt winner = firstConnected();
            if (winner != null) {
                return winner;
            }
            long now = System.nanoTime();
            refuseToWait(now, deadlineNanos);
            boolean more = next < addresses.size();
            if (more && (running.isEmpty() || now - nextStart >= 0)) {
                begin(addresses.get(next++));
                nextStart = now + STAGGER_NANOS;
            } else if (running.isEmpty()) {
                throw new Broken(
                        "Could not connect to " + endpoint + ": " + story(), new Facts(lastFailure, false, false));
            } else {
                loop.set(alarm, more ? Alarm.earlier(nextStart, deadlineNanos) : deadlineNanos);
                LockSupport.park(this);
            }
        }
    }

    private void refuseToWait(long now, long deadlineNanos) {
        if (Thread.currentThread().isInterrupted()) {
            throw Failures.of(Leaving.INTERRUPT, tried(now), new Facts(lastFailure, false, false));
        }
        if (deadlineNanos != Alarm.NONE && deadlineNanos - now <= 0) {
            throw Failures.of(Leaving.DEADLINE, tried(now), new Facts(lastFailure, false, false));
        }
    }

    private String tried(long now) {
        running.forEach(attempt -> answers.add(name(attempt.address()) + " did not answer"));
        return "could not connect to " + endpoint + " within " + Failures.millis(now - startedNanos) + ": " + story();
    }

    private String story() {
        return answers.isEmpty() ? "no address was tried." : String.join("; ", answers) + ".";
    }

    private void begin(SocketAddress address) {
        SocketChannel channel = null;
        try {
            boolean unix = address instanceof UnixDomainSocketAddress;
            channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            if (!unix) {
                tune(channel);
            }
            running.add(ConnectAttempt.begin(address, channel, loop));
        } catch (IOException | ClosedSelectorException | UnsupportedOperationException e) {
            failed(address, e);
            close(channel);
        }
    }

    private @Nullable ConnectAttempt firstConnected() {
        for (ConnectAttempt attempt : List.copyOf(running)) {
            try {
                if (attempt.connected()) {
                    return attempt;
                }
            } catch (IOException e) {
                running.remove(attempt);
                failed(attempt.address(), e);
                attempt.abandon(loop);
            }
        }
        return null;
    }

    private void failed(SocketAddress address, Throwable e) {
        answers.add(name(address) + " answered: " + TransportException.messageOf(e));
        lastFailure = e;
    }

    private WireConnection open(ConnectAttempt winner, WireOptions options, WireListener listener) {
        SelectionKey key = winner.key();
        var connection = new WireConnection(new Door(loop, winner.channel(), key), endpoint, options, listener);
        key.attach(connection.line());
        loop.add(connection.line());
        try {
            key.interestOps(SelectionKey.OP_READ);
        } catch (IllegalStateException e) {
            connection.close(e);
            throw TransportException.again(e, false);
        }
        loop.wake();
        return connection;
    }

    private static void tune(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : channel.supportedOptions()) {
            Integer value = KEEP_ALIVE.get(option.name());
            if (value != null && option.type() == Integer.class) {
                @SuppressWarnings("unchecked") // The type was looked at one line above.
                SocketOption<Integer> number = (SocketOption<Integer>) option;
                channel.setOption(number, value);
            }
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The attempt has failed already, and its failure is the one to tell.
            return;
        }
    }

    private static String name(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : address.toString();
    }
}
