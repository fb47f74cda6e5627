package dev.weft.testbed.storage.engine;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageReader;
import dev.weft.testbed.wire.Frames;
import dev.weft.testbed.wire.Request;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import org.bson.BsonDocument;

/** One connection to the engine: asks one thing at a time. */
final class EngineLine implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    EngineLine(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 64 * 1024));
    }

    BsonDocument ask(BsonDocument command) throws IOException {
        socket.getOutputStream().write(Frames.message(command));
        byte[] header = new byte[MessageHeader.SIZE];
        in.readFully(header);
        byte[] frame = Arrays.copyOf(header, MessageHeader.length(header, 0));
        in.readFully(frame, header.length, frame.length - header.length);
        return Request.decoded(MessageReader.read(frame, frame.length).document());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The engine is gone, and so is the connection.
        }
    }
}
