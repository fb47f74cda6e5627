package dev.weft.protocol.transport;

import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection without a socket, so that a test can play the loop and choose the moment of everything. */
final class FakeDoor {
    final AtomicInteger closes = new AtomicInteger();
    final WireConnection connection;
    /** Runs in the middle of a write, on the caller's thread. */
    Runnable onWrite = () -> {};
    /** Whether the first write takes one byte, and the others none. */
    boolean full;

    FakeDoor(Client client) {
        this(client, WireOptions.DEFAULT);
    }

    FakeDoor(Client client, WireOptions options) {
        connection = new WireConnection(
                new Door(client.loop, new FakeChannel(), new FakeKey()),
                new Endpoint.Tcp("fake", 27017, Resolver.system()),
                options,
                client);
    }

    /** The loop reads this. */
    void arrive(byte[] message) {
        try {
            connection.line().incoming().accept(ByteBuffer.wrap(message));
        } catch (TransportException e) {
            connection.close(e);
        }
    }

    /** The loop has seen the deadline pass. */
    void alarmFires() {
        connection.line().alarm().fireNow();
    }

    private final class FakeChannel implements ByteChannel {
        private boolean first = true;

        @Override
        public int read(ByteBuffer bytes) {
            return 0;
        }

        @Override
        public int write(ByteBuffer bytes) {
            onWrite.run();
            int taken = full ? first ? 1 : 0 : bytes.remaining();
            first = false;
            bytes.position(bytes.position() + taken);
            return taken;
        }

        @Override
        public boolean isOpen() {
            return closes.get() == 0;
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    private static final class FakeKey extends SelectionKey {
        private volatile int ops;

        @Override
        public SelectableChannel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Selector selector() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void cancel() {}

        @Override
        public int interestOps() {
            return ops;
        }

        @Override
        public SelectionKey interestOps(int wanted) {
            ops = wanted;
            return this;
        }

        @Override
        public int readyOps() {
            return 0;
        }
    }
}
