package dev.weft.testbed;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonDocument;

/**
 * A client that costs next to nothing, so that a load test measures the server: its commands are bytes made once, in which it
 * changes a number, and of a reply it looks only whether it belongs to the request and says that all went well.
 */
final class LoadClient implements AutoCloseable {
    /** Stands where the number goes; no other part of a command looks like it. */
    private static final int PLACE = 0x5EEDBEEF;

    private static final byte[] OK = "\1ok\0\0\0\0\0\0\0\360?".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int requestId;
    private byte[] reply = new byte[1024];

    LoadClient(Member member) throws IOException {
        socket = new Socket(member.address().getAddress(), member.address().getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
        out = socket.getOutputStream();
    }

    /** A command with a number in it. */
    static final class Template {
        private final byte[] bytes;
        private final ByteBuffer message;
        private final int place;

        /** Of JSON in which the number is written as {@code #}. */
        Template(String json) {
            var buffer = new WireBuffer(512, 512);
            int start = MessageWriter.begin(buffer, 1, 0, 0);
            MessageWriter.bodySection(buffer);
            RawClient.document(buffer, BsonDocument.parse(json.replace("#", String.valueOf(PLACE))));
            MessageWriter.finish(buffer, start);
            bytes = Arrays.copyOf(buffer.array(), buffer.position());
            message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            while (message.getInt(at) != PLACE) {
                at++;
            }
            place = at;
        }

        /** One of one's own to write into. */
        Template copy() {
            return new Template(bytes.clone(), place);
        }

        private Template(byte[] bytes, int place) {
            this.bytes = bytes;
            message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            this.place = place;
        }
    }

    /** Asks with this number and returns the length of the reply. */
    int call(Template template, int number) throws IOException {
        requestId++;
        template.message.putInt(4, requestId).putInt(template.place, number);
        out.write(template.bytes);
        in.readFully(reply, 0, MessageHeader.SIZE);
        int length = MessageHeader.length(reply, 0);
        if (length > reply.length) {
            reply = Arrays.copyOf(reply, length);
        }
        in.readFully(reply, MessageHeader.SIZE, length - MessageHeader.SIZE);
        if (MessageHeader.responseTo(reply, 0) != requestId || !saysOk(length)) {
            throw new AssertionError("no good answer to request " + requestId + " with " + number);
        }
        return length;
    }

    private boolean saysOk(int length) {
        for (int at = length - OK.length; at > MessageHeader.SIZE; at--) {
            if (Arrays.equals(reply, at, at + OK.length, OK, 0, OK.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
