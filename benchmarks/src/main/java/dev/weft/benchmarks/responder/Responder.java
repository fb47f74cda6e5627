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
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A server that knows the answers by heart: one thread, one selector, pre-encoded replies. To {@link
 * Messages#lateFind} it answers as late as it is told, and serves everybody else meanwhile. It runs in a process of its
 * own, so that neither its CPU time nor its garbage is counted for the peers.
 */
public final class Responder {
    private static final String HELLO = """
            {"ismaster": true, "helloOk": true, "isWritablePrimary": true, "maxBsonObjectSize": 16777216,
             "maxMessageSizeBytes": 48000000, "maxWriteBatchSize": 100000, "logicalSessionTimeoutMinutes": 30,
             "connectionId": 1, "minWireVersion": 0, "maxWireVersion": 25, "readOnly": false, "ok": 1.0}
            """;
    private static final int HEADER = 16;
    private static final int BODY = HEADER + 4 + 1;

    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final byte[] hello = Messages.message(0, HELLO);
    private final byte[] legacyHello = Messages.encode(HELLO, out -> {
        Messages.writeInts(out, 0, 0, 0, OP_REPLY, 8, 0, 0, 0, 1);
    });
    private final byte[] found = Messages.message(
            0,
            "{\"cursor\": {\"firstBatch\": [" + Samples.JSON
                    + "], \"id\": {\"$numberLong\": \"0\"}, \"ns\": \"bench.docs\"}," + " \"ok\": 1.0}");
    private final byte[] written = Messages.message(0, "{\"n\": 1, \"ok\": 1.0}");
    private final byte[] done = Messages.message(0, "{\"ok\": 1.0}");
    private final Selector selector;
    private final Queue<Late> late = new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));

    private Responder(Selector selector) {
        this.selector = selector;
    }

    /** Prints the port it listens on and serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        try (var selector = Selector.open();
                var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20_000)
                    .configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
            var watcher = Thread.ofPlatform().daemon().start(Responder::exitWithParent);
            new Responder(selector).serve(server);
            watcher.interrupt();
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing; the end of the stream is the message.
            }
        } catch (IOException gone) {
            // As good as the end of the stream.
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve(ServerSocketChannel server) throws IOException {
        Consumer<SelectionKey> turn = key -> {
            try {
                if (key.isAcceptable()) {
                    accept(server);
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
                    send(due.peer, found, due.responseTo);
                }
            } catch (IOException gone) {
                closeQuietly(due.peer.channel);
            }
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
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
                late.add(new Late(System.nanoTime() + delayMillis * NANOS_PER_MILLI, peer, requestId));
            } else {
                send(peer, replyTo(peer.in, start), requestId);
            }
            peer.in.position(start + peer.in.getInt(start));
        }
        peer.in.compact();
    }

    private static void send(Peer peer, byte[] reply, int responseTo) throws IOException {
        peer.out.clear().put(reply).putInt(8, responseTo).flip();
        while (peer.out.hasRemaining()) {
            peer.channel.write(peer.out);
        }
    }

    /** The first element of the body names the command; its first letters are enough to tell ours apart. */
    private byte[] replyTo(ByteBuffer in, int start) {
        if (in.getInt(start + 12) == OP_QUERY) {
            return legacyHello;
        }
        int name = start + BODY + 4 + 1;
        return switch (in.get(name)) {
            case 'f' -> found;
            case 'i' -> in.get(name + 1) == 'n' ? written : hello;
            case 'h' -> hello;
            default -> done;
        };
    }

    private static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that is owed, and since when it is due. */
    private record Late(long dueNanos, Peer peer, int responseTo) {}

    /** One connection and its two buffers. */
    private record Peer(SocketChannel channel, ByteBuffer in, ByteBuffer out) {
        Peer(SocketChannel channel) {
            this(channel, little(64 * 1024), little(4 * 1024));
        }

        private static ByteBuffer little(int size) {
            return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
