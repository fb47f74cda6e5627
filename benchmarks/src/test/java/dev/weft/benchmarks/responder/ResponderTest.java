package dev.weft.benchmarks.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.rounds.Child;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a bare socket sees of the responder. */
class ResponderTest {
    private static final int REPLY_HEAD = 21;

    private static Child responder;
    private static int port;

    @BeforeAll
    static void startTheResponder() throws IOException {
        responder = Child.start(Responder.class, "batch=3");
        port = Integer.parseInt(responder.answer());
    }

    @AfterAll
    static void stopTheResponder() {
        responder.close();
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(joined(Messages.find(7), Messages.ping(8), Messages.find(9)));
            for (int id = 7; id <= 9; id++) {
                assertEquals(id, little(readMessage(socket)).getInt(8), "answers which request");
            }
        }
    }

    @Test
    void whoHangsUpInTheMiddleOfAMessageDisturbsNobody() throws IOException {
        try (var other = connect()) {
            try (var socket = connect()) {
                socket.getOutputStream().write(Arrays.copyOf(Messages.find(1), 30));
            }
            other.getOutputStream().write(Messages.ping(2));
            assertEquals(2, little(readMessage(other)).getInt(8));
        }
    }

    @Test
    void aWriteThatNobodyWaitsForIsNotAnswered() throws IOException {
        var write = command(3, new Document("insert", "written"));
        little(write).putInt(16, 1 << 1);
        try (var socket = connect()) {
            socket.getOutputStream().write(joined(write, Messages.ping(4)));
            assertEquals(4, little(readMessage(socket)).getInt(8), "the first answer is that to the ping");
        }
    }

    @Test
    void aLiarClaimsMoreThanItSends() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(command(5, new Document("find", Samples.LIE)));
            var length = new byte[4];
            new DataInputStream(socket.getInputStream()).readFully(length);
            assertEquals(48_000_000, little(length).getInt(0));
        }
    }

    @Test
    void aCursorIsOpenExactlyAsLongAsThereAreDocuments() throws IOException {
        try (var socket = connect()) {
            var cursor = cursor(socket, new Document("find", Samples.TWEETS + 7));
            assertEquals(3, cursor.getList("firstBatch", Document.class).size());
            cursor = cursor(socket, new Document("getMore", id(cursor)));
            assertEquals(3, cursor.getList("nextBatch", Document.class).size());
            assertTrue(id(cursor) != 0, "one is left");
            cursor = cursor(socket, new Document("getMore", id(cursor)));
            assertEquals(1, cursor.getList("nextBatch", Document.class).size());
            assertEquals(0, id(cursor));
        }
    }

    @Test
    void theChunksOfAFileComeInBatchesAsLargeAsAskedForOrAsAServerWouldMakeThem() throws IOException {
        try (var socket = connect()) {
            var asked = cursor(socket, new Document("find", Samples.CHUNKS).append("batchSize", 16));
            assertEquals(16, asked.getList("firstBatch", Document.class).size());
            asked = cursor(socket, new Document("getMore", id(asked)).append("batchSize", 5));
            assertEquals(5, asked.getList("nextBatch", Document.class).size());
            var left = cursor(socket, new Document("find", Samples.CHUNKS));
            int most = left.getList("firstBatch", Document.class).size();
            assertTrue(most * 255 * 1024 <= 16 << 20 && (most + 1) * 255 * 1024 > 15 << 20, most + " chunks");
            long bytes = 255L * 1024 * most;
            while (id(left) != 0) {
                left = cursor(socket, new Document("getMore", id(left)));
                for (var chunk : left.getList("nextBatch", Document.class)) {
                    bytes += chunk.get("data", Binary.class).length();
                }
            }
            assertEquals(Samples.FILE_BYTES, bytes);
        }
    }

    @Test
    void aDocumentIsExactlyAsLongAsItsCollectionSays() throws IOException {
        try (var socket = connect()) {
            for (int size : new int[] {100, 101, 2000, 2035, 5000, 123_456}) {
                var cursor = cursor(socket, new Document("find", Samples.SIZE + size));
                var found = cursor.getList("firstBatch", Document.class).getFirst();
                assertEquals(size, Samples.encode(found).length);
            }
        }
    }

    private static Document cursor(Socket socket, Document body) throws IOException {
        socket.getOutputStream().write(command(1, body));
        var message = readMessage(socket);
        var reply = new RawBsonDocument(message, REPLY_HEAD, message.length - REPLY_HEAD);
        return reply.decode(new DocumentCodec()).get("cursor", Document.class);
    }

    private static long id(Document cursor) {
        return cursor.get("id", Number.class).longValue();
    }

    private static byte[] command(int id, Document body) {
        return Messages.message(id, body.append("$db", "bench").toJson());
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static byte[] readMessage(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var length = new byte[4];
        in.readFully(length);
        var message = Arrays.copyOf(length, little(length).getInt(0));
        in.readFully(message, 4, message.length - 4);
        return message;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(byte[]... messages) {
        var all = ByteBuffer.allocate(
                Arrays.stream(messages).mapToInt(each -> each.length).sum());
        Arrays.stream(messages).forEach(all::put);
        return all.array();
    }
}
