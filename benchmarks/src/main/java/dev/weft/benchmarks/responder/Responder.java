package dev.weft.benchmarks.responder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A server that knows the answers by heart: one thread, one selector, pre-encoded replies. To {@link
 * Messages#lateFind} it answers as late as it is told, and serves everybody else meanwhile. It runs in a process of its
 * own, so that neither its CPU time nor its garbage is counted for the peers.
 */
public final class Responder {
    private static final int HEADER = 16;
    private static final int BODY = HEADER + 4 + 1;

    private static final int OP_QUERY = 2004;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** How long monitors let a server wait before it says that nothing has changed, which is their heartbeat frequency. */
    private static final long AWAIT_NANOS = 10_000 * NANOS_PER_MILLI;

    private static final int MORE_TO_COME = 1 << 1;
    private static final int EXHAUST_ALLOWED = 1 << 16;

    private final byte[] found = Messages.message(
            0,
            "{\"cursor\": {\"firstBatch\": [" + Samples.JSON
                    + "], \"id\": {\"$numberLong\": \"0\"}, \"ns\": \"bench.docs\"}," + " \"ok\": 1.0}");
    private final byte[] written = Messages.message(0, "{\"n\": 1, \"ok\": 1.0}");
    private final byte[] done = Messages.message(0, "{\"ok\": 1.0}");
    private final Selector selector;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong hellos = new AtomicLong();
    private int lastRequestId;
    private final Queue<Late> late = new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));

    private Responder(Selector selector) {
        this.selector = selector;
    }

    /**
     * Prints the port it listens on, or the addresses of its members, and serves until its standard input ends.
     *
     * @param args how many members of a replica set it plays, and {@code stream} if these tell monitors of changes by themselves; none: it is
     *     a server on its own
     */
    public static void main(String[] args) throws IOException {
        var members = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        var servers = new ArrayList<ServerSocketChannel>();
        try (var selector = Selector.open()) {
            for (int i = 0; i < Math.max(1, members); i++) {
                servers.add(listen());
            }
            var hosts = servers.stream().map(Responder::address).toList();
            for (int i = 0; i < servers.size(); i++) {
                var seat = members == 0 ? Seat.alone() : Seat.member(hosts, i, args.length > 1);
                servers.get(i).register(selector, SelectionKey.OP_ACCEPT, seat);
            }
            System.out.println(
                    members == 0
                            ? hosts.getFirst().substring(hosts.getFirst().indexOf(':') + 1)
                            : String.join(",", hosts));
            var responder = new Responder(selector);
            var watcher = Thread.ofPlatform().daemon().start(responder::exitWithParent);
            responder.serve();
            watcher.interrupt();
        } finally {
            servers.forEach(Responder::closeQuietly);
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20_000)
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
            try {
                if (key.isAcceptable()) {
                    accept((ServerSocketChannel) key.channel(), (Seat) key.attachment());
                } else {
                    answer(key);
                }
            } catch (IOException gone) {
                key.cancel();
                closeQuietly(key.channel());
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

    private void answerLate() {
        long now = System.nanoTime();
        for (var due = late.peek(); due != null && due.dueNanos - now <= 0; due = late.peek()) {
            late.remove();
            try {
                // Who has hung up meanwhile is not owed an answer.
                if (due.peer.channel.isOpen()) {
                    answerLate(due);
                }
            } catch (IOException gone) {
                closeQuietly(due.peer.channel);
            }
        }
    }

    private void answerLate(Late due) throws IOException {
        if (!due.streams) {
            send(due.peer, found, due.responseTo);
            return;
        }
        // Nothing has changed, which a stream says anew after each wait; the next reply answers this one.
        hellos.incrementAndGet();
        lastRequestId++;
        due.peer
                .out
                .clear()
                .put(due.peer.seat.hello())
                .putInt(4, lastRequestId)
                .putInt(8, due.responseTo)
                .putInt(HEADER, MORE_TO_COME);
        flush(due.peer);
        late.add(new Late(due.dueNanos + AWAIT_NANOS, due.peer, lastRequestId, true));
    }

    private void accept(ServerSocketChannel server, Seat seat) throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            accepted.incrementAndGet();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Peer(seat, channel));
        }
    }

    private void answer(SelectionKey key) throws IOException {
        var peer = (Peer) key.attachment();
        if (peer.channel.read(peer.in) < 0) {
            throw new IOException("closed by the peer");
        }
        peer.in.flip();
        while (peer.in.remaining() >= HEADER && peer.in.remaining() >= peer.in.getInt(peer.in.position())) {
            int start = peer.in.position();
            int requestId = peer.in.getInt(start + 4);
            int name = start + BODY + 4 + 1;
            if (peer.in.get(name) == Messages.LATE) {
                int delayMillis = peer.in.getInt(name + Messages.LATE_FIND.length() + 1);
                late.add(new Late(System.nanoTime() + delayMillis * NANOS_PER_MILLI, peer, requestId, false));
            } else if (awaits(peer, start)) {
                late.add(new Late(System.nanoTime() + AWAIT_NANOS, peer, requestId, true));
            } else {
                send(peer, replyTo(peer, start), requestId);
            }
            peer.in.position(start + peer.in.getInt(start));
        }
        peer.in.compact();
    }

    private static void send(Peer peer, byte[] reply, int responseTo) throws IOException {
        peer.out.clear().put(reply).putInt(8, responseTo);
        flush(peer);
    }

    private static void flush(Peer peer) throws IOException {
        peer.out.flip();
        while (peer.out.hasRemaining()) {
            peer.channel.write(peer.out);
        }
    }

    /** Whether a monitor asks to be told of changes: a hello that allows a stream of replies. */
    private static boolean awaits(Peer peer, int start) {
        int name = start + BODY + 4 + 1;
        return peer.in.getInt(start + HEADER) == EXHAUST_ALLOWED
                && (peer.in.get(name) == 'h' || peer.in.get(name) == 'i')
                && peer.seat.streams();
    }

    /** The first element of the body names the command; its first letters are enough to tell ours apart. */
    private byte[] replyTo(Peer peer, int start) {
        var in = peer.in;
        if (in.getInt(start + 12) == OP_QUERY) {
            hellos.incrementAndGet();
            return peer.seat.legacyHello();
        }
        int name = start + BODY + 4 + 1;
        return switch (in.get(name)) {
            case 'f' -> found;
            case 'i' -> in.get(name + 1) == 'n' ? written : hello(peer);
            case 'h' -> hello(peer);
            default -> done;
        };
    }

    private byte[] hello(Peer peer) {
        hellos.incrementAndGet();
        return peer.seat.hello();
    }

    private static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that is owed, and since when it is due. */
    private record Late(long dueNanos, Peer peer, int responseTo, boolean streams) {}

    /** One connection, what it leads to, and its two buffers. */
    private record Peer(Seat seat, SocketChannel channel, ByteBuffer in, ByteBuffer out) {
        Peer(Seat seat, SocketChannel channel) {
            this(seat, channel, little(seat.isMember() ? 4 * 1024 : 64 * 1024), little(4 * 1024));
        }

        private static ByteBuffer little(int size) {
            return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
