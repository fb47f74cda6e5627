package dev.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.WireFormatException.BadChecksum;
import dev.weft.protocol.WireFormatException.BadFlags;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.WireFormatException.BadSection;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private static final BsonDocument PING = BsonDocument.parse("{ping: 1, $db: 'admin'}");
    private static final List<BsonDocument> TWO = List.of(BsonDocument.parse("{_id: 1}"), BsonDocument.parse("{}"));

    private static <E extends WireFormatException> void assertRefused(Class<E> kind, String words, byte[] frame) {
        var error = assertThrows(kind, () -> MessageReader.read(frame, frame.length));
        assertTrue(error.getMessage().contains(words), error.getMessage());
        assertInstanceOf(
                WireFormatException.class,
                assertThrows(WireFormatException.class, () -> MessageReader.replyBody(frame, frame.length)));
    }

    private static byte[] with(byte[] message, int index, int... values) {
        byte[] changed = message.clone();
        for (int i = 0; i < values.length; i++) {
            changed[index + i] = (byte) values[i];
        }
        return changed;
    }

    @Test
    void readsACommandWithItsSequences() {
        byte[] frame = Wire.message(MsgFlags.MORE_TO_COME | MsgFlags.EXHAUST_ALLOWED, PING, "documents", TWO);
        OpMsg message = MessageReader.read(frame, frame.length);
        assertEquals(new MessageHeader(frame.length, 7, 3, OpCode.MSG), message.header());
        assertTrue(message.has(MsgFlags.MORE_TO_COME));
        assertTrue(message.has(MsgFlags.EXHAUST_ALLOWED));
        assertFalse(message.has(MsgFlags.CHECKSUM_PRESENT));
        assertEquals(PING, message.document());
        assertEquals("documents", message.sequences().getFirst().identifier());
        assertEquals(TWO, message.sequences().getFirst().documents());
    }

    @Test
    void findsTheBodyOfAReplyWhereItLies() {
        byte[] frame = Wire.message(0, PING);
        byte[] longer = Arrays.copyOf(frame, frame.length + 100);
        assertEquals(21, MessageReader.replyBody(longer, frame.length));
        assertEquals(0, MessageReader.flags(longer));
    }

    @Test
    void doesNotTakeAReplyInSeveralSections() {
        byte[] frame = Wire.message(0, PING, "documents", TWO);
        assertThrows(BadSection.class, () -> MessageReader.replyBody(frame, frame.length));
        var out = new WireBuffer(64, 1024);
        int start = MessageWriter.begin(out, 1, 2, 0);
        MessageWriter.bodySection(out);
        Wire.document(out, PING);
        Wire.sequence(out, "documents", TWO);
        MessageWriter.finish(out, start);
        assertThrows(BadSection.class, () -> MessageReader.replyBody(out.array(), out.position()));
    }

    @Test
    void verifiesTheChecksumWhenThereIsOne() {
        byte[] frame = Wire.message(MsgFlags.CHECKSUM_PRESENT, PING);
        assertEquals(PING, MessageReader.read(frame, frame.length).document());
        assertEquals(21, MessageReader.replyBody(frame, frame.length));
        for (int i = 20; i < frame.length; i++) {
            assertRefused(BadChecksum.class, "checksum", with(frame, i, frame[i] ^ 1));
        }
    }

    @Test
    void computesTheChecksumAsCrc32cOverAllBytesBeforeIt() {
        // RFC 3720, appendix B.4: 32 bytes of zeroes.
        assertEquals(0x8A9136AA, MessageWriter.crc32c(new byte[32], 0, 32));
    }

    @Test
    void refusesRequiredFlagsItDoesNotKnowAndIgnoresOptionalOnes() {
        for (int bit = 2; bit < 16; bit++) {
            assertRefused(BadFlags.class, "required flag", Wire.message(1 << bit, PING));
        }
        for (int bit = 16; bit < 32; bit++) {
            byte[] frame = Wire.message(1 << bit, PING);
            assertEquals(PING, MessageReader.read(frame, frame.length).document());
            assertEquals(21, MessageReader.replyBody(frame, frame.length));
        }
    }

    @Test
    void refusesAnotherOpcodeAndLengthsThatAreNotThoseOfTheFrame() {
        byte[] frame = Wire.message(0, PING);
        assertRefused(BadHeader.class, "opcode 2012", with(frame, 12, 0xDC));
        assertRefused(BadHeader.class, "claims", with(frame, 0, frame.length + 1));
        assertRefused(BadHeader.class, "claims", with(frame, 0, 0xFF, 0xFF, 0xFF, 0xFF));
        for (int length = 0; length < frame.length; length++) {
            byte[] shorter = Arrays.copyOf(frame, length);
            assertRefused(BadHeader.class, "bytes", shorter);
            if (length >= 4) {
                var error = assertThrows(WireFormatException.class, () -> {
                    byte[] honest = with(shorter, 0, shorter.length);
                    MessageReader.read(honest, honest.length);
                });
                assertFalse(error.getMessage().isEmpty());
            }
        }
        assertThrows(BadHeader.class, () -> MessageReader.read(frame, frame.length + 1));
        assertThrows(BadHeader.class, () -> MessageReader.replyBody(frame, -1));
    }

    @Test
    void wantsExactlyOneBody() {
        var twice = new WireBuffer(64, 1024);
        int start = MessageWriter.begin(twice, 1, 2, 0);
        for (int i = 0; i < 2; i++) {
            MessageWriter.bodySection(twice);
            Wire.document(twice, PING);
        }
        MessageWriter.finish(twice, start);
        assertRefused(BadSection.class, "two", Wire.bytes(twice));
        var none = new WireBuffer(64, 1024);
        start = MessageWriter.begin(none, 1, 2, 0);
        Wire.sequence(none, "documents", TWO);
        MessageWriter.finish(none, start);
        assertRefused(BadSection.class, "none", Wire.bytes(none));
    }

    @Test
    void refusesUnknownKindsOfSection() {
        assertRefused(BadSection.class, "kind 2", with(Wire.message(0, PING), 20, 2));
        assertRefused(BadSection.class, "kind 255", with(Wire.message(0, PING), 20, 255));
    }

    @Test
    void refusesTwoSequencesOfOneName() {
        var out = new WireBuffer(64, 1024);
        int start = MessageWriter.begin(out, 1, 2, 0);
        MessageWriter.bodySection(out);
        Wire.document(out, PING);
        Wire.sequence(out, "documents", TWO);
        Wire.sequence(out, "documents", List.of());
        MessageWriter.finish(out, start);
        assertRefused(BadSection.class, "'documents'", Wire.bytes(out));
    }

    @Test
    void refusesLengthsOfDocumentsAndSequencesThatLie() {
        byte[] body = Wire.message(0, PING);
        for (int claimed : new int[] {0, 4, body.length - 20, 200}) {
            assertRefused(BadSection.class, "claims", with(body, 21, claimed));
        }
        assertRefused(BadSection.class, "claims", with(body, 21, 0xFF, 0xFF, 0xFF, 0x7F));
        assertRefused(BadSection.class, "claims", with(body, 21, 0xFF, 0xFF, 0xFF, 0xFF));
        assertRefused(BadSection.class, "zero byte", with(body, body.length - 1, 1));
        byte[] sequence = Wire.message(0, PING, "documents", TWO);
        for (int claimed : new int[] {0, 4, 250}) {
            assertRefused(BadSection.class, "claims", with(sequence, 21, claimed));
        }
        assertRefused(BadSection.class, "identifier", with(sequence, 21, 5));
        assertRefused(BadSection.class, "document", with(sequence, 21, 20));
    }

    @Test
    void holdsToTheLimitsItIsGiven() {
        byte[] frame = Wire.message(0, PING, "documents", TWO);
        var few = new WireLimits(frame.length - 1, 1000);
        var error = assertThrows(BadHeader.class, () -> MessageReader.read(frame, frame.length, few));
        assertTrue(error.getMessage().contains("more than the " + (frame.length - 1)), error.getMessage());
        var small = new WireLimits(1000, 13);
        assertTrue(assertThrows(BadSection.class, () -> MessageReader.read(frame, frame.length, small))
                .getMessage()
                .contains("more than the 13"));
        assertThrows(IllegalArgumentException.class, () -> new WireLimits(15, 100));
        assertThrows(IllegalArgumentException.class, () -> new WireLimits(100, 4));
    }

    @Test
    void readsAHeaderOnlyWhereThereIsOne() {
        assertThrows(BadHeader.class, () -> MessageHeader.read(new byte[15], 0));
        assertThrows(BadHeader.class, () -> MessageHeader.read(new byte[16], 1));
        assertThrows(BadHeader.class, () -> MessageHeader.read(new byte[16], -1));
    }

    @Test
    void numbersRequestsWithoutEverUsingZero() {
        assertTrue(RequestIds.next() != RequestIds.next());
    }
}
