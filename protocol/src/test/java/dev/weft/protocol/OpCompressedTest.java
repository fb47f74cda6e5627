package dev.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.WireFormatException.BadCompression;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class OpCompressedTest {
    private static final byte[] PING = Wire.message(0, BsonDocument.parse("{ping: 1, $db: 'admin'}"));

    private static byte[] wrapped() {
        var out = new WireBuffer(64, 1024);
        OpCompressed.wrapUncompressed(out, PING, PING.length);
        return Wire.bytes(out);
    }

    private static OpCompressed read(byte[] frame) {
        return OpCompressed.read(frame, frame.length, WireLimits.DEFAULT);
    }

    private static void assertRefused(String words, byte[] frame) {
        var error = assertThrows(BadCompression.class, () -> read(frame).unwrap(frame));
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void wrapsAndUnwrapsAMessage() {
        byte[] frame = wrapped();
        OpCompressed compressed = read(frame);
        assertEquals(new MessageHeader(PING.length + 9, 7, 3, OpCode.COMPRESSED), compressed.header());
        assertEquals(CompressorId.NOOP, compressed.compressor());
        assertArrayEquals(PING, compressed.unwrap(frame));
    }

    @Test
    void namesTheCompressorThatIsNotAtHand() {
        byte[] frame = wrapped();
        for (CompressorId compressor : CompressorId.values()) {
            if (compressor != CompressorId.NOOP) {
                frame[24] = (byte) compressor.id();
                assertRefused("compressed with " + compressor.handshakeName(), frame);
            }
        }
        frame[24] = 4;
        assertRefused("id 4", frame);
        frame[24] = (byte) 255;
        assertRefused("id 255", frame);
    }

    @Test
    void doesNotBelieveTheSizeThatIsClaimedForTheMessageInside() {
        byte[] more = wrapped();
        more[20]++;
        assertRefused("claims", more);
        byte[] huge = wrapped();
        Arrays.fill(huge, 20, 23, (byte) 0xFF);
        huge[23] = 0x7F;
        assertRefused("may be sent", huge);
        byte[] negative = wrapped();
        Arrays.fill(negative, 20, 24, (byte) 0xFF);
        assertRefused("may be sent", negative);
    }

    @Test
    void refusesACompressedMessageInACompressedMessage() {
        byte[] frame = wrapped();
        frame[16] = (byte) 0xDC;
        assertRefused("another compressed", frame);
    }

    @Test
    void refusesFramesThatAreNoCompressedMessage() {
        byte[] frame = wrapped();
        for (int length = 0; length < 25; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThrows(BadHeader.class, () -> read(cut));
        }
        assertThrows(BadHeader.class, () -> read(PING));
        assertThrows(BadHeader.class, () -> OpCompressed.read(frame, frame.length - 1, WireLimits.DEFAULT));
        assertThrows(BadHeader.class, () -> OpCompressed.read(frame, frame.length, new WireLimits(30, 30)));
    }
}
