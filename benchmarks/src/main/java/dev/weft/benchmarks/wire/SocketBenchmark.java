package dev.weft.benchmarks.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to send a message from an array, which the JDK copies into a buffer outside of the heap first, instead of from such
 * a buffer, and in pieces of which size? A thread drains the other end.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // The harness calls connect() first.
public class SocketBenchmark {
    private static final int DRAINED_AT_ONCE = 1 << 20;

    /** Where the message lies. */
    public enum Memory {
        HEAP,
        DIRECT
    }

    /** Where the message lies. */
    @Param
    public Memory memory = Memory.HEAP;

    /** Bytes of a message. */
    @Param({"300", "16384", "1048576"})
    public int size;

    /** Bytes that are written at once, at most. */
    @Param({"16384", "131072", "1048576"})
    public int piece;

    private ByteBuffer message;
    private SocketChannel sender;
    private SocketChannel receiver;
    private Thread drain;

    /** Connects. */
    @Setup
    public void connect() throws IOException {
        message = memory == Memory.HEAP ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            sender = SocketChannel.open(server.getLocalAddress());
            receiver = server.accept();
        }
        sender.setOption(StandardSocketOptions.TCP_NODELAY, true);
        drain = Thread.ofPlatform().start(this::drain);
    }

    /** Leaves nothing behind. */
    @TearDown
    public void disconnect() throws IOException, InterruptedException {
        sender.close();
        drain.join();
        receiver.close();
    }

    /** Sends it all. */
    @Benchmark
    public int send() throws IOException {
        int sent = 0;
        while (sent < size) {
            sent += sender.write(message.limit(Math.min(size, sent + piece)).position(sent));
        }
        return sent;
    }

    private void drain() {
        var drained = ByteBuffer.allocateDirect(DRAINED_AT_ONCE);
        try {
            while (receiver.read(drained.clear()) >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
