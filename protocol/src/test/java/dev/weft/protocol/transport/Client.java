package dev.weft.protocol.transport;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The client's side of a transport test: a reference to the loop, and a listener that notes what it hears. */
final class Client implements AutoCloseable, WireListener {
    private static final AtomicInteger IDS = new AtomicInteger(1);

    final IoLoop loop = IoLoop.acquire();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    WireConnection connect(ScriptedServer server) {
        return connect(server, WireOptions.DEFAULT);
    }

    WireConnection connect(ScriptedServer server, WireOptions options) {
        return Connector.connect(loop, server.endpoint(), options, this, in(10_000));
    }

    static long in(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Puts a request of 20 bytes and a payload into the connection and returns its id. */
    static int request(WireConnection connection, int flagBits, int payload) {
        int id = IDS.getAndIncrement();
        connection.out().clear();
        connection.out().writeBytes(ScriptedPeer.message(id, 0, flagBits, payload));
        return id;
    }

    static Frame exchange(WireConnection connection, long millis) {
        return connection.exchange(request(connection, 0, 20), in(millis));
    }

    /** Waits for the next thing the listener hears. */
    String hear() throws InterruptedException {
        String next = heard.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Override
    public void left(WireConnection connection) {
        heard.add("left");
    }

    @Override
    public void lateReply(WireConnection connection, Frame late) {
        heard.add("late reply of " + late.length());
    }

    @Override
    public void drainFailed(WireConnection connection, Throwable cause) {
        heard.add("drain failed: " + cause.getMessage());
    }

    @Override
    public void perished(WireConnection connection, Throwable cause) {
        heard.add("perished: " + cause.getMessage());
    }

    @Override
    public void close() {
        loop.release();
    }
}
