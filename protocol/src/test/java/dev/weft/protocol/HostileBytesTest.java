package dev.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.Section.DocumentSequence;
import dev.weft.protocol.bson.Documents;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.ObjectId;

/** Messages come back as they were sent; whatever else arrives is refused, and nothing worse happens. */
class HostileBytesTest {
    @Provide
    Arbitrary<BsonDocument> documents() {
        return Arbitraries.randomValue(random -> document(random, 3));
    }

    private static BsonDocument document(Random random, int depth) {
        var document = new BsonDocument();
        for (int fields = random.nextInt(6); fields > 0; fields--) {
            document.put(text(random, 1), value(random, depth));
        }
        return document;
    }

    private static BsonValue value(Random random, int depth) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return switch (random.nextInt(depth == 0 ? 10 : 12)) {
            case 0 -> new BsonInt32(random.nextInt());
            case 1 -> new BsonInt64(random.nextLong());
            case 2 -> new BsonDouble(random.nextDouble());
            case 3 -> new BsonString(text(random, 0));
            case 4 -> BsonBoolean.valueOf(random.nextBoolean());
            case 5 -> BsonNull.VALUE;
            case 6 -> new BsonTimestamp(random.nextLong());
            case 7 -> new BsonBinary(bytes);
            case 8 -> new BsonObjectId(new ObjectId(bytes));
            case 9 -> new BsonRegularExpression(text(random, 1), "i");
            case 10 -> document(random, depth - 1);
            default -> new BsonArray(List.of(value(random, depth - 1), value(random, 0)));
        };
    }

    /** Characters of one to four bytes, none below {@code least} and no half of a surrogate pair. */
    private static String text(Random random, int least) {
        int[] ends = {0x80, 0x80, 0x80, 0x800, 0xD800, 0x110000};
        var text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            int codePoint = random.nextInt(least, ends[random.nextInt(ends.length)]);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? 'x' : codePoint);
        }
        return text.toString();
    }

    @Property(tries = 1000)
    void aMessageComesBackAsItWasSent(
            @ForAll("documents") BsonDocument body,
            @ForAll("documents") BsonDocument one,
            @ForAll("documents") BsonDocument two,
            @ForAll boolean checksum) {
        byte[] frame = Wire.message(checksum ? MsgFlags.CHECKSUM_PRESENT : 0, body, "documents", List.of(one, two));
        OpMsg message = MessageReader.read(frame, frame.length);
        assertEquals(body, decoded(message.document()));
        DocumentSequence sequence = message.sequences().getFirst();
        assertEquals(
                List.of(one, two),
                sequence.documents().stream().map(HostileBytesTest::decoded).toList());
        Documents.check(frame, frame.length - checksumBytes(checksum) - length(body), frame.length);
        byte[] reply = Wire.message(checksum ? MsgFlags.CHECKSUM_PRESENT : 0, body);
        assertEquals(21, MessageReader.replyBody(reply, reply.length));
        assertEquals(body, decoded(MessageReader.read(reply, reply.length).document()));
    }

    @Property(tries = 5000)
    void aChangedMessageIsRefusedOrIsAMessage(
            @ForAll("documents") BsonDocument body, @ForAll boolean sequence, @ForAll long seed) {
        var random = new Random(seed);
        byte[] frame = sequence ? Wire.message(0, body, "documents", List.of(body)) : Wire.message(0, body);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            frame[random.nextInt(frame.length)] = (byte) interesting(random);
        }
        if (random.nextInt(4) == 0) {
            frame = Arrays.copyOf(frame, random.nextInt(frame.length));
        }
        if (frame.length >= 4 && random.nextBoolean()) {
            writeLength(frame);
        }
        assertRefusedOrRead(frame);
    }

    @Property(tries = 2000)
    void garbageIsRefusedOrIsAMessage(@ForAll byte[] garbage) {
        assertRefusedOrRead(garbage);
        if (garbage.length >= 20) {
            writeLength(garbage);
            garbage[12] = (byte) 0xDD;
            garbage[13] = 7;
            Arrays.fill(garbage, 14, 20, (byte) 0);
            assertRefusedOrRead(garbage);
            garbage[12] = (byte) 0xDC;
            assertRefusedOrUnwrapped(garbage);
        }
    }

    private static int interesting(Random random) {
        int[] edges = {0, 1, 2, 3, 4, 5, 0x7F, 0x80, 0xFF, 0x10, 0x0F, 0x0C};
        return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(256);
    }

    private static void assertRefusedOrRead(byte[] frame) {
        try {
            OpMsg message = MessageReader.read(frame, frame.length);
            assertEquals(frame.length, message.header().length());
            check(message.document());
            message.sequences().forEach(s -> s.documents().forEach(HostileBytesTest::check));
        } catch (WireFormatException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
        try {
            int body = MessageReader.replyBody(frame, frame.length);
            Documents.check(frame, body, frame.length);
        } catch (WireFormatException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
    }

    private static void assertRefusedOrUnwrapped(byte[] frame) {
        try {
            byte[] message =
                    OpCompressed.read(frame, frame.length, WireLimits.DEFAULT).unwrap(frame);
            assertTrue(message.length <= frame.length);
        } catch (WireFormatException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
    }

    private static void check(RawBsonDocument document) {
        var bytes = document.getByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        Documents.check(copy, 0, copy.length);
    }

    private static BsonDocument decoded(RawBsonDocument document) {
        return document.decode(new BsonDocumentCodec());
    }

    private static int checksumBytes(boolean checksum) {
        return checksum ? 4 : 0;
    }

    private static int length(BsonDocument document) {
        var out = new WireBuffer(64, 1024);
        Wire.document(out, document);
        return out.position();
    }

    private static void writeLength(byte[] frame) {
        for (int i = 0; i < 4; i++) {
            frame[i] = (byte) (frame.length >>> (8 * i));
        }
    }
}
