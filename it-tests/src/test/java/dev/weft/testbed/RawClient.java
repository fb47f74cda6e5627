package dev.weft.testbed;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageReader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.RequestIds;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.testbed.wire.Request;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;

/** A connection without a driver: what is sent is what the test says. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(EmbeddedServer server) throws IOException {
        this(server.address());
    }

    RawClient(Member member) throws IOException {
        this(member.address());
    }

    private RawClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    BsonDocument call(String json) throws IOException {
        int id = send(0, json);
        OpMsg reply = reply();
        if (reply.header().responseTo() != id) {
            throw new AssertionError("answered " + reply.header().responseTo() + " instead of " + id);
        }
        return Request.decoded(reply.document());
    }

    int send(int flagBits, String json) throws IOException {
        var out = new WireBuffer(1024, 1024);
        int id = RequestIds.next();
        int start = MessageWriter.begin(out, id, 0, flagBits);
        MessageWriter.bodySection(out);
        document(out, BsonDocument.parse(json));
        MessageWriter.finish(out, start);
        socket.getOutputStream().write(out.array(), 0, out.position());
        return id;
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    static void document(WireBuffer out, BsonDocument document) {
        try (var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
        }
    }

    OpMsg reply() throws IOException {
        byte[] frame = frame();
        return MessageReader.read(frame, frame.length);
    }

    byte[] frame() throws IOException {
        byte[] header = new byte[MessageHeader.SIZE];
        in.readFully(header);
        byte[] frame = Arrays.copyOf(header, MessageHeader.length(header, 0));
        in.readFully(frame, header.length, frame.length - header.length);
        return frame;
    }

    /** Whether the server has closed the connection. */
    boolean closedByServer() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
