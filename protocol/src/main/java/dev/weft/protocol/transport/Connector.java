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
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. All addresses of a host are tried, each a quarter of a second after the one before it or as soon as
 * that one has failed, whatever those before it do (RFC 8305 §5); the first that answers wins, and the others are closed.
 * Runs on the calling thread, which parks.
 */
public final class Connector {
    private static final long STAGGER_NANOS = 250_000_000;
    /** What the system with the smallest {@code sun_path} has room for. */
    private static final int LONGEST_UNIX_PATH = 103;
    /** What the driver specifications ask of a keep-alive, where the platform lets us say it; seconds and a count. */
    private static final Map<String, Integer> KEEP_ALIVE =
            Map.of("TCP_KEEPIDLE", 120, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 9);

    private final IoLoop loop;
    private final Endpoint endpoint;
    private final long staggerNanos;
    private final long startedNanos = System.nanoTime();
    private final List<ConnectAttempt> running = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    /** The attempt that began last, while it runs. */
    private @Nullable ConnectAttempt latest;

    private @Nullable Throwable lastFailure;

    Connector(IoLoop loop, Endpoint endpoint, long staggerNanos) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.staggerNanos = staggerNanos;
    }

    /**
     * Connects, or says which addresses were tried and what each of them answered.
     *
     * @param deadlineNanos of {@link System#nanoTime()}; {@code Long.MAX_VALUE} is none
     */
    public static WireConnection connect(
            IoLoop loop, Endpoint endpoint, WireOptions options, WireListener listener, long deadlineNanos) {
        return new Connector(loop, endpoint, STAGGER_NANOS).connect(options, listener, deadlineNanos);
    }

    WireConnection connect(WireOptions options, WireListener listener, long deadlineNanos) {
        Alarm alarm = loop.arm(Thread.currentThread(), Alarm.NONE);
        try {
            ConnectAttempt winner = race(addresses(), alarm, deadlineNanos);
            running.remove(winner);
            return open(winner, options, listener);
        } finally {
            alarm.disarm();
            running.forEach(attempt -> attempt.abandon(loop));
        }
    }

    private List<SocketAddress> addresses() {
        if (endpoint instanceof Endpoint.Tcp tcp) {
            return addresses(tcp);
        }
        return List.of(UnixDomainSocketAddress.of(((Endpoint.Unix) endpoint).path()));
    }

    private static List<SocketAddress> addresses(Endpoint.Tcp tcp) {
        try {
            return AddressOrder.interleave(tcp.resolver().resolve(tcp.host()), tcp.port());
        } catch (UnknownHostException e) {
            throw new ResolveFailed(
                    "The host " + tcp.host() + " has no address; is its name spelled right, and does the"
                            + " name server answer?",
                    new Facts(e, false, false));
        }
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
            if (more && (latest == null || now - nextStart >= 0)) {
                latest = begin(addresses.get(next++));
                nextStart = now + staggerNanos;
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

    /** Null if the address has failed at once. */
    private @Nullable ConnectAttempt begin(SocketAddress address) {
        SocketChannel channel = null;
        try {
            boolean unix = address instanceof UnixDomainSocketAddress;
            channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            if (!unix) {
                tune(channel);
            }
            ConnectAttempt attempt = ConnectAttempt.begin(address, channel, loop);
            running.add(attempt);
            return attempt;
        } catch (IOException
                | ClosedSelectorException
                | UnsupportedOperationException
                | UnsupportedAddressTypeException e) {
            // The last one is the JDK's word for an address of IPv6 where java.net.preferIPv4Stack is set.
            failed(address, e);
            close(channel);
            return null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // The very attempt is meant.
    private @Nullable ConnectAttempt firstConnected() {
        for (ConnectAttempt attempt : List.copyOf(running)) {
            try {
                if (attempt.connected()) {
                    return attempt;
                }
            } catch (IOException e) {
                running.remove(attempt);
                if (attempt == latest) {
                    latest = null;
                }
                failed(attempt.address(), e);
                attempt.abandon(loop);
            }
        }
        return null;
    }

    private void failed(SocketAddress address, Throwable e) {
        answers.add(name(address) + " answered: " + TransportException.messageOf(e) + hint(address));
        lastFailure = e;
    }

    private static String hint(SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress unix) {
            int bytes = unix.getPath().toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_UNIX_PATH) {
                return " (its path has " + bytes + " bytes, and no system promises more than " + LONGEST_UNIX_PATH
                        + "; move the socket, or link to it from a shorter path)";
            }
        }
        return "";
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
