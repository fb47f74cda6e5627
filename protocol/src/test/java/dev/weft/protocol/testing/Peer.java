package dev.weft.protocol.testing;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageReader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.RequestIds;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;

/** The server's end of one connection, for scripts that behave and for scripts that do not. */
public final class Peer {
    private final Socket socket;
    private final DataInputStream in;
    private final CountDownLatch stopped;

    Peer(Socket socket, CountDownLatch stopped) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.stopped = stopped;
    }

    /** The next request; an {@link EOFException} when the client has left. */
    public OpMsg read() throws IOException {
        byte[] frame = readFrame();
        return MessageReader.read(frame, frame.length);
    }

    /** The bytes of the next message, whatever it is. */
    public byte[] readFrame() throws IOException {
        byte[] header = new byte[MessageHeader.SIZE];
        in.readFully(header);
        int length = MessageHeader.read(header, 0).length();
        byte[] frame = Arrays.copyOf(header, length);
        in.readFully(frame, header.length, length - header.length);
        return frame;
    }

    /** Answers a request as it should be. */
    public void reply(OpMsg request, BsonDocument body) throws IOException {
        write(message(request.header().requestId(), 0, body));
    }

    /** Answers a request with {@code {ok: 1}}. */
    public void ok(OpMsg request) throws IOException {
        reply(request, BsonDocument.parse("{ok: 1.0}"));
    }

    /** Writes bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        socket.getOutputStream().write(bytes, offset, length);
        socket.getOutputStream().flush();
    }

    /** Waits, but not longer than the server lives. */
    public void pause(Duration time) throws InterruptedException {
        if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the scripted server is closing");
        }
    }

    /** Reads and ignores until the client has left. */
    public void awaitLeave() throws IOException {
        byte[] ignored = new byte[8192];
        while (in.read(ignored) >= 0) {
            // What the client still says does not matter.
        }
    }

    /** Closes the sending half: the client sees the end, and can still write. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes the connection in order. */
    public void close() throws IOException {
        socket.close();
    }

    /** Closes the connection so that the client sees a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** A message with a fresh request id. */
    public static byte[] message(int responseTo, int flagBits, BsonDocument body) {
        var out = new WireBuffer(1024, 1024);
        int start = MessageWriter.begin(out, RequestIds.next(), responseTo, flagBits);
        MessageWriter.bodySection(out);
        try (var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, body, EncoderContext.builder().build());
        }
        MessageWriter.finish(out, start);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Whether the client wants no reply to this request. */
    public static boolean unacknowledged(OpMsg request) {
        return request.has(MsgFlags.MORE_TO_COME);
    }
}
