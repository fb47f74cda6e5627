package dev.weft.benchmarks.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the bytes come, the same requests are understood. */
class IntakeTest {
    private static final int CAPACITY = 2048;

    private final List<Request> requests = new ArrayList<>();
    private final Intake intake = new Intake(requests::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 511, CAPACITY})
    void messagesAreUnderstoodInPiecesOfAnySize(int piece) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Messages.find(5));
        bytes.writeBytes(insert(6, 300));
        bytes.writeBytes(Messages.ping(7));
        bytes.writeBytes(Messages.lateFind(8, 20));
        feed(bytes.toByteArray(), piece);
        assertEquals(
                List.of(
                        new Request(5, false, 0, "find", "docs", 0, 0, 0),
                        new Request(6, false, 0, "insert", "written", 0, 0, 300),
                        new Request(7, false, 0, "ping", "", 1, 0, 0),
                        new Request(8, false, 0, "lateFind", "", 20, 0, 0)),
                requests);
    }

    @Test
    void aMessageIsToldOfAtItsLastByteAndNotBefore() throws IOException {
        var message = insert(1, 50);
        feed(Arrays.copyOf(message, message.length - 1), CAPACITY);
        assertTrue(requests.isEmpty());
    }

    @Test
    void theSecondSequenceOfABulkWriteIsNotCounted() throws IOException {
        var body = Samples.encode(new Document("bulkWrite", 1).append("$db", "admin"));
        var message = message(9, body, sequence("ops", 12), sequence("nsInfo", 3));
        feed(message, CAPACITY);
        assertEquals(List.of(new Request(9, false, 0, "bulkWrite", "", 1, 0, 12)), requests);
    }

    @Test
    void whoeverAsksForChunksMaySayHowMany() throws IOException {
        feed(
                message(
                        1,
                        Samples.encode(new Document("find", Samples.CHUNKS)
                                .append("filter", new Document("files_id", 1))
                                .append("batchSize", 16))),
                CAPACITY);
        feed(message(2, Samples.encode(new Document("find", Samples.CHUNKS))), CAPACITY);
        feed(message(3, Samples.encode(new Document("find", "docs").append("batchSize", 16))), CAPACITY);
        assertEquals(
                List.of(16, 0, 0), requests.stream().map(Request::batchSize).toList());
    }

    private void feed(byte[] bytes, int piece) throws IOException {
        var in = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(Math.min(piece, in.remaining()), bytes.length - from);
            in.put(bytes, from, length).flip();
            intake.take(in);
            in.compact();
            from += length;
        }
    }

    private static byte[] insert(int id, int documents) {
        var body = Samples.encode(
                new Document("insert", "written").append("ordered", true).append("$db", "bench"));
        return message(id, body, sequence("documents", documents));
    }

    private static byte[] sequence(String name, int documents) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        content.write(0);
        Samples.fresh(documents).forEach(document -> content.writeBytes(Samples.encode(document)));
        var bytes = new byte[content.size() + 5];
        little(bytes).put((byte) 1).putInt(content.size() + 4).put(content.toByteArray());
        return bytes;
    }

    private static byte[] message(int id, byte[] body, byte[]... sequences) {
        int length = 21 + body.length;
        for (var sequence : sequences) {
            length += sequence.length;
        }
        var bytes = new byte[length];
        var out = little(bytes)
                .putInt(length)
                .putInt(id)
                .putInt(0)
                .putInt(2013)
                .putInt(0)
                .put((byte) 0)
                .put(body);
        for (var sequence : sequences) {
            out.put(sequence);
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
