package dev.weft.protocol.transport;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of a {@link ScriptedServer}, seen from the server's side. */
public final class ScriptedPeer implements Closeable {
    private static final AtomicInteger IDS = new AtomicInteger(1_000_000);

    private final Socket socket;
    private final DataInputStream in;
    private final Semaphore signals = new Semaphore(0);

    ScriptedPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** The next whole message, or an empty array at the end of the stream. */
    public byte[] read() throws IOException {
        byte[] header = readExactly(16);
        if (header.length == 0) {
            return header;
        }
        byte[] body = readExactly(little(header).getInt(0) - 16);
        return ByteBuffer.allocate(16 + body.length).put(header).put(body).array();
    }

    /** So many bytes and no more, or an empty array at the end of the stream. */
    public byte[] readExactly(int count) throws IOException {
        byte[] bytes = new byte[count];
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            return new byte[0];
        }
        return bytes;
    }

    /** Reads until the client hangs up. */
    public void readToEnd() throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    public void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Answers a request with so many bytes of payload. */
    public void reply(byte[] request, int payload) throws IOException {
        write(message(IDS.getAndIncrement(), requestId(request), 0, payload));
    }

    /** Hangs up with a reset instead of an end of stream. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits for {@link #signal()}, without using the connection. */
    public void awaitSignal() {
        signals.acquireUninterruptibly();
    }

    /** Lets the script go on. */
    public void signal() {
        signals.release();
    }

    @Override
    public void close() throws IOException {
        signals.release(1000);
        socket.close();
    }

    public static int requestId(byte[] message) {
        return little(message).getInt(4);
    }

    /** An OP_MSG with so many bytes behind its flag bits; the payload counts up. */
    public static byte[] message(int requestId, int responseTo, int flagBits, int payload) {
        byte[] bytes = new byte[20 + payload];
        ByteBuffer message = little(bytes);
        message.putInt(20 + payload).putInt(requestId).putInt(responseTo).putInt(2013);
        message.putInt(flagBits);
        while (message.hasRemaining()) {
            message.put((byte) message.position());
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
