package dev.weft.protocol.buffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.BsonOutput;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ReferenceEquality") // The very array is meant.
class WireBufferTest {
    private static byte[] written(WireBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static void assertSameAsBson(Consumer<BsonOutput> writes) {
        var ours = new WireBuffer(16, 1024);
        writes.accept(ours);
        try (var theirs = new BasicOutputBuffer()) {
            writes.accept(theirs);
            assertArrayEquals(theirs.toByteArray(), written(ours));
        }
    }

    @Test
    void writesWhatTheBufferOfBsonWrites() {
        assertSameAsBson(out -> {
            out.writeByte(0x1FF);
            out.writeInt32(-2);
            out.writeInt64(Long.MIN_VALUE + 7);
            out.writeDouble(-0.1);
            out.writeCString("name");
            out.writeString("value");
            out.writeString("");
            out.writeObjectId(new ObjectId("0123456789abcdef01234567"));
            out.writeBytes(new byte[] {1, 2, 3});
            out.writeBytes(new byte[] {1, 2, 3, 4}, 1, 2);
            out.writeInt32(1, 77);
        });
    }

    @Test
    void writesEveryCodePointAsUtf8() {
        var all = new StringBuilder();
        for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                all.appendCodePoint(codePoint);
            }
        }
        assertSameAsBson(out -> {
            out.writeString(all.toString());
            out.writeCString(all.toString());
            out.writeString("a\u0000b");
        });
    }

    @Test
    void refusesAZeroInANameWhereverItStands() {
        var buffer = new WireBuffer(16, 16);
        for (String name : new String[] {"\u0000", "abc\u0000def", "é\u0000"}) {
            var error = assertThrows(BsonSerializationException.class, () -> buffer.writeCString(name));
            assertTrue(error.getMessage().contains("U+0000"), error.getMessage());
        }
    }

    @Test
    void refusesHalfASurrogatePairInsteadOfSendingSomethingElse() {
        var buffer = new WireBuffer(16, 16);
        for (String text : new String[] {"\uD83D", "x\uDE00", "\uD83Dx"}) {
            var error = assertThrows(BsonSerializationException.class, () -> buffer.writeString(text));
            assertTrue(error.getMessage().contains("surrogate"), error.getMessage());
        }
    }

    @Test
    void givesALargeArrayBackButKeepsAModestOne() {
        var buffer = new WireBuffer(16, 64);
        buffer.writeBytes(new byte[60]);
        byte[] modest = buffer.array();
        buffer.clear();
        assertSame(modest, buffer.array());
        buffer.writeBytes(new byte[1000]);
        assertNotSame(modest, buffer.array());
        buffer.clear();
        assertEquals(16, buffer.array().length);
        assertEquals(0, buffer.position());
        buffer.writeObjectId(new ObjectId("0123456789abcdef01234567"));
        assertEquals(0x23, buffer.array()[1]);
    }

    @Test
    void givesALargeArrayBackWhenManyMessagesInARowNeedLittleOfIt() {
        var buffer = new WireBuffer(16, 1 << 20);
        buffer.writeBytes(new byte[1000]);
        buffer.clear();
        for (int i = 0; i < 64; i++) {
            buffer.writeBytes(new byte[100]);
            buffer.clear();
            // To clear what is empty says nothing about what is needed.
            buffer.clear();
        }
        assertTrue(buffer.array().length >= 1000, "it is kept for a while");
        buffer.writeBytes(new byte[100]);
        buffer.clear();
        assertEquals(16, buffer.array().length);
    }

    @Test
    void keepsALargeArrayThatIsNeededNowAndThen() {
        var buffer = new WireBuffer(16, 1 << 20);
        buffer.writeBytes(new byte[1000]);
        byte[] large = buffer.array();
        buffer.clear();
        for (int i = 0; i < 1000; i++) {
            buffer.writeBytes(new byte[i % 50 == 0 ? 900 : 100]);
            buffer.clear();
        }
        assertSame(large, buffer.array());
    }

    @Test
    void doublesSoThatManySmallWritesCopyLittle() {
        var buffer = new WireBuffer(16, 1 << 20);
        int arrays = 1;
        int capacity = buffer.array().length;
        for (int i = 0; i < 100_000; i++) {
            buffer.writeByte(i);
            if (buffer.array().length != capacity) {
                capacity = buffer.array().length;
                arrays++;
            }
        }
        assertTrue(arrays <= 14, arrays + " arrays made for 100,000 bytes");
    }

    @Test
    void anArrayThatAMessageNeededServesAnotherBuffer() {
        byte[] payload = new byte[5_000_000];
        var first = new WireBuffer(16, 1024);
        first.writeBytes(payload);
        byte[] array = first.array();
        first.clear();
        var second = new WireBuffer(16, 1024);
        second.writeInt32(7);
        second.writeBytes(payload);
        assertTrue(array == second.array(), "another array was made");
        assertEquals(7, array[0]);
        first.writeBytes(payload);
        assertTrue(array != first.array(), "two have the same array");
    }

    @Test
    void cutsOffWhatWasWrittenFromAPosition() {
        var buffer = new WireBuffer(16, 64);
        buffer.writeInt32(1);
        buffer.writeInt32(2);
        buffer.truncate(4);
        assertEquals(4, buffer.getSize());
        assertThrows(IllegalArgumentException.class, () -> buffer.truncate(5));
        assertThrows(IllegalArgumentException.class, () -> buffer.truncate(-1));
    }

    @Test
    void patchesOnlyWhatWasWritten() {
        var buffer = new WireBuffer(16, 64);
        buffer.writeInt32(1);
        buffer.patchInt32(0, 0x01020304);
        assertArrayEquals(new byte[] {4, 3, 2, 1}, written(buffer));
        assertThrows(IllegalArgumentException.class, () -> buffer.patchInt32(1, 0));
        assertThrows(IllegalArgumentException.class, () -> buffer.patchInt32(-1, 0));
    }

    @Test
    void saysThatAMessageCannotHoldMoreThanAnArray() {
        var buffer = new WireBuffer(16, 64);
        buffer.writeInt32(1);
        var error = assertThrows(BsonSerializationException.class, () -> buffer.ensure(Integer.MAX_VALUE));
        assertTrue(error.getMessage().contains("Send less"), error.getMessage());
    }

    @Test
    void takesDocumentsFromTheWriterOfBson() {
        var document = BsonDocument.parse("{a: 1, b: {c: [1, 'x', null, {$date: 0}], d: 'ünï'}, e: {$regularExpression:"
                + "{pattern: 'a', options: 'i'}}, f: {$numberDecimal: '1.5'}}");
        assertSameAsBson(out -> {
            try (var writer = new BsonBinaryWriter(out)) {
                new BsonDocumentCodec()
                        .encode(writer, document, EncoderContext.builder().build());
            }
        });
    }

    @Test
    void refusesCapacitiesThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new WireBuffer(15, 64));
        assertThrows(IllegalArgumentException.class, () -> new WireBuffer(64, 63));
    }
}
