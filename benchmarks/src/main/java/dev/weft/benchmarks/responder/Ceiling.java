package dev.weft.benchmarks.responder;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many answers a second the responder can give: bare connections ask for the one document again and again without waiting for the answers.
 * What a client reaches must stay well below that, or the responder would be measured.
 */
public final class Ceiling {
    private static final int CONNECTIONS = 4;
    private static final int AHEAD = 64;
    private static final int BUFFER = 256 * 1024;

    private Ceiling() {}

    /** Takes so long to find out, and says how many answers a second there were. */
    public static double measure(int port, int millis) throws InterruptedException {
        var answers = new LongAdder();
        var threads = new ArrayList<Thread>();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().start(() -> ask(port, end, answers)));
        }
        for (var thread : threads) {
            thread.join();
        }
        return answers.sum() * 1e9 / (System.nanoTime() - start);
    }

    private static void ask(int port, long end, LongAdder answers) {
        var message = Messages.find(1);
        var requests = ByteBuffer.allocateDirect(message.length * AHEAD);
        for (int i = 0; i < AHEAD; i++) {
            requests.put(message);
        }
        var in = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        try (var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            while (System.nanoTime() - end < 0) {
                requests.rewind();
                while (requests.hasRemaining()) {
                    channel.write(requests);
                }
                read(channel, in.clear());
                answers.add(AHEAD);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All answers are equally long. */
    private static void read(SocketChannel channel, ByteBuffer in) throws IOException {
        do {
            if (channel.read(in) < 0) {
                throw new EOFException("the responder hung up");
            }
        } while (in.position() < Integer.BYTES || in.position() < in.getInt(0) * AHEAD);
    }
}
