package dev.weft.benchmarks.responder;

import dev.weft.benchmarks.rounds.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A server that knows the answers by heart: one thread, one selector, pre-encoded replies. Whom it is told to keep waiting it answers late, and
 * serves everybody else meanwhile. It runs in a process of its own, so that neither its CPU time nor its garbage is counted for the peers.
 */
public final class Responder {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** How long monitors let a server wait before it says that nothing has changed, which is their heartbeat frequency. */
    private static final long AWAIT_NANOS = 10_000 * NANOS_PER_MILLI;

    private static final int MORE_TO_COME = 1 << 1;
    /** All connections that come at once must find room. */
    private static final int BACKLOG = 20_000;

    private final Selector selector;
    private final Answers answers;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong hellos = new AtomicLong();
    private final Queue<Late> late = new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));
    private int lastRequestId;

    private Responder(Selector selector, Answers answers) {
        this.selector = selector;
        this.answers = answers;
    }

    /**
     * Prints the port it listens on, or the addresses of its members, and serves until its standard input ends.
     *
     * @param args {@code members=} how many members of a replica set it plays, 0: it is a server on its own; {@code stream=true} if these tell
     *     monitors of changes by themselves; {@code delay=} milliseconds before each answer; {@code batch=} documents that a batch of a cursor
     *     has at most, 0: as many as a server's
     */
    public static void main(String[] args) throws IOException {
        var options = Options.of(args, Map.of("members", "0", "stream", "false", "delay", "0", "batch", "0"));
        int members = options.number("members");
        var servers = new ArrayList<ServerSocketChannel>();
        try (var selector = Selector.open()) {
            for (int i = 0; i < Math.max(1, members); i++) {
                servers.add(listen());
            }
            var hosts = servers.stream().map(Responder::address).toList();
            for (int i = 0; i < servers.size(); i++) {
                boolean streams = Boolean.parseBoolean(options.text("stream"));
                var seat = members == 0 ? Seat.alone() : Seat.member(hosts, i, streams);
                servers.get(i).register(selector, SelectionKey.OP_ACCEPT, seat);
            }
            var responder = new Responder(selector, new Answers(options.number("batch"), options.number("delay")));
            System.out.println(
                    members == 0
                            ? hosts.getFirst().substring(hosts.getFirst().indexOf(':') + 1)
                            : String.join(",", hosts));
            var watcher = Thread.ofPlatform().daemon().start(responder::exitWithParent);
            responder.serve();
            watcher.interrupt();
        } finally {
            servers.forEach(Responder::closeQuietly);
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG)
                .configureBlocking(false);
        return server;
    }

    private static String address(ServerSocketChannel server) {
        return "127.0.0.1:" + server.socket().getLocalPort();
    }

    /** Each line of the parent's asks how many connections were accepted and how many hellos answered; the end of the stream ends it all. */
    private void exitWithParent() {
        try {
            for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                if (read == '\n') {
                    System.out.println(accepted + " " + hellos);
                }
            }
        } catch (IOException gone) {
            // As good as the end of the stream.
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException {
        Consumer<SelectionKey> turn = key -> {
            if (key.attachment() instanceof Guest guest) {
                turn(guest, guest::turn);
            } else {
                accept((ServerSocketChannel) key.channel(), (Seat) key.attachment());
            }
        };
        while (true) {
            answerLate();
            var next = late.peek();
            if (next == null) {
                selector.select(turn);
            } else {
                selector.select(turn, Math.max(1, (next.dueNanos - System.nanoTime()) / NANOS_PER_MILLI));
            }
        }
    }

    /** Whoever hangs up costs nobody else anything. */
    private static void turn(Guest guest, Turn turn) {
        try {
            turn.take();
        } catch (IOException | UncheckedIOException gone) {
            try {
                guest.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept(ServerSocketChannel server, Seat seat) {
        try {
            for (var channel = server.accept(); channel != null; channel = server.accept()) {
                accepted.incrementAndGet();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                var guest = new Guest(seat, channel, selector, this::asked);
                turn(guest, guest::flush);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void asked(Guest guest, Request request) {
        if (request.allowsStream() && guest.seat().streams()) {
            late.add(new Late(
                    System.nanoTime() + AWAIT_NANOS, guest, guest.seat().hello(), request.id(), true));
            return;
        }
        var reply = answer(guest, request);
        long delayMillis = request.isHello() ? 0 : answers.delayMillis(request);
        if (delayMillis > 0) {
            long due = System.nanoTime() + delayMillis * NANOS_PER_MILLI;
            late.add(new Late(due, guest, reply, request.id(), false));
        } else if (!request.unacknowledged()) {
            send(guest, reply, request.id(), 0, 0);
        }
    }

    private Reply answer(Guest guest, Request request) {
        if (!request.isHello()) {
            return answers.to(request);
        }
        hellos.incrementAndGet();
        return request.legacy() ? guest.seat().legacyHello() : guest.seat().hello();
    }

    private void answerLate() {
        long now = System.nanoTime();
        for (var due = late.peek(); due != null && due.dueNanos - now <= 0; due = late.peek()) {
            late.remove();
            // Who has hung up meanwhile is not owed an answer.
            if (due.guest.isOpen()) {
                var owed = due;
                turn(due.guest, () -> answerLate(owed));
            }
        }
    }

    private void answerLate(Late due) throws IOException {
        if (due.streams) {
            // Nothing has changed, which a stream says anew after each wait; the next reply answers this one.
            hellos.incrementAndGet();
            lastRequestId++;
            send(due.guest, due.reply, due.responseTo, lastRequestId, MORE_TO_COME);
            late.add(new Late(due.dueNanos + AWAIT_NANOS, due.guest, due.reply, lastRequestId, true));
        } else {
            send(due.guest, due.reply, due.responseTo, 0, 0);
        }
        due.guest.flush();
    }

    private static void send(Guest guest, Reply reply, int responseTo, int id, int flags) {
        try {
            guest.send(reply, responseTo, id, flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a connection does when it is its turn. */
    @FunctionalInterface
    private interface Turn {
        void take() throws IOException;
    }

    /** An answer that is owed, and since when it is due. */
    private record Late(long dueNanos, Guest guest, Reply reply, int responseTo, boolean streams) {}
}
