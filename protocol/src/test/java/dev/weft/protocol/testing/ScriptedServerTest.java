package dev.weft.protocol.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageReader;
import dev.weft.protocol.OpMsg;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class ScriptedServerTest {
    private static final byte[] PING = Peer.message(0, 0, BsonDocument.parse("{ping: 1, $db: 'admin'}"));
    private static final byte[] HELLO = Peer.message(0, 0, BsonDocument.parse("{hello: 1, $db: 'admin'}"));

    private static byte[] frame(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(MessageHeader.SIZE);
        if (header.length < MessageHeader.SIZE) {
            throw new EOFException();
        }
        int length = MessageHeader.length(header, 0);
        byte[] frame = Arrays.copyOf(header, length);
        in.readFully(frame, header.length, length - header.length);
        return frame;
    }

    private static DataInputStream send(Socket socket, byte[] request) throws IOException {
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(request);
        return new DataInputStream(socket.getInputStream());
    }

    private static Socket connect(ScriptedServer server) throws IOException {
        return new Socket(server.address().getAddress(), server.port());
    }

    @Test
    void answersHelloAndFollowsTheScriptForTheRest() throws IOException {
        try (var server = ScriptedServer.start(Scripts.afterHello(Peer::ok));
                var socket = connect(server)) {
            OpMsg hello = read(frame(send(socket, HELLO)));
            assertEquals(21, hello.document().getInt32("maxWireVersion").getValue());
            OpMsg ping = read(frame(send(socket, PING)));
            assertEquals(MessageHeader.read(PING, 0).requestId(), ping.header().responseTo());
            assertEquals(1, server.accepted());
            assertTrue(server.failures().isEmpty(), server.failures()::toString);
        }
    }

    @Test
    void doesEachWrongThingOnce() throws IOException {
        assertArrayEquals("HTTP".getBytes(StandardCharsets.US_ASCII), bytes(Scripts.answersGarbage(), 4));
        assertEquals(10, bytes(Scripts.closesMidMessage(10), 100).length);
        assertEquals(99, MessageHeader.length(bytes(Scripts.claimsLength(99), 16), 0));
        assertEquals(5000, MessageHeader.length(bytes(Scripts.claimsDocumentLength(5000), 25), 21));
        assertTrue(responseTo(Scripts.answersAnotherRequest())
                != MessageHeader.read(PING, 0).requestId());
        assertEquals(32, MessageReader.flags(bytes(Scripts.setsAnUnknownFlag(), 20)));
        assertEquals(MessageHeader.read(PING, 0).requestId(), responseTo(Scripts.answersTwice()));
        assertEquals(MessageHeader.read(PING, 0).requestId(), responseTo(Scripts.answersAfter(Duration.ofMillis(5))));
        assertEquals(MessageHeader.read(PING, 0).requestId(), responseTo(Scripts.trickles(3, Duration.ofMillis(1))));
        assertEquals(0, bytes(Scripts.halfCloses(), 1).length);
        assertThrows(SocketException.class, () -> bytes(Scripts.resets(), 1));
    }

    @Test
    void endsItsThreadsWhateverTheyAreDoing() throws IOException {
        var server = ScriptedServer.startEach(
                number -> number == 0 ? Scripts.neverReads() : Scripts.each(Scripts.neverAnswers()));
        try (var first = connect(server);
                var second = connect(server)) {
            send(first, PING);
            send(second, PING);
            server.close();
            assertEquals(0, server.open());
        }
    }

    @Test
    void keepsWhatWentWrongInAScript() throws IOException {
        var server = ScriptedServer.start(peer -> {
            throw new AssertionError("unexpected request");
        });
        try (var socket = connect(server)) {
            assertEquals(-1, socket.getInputStream().read());
        } finally {
            server.close();
        }
        assertEquals("unexpected request", server.failures().element().getMessage());
    }

    private static OpMsg read(byte[] frame) {
        return MessageReader.read(frame, frame.length);
    }

    private static int responseTo(Answer answer) throws IOException {
        return MessageHeader.responseTo(bytes(answer, 16), 0);
    }

    private static byte[] bytes(Answer answer, int most) throws IOException {
        try (var server = ScriptedServer.start(Scripts.each(answer));
                var socket = connect(server)) {
            return send(socket, PING).readNBytes(most);
        }
    }
}
