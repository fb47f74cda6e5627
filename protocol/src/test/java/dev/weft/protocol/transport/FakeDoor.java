package dev.weft.protocol.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A connection without a socket, so that a test can play the loop and choose the moment of everything. */
final class FakeDoor {
    final AtomicInteger closes = new AtomicInteger();
    final WireConnection connection;
    /** Runs in the middle of a write, on the caller's thread. */
    Runnable onWrite = () -> {};
    /** Runs in the middle of a read, on the reader's thread. */
    Runnable onRead = () -> {};
    /** What is there to be read, a message a time. */
    final Queue<byte[]> inbox = new ConcurrentLinkedQueue<>();

    final AtomicInteger reads = new AtomicInteger();
    /** Fails every read, unless null. */
    @Nullable
    volatile IOException unreadable;

    private final FakeKey key = new FakeKey();
    /** Whether the first write takes one byte, and the others none. */
    boolean full;

    FakeDoor(Client client) {
        this(client, WireOptions.DEFAULT);
    }

    FakeDoor(Client client, WireOptions options) {
        connection = new WireConnection(
                new Door(client.loop, new FakeChannel(), key),
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

    /** The selector says that there may be something to read. */
    void ready(ByteBuffer scratch) {
        connection.line().ready(key, scratch);
    }

    /** The loop has seen the deadline pass. */
    void alarmFires() {
        connection.line().alarm().fireNow();
    }

    private final class FakeChannel implements ByteChannel {
        private boolean first = true;

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            reads.incrementAndGet();
            onRead.run();
            IOException e = unreadable;
            if (e != null) {
                throw e;
            }
            byte[] message = inbox.poll();
            if (message == null) {
                return 0;
            }
            bytes.put(message);
            return message.length;
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
            return OP_READ;
        }
    }
}
