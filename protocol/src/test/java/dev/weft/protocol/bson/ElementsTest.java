package dev.weft.protocol.bson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.WireFormatException.BadDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDbPointer;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class ElementsTest {
    private static final String EVERY_TYPE = """
            {double: 1.5, string: 'text', document: {a: 1}, array: [1, 2],
             binary: {$binary: {base64: 'AQID', subType: '00'}}, old: {$binary: {base64: 'AQID', subType: '02'}},
             undefined: {$undefined: true}, objectId: {$oid: '0123456789abcdef01234567'}, boolean: true,
             date: {$date: 5}, nothing: null, regex: {$regularExpression: {pattern: 'ab', options: 'i'}},
             code: {$code: 'x'},
             symbol: {$symbol: 's'}, scoped: {$code: 'x', $scope: {y: 1}}, int32: 7,
             timestamp: {$timestamp: {t: 1, i: 2}}, int64: {$numberLong: '9'},
             decimal: {$numberDecimal: '1.5'}, min: {$minKey: 1}, max: {$maxKey: 1}, ok: 1.0}""";

    private static BsonDocument everyType() {
        return BsonDocument.parse(EVERY_TYPE)
                .append("pointer", new BsonDbPointer("a.b", new ObjectId("0123456789abcdef01234567")));
    }

    static byte[] bytes(BsonDocument document) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
            return out.toByteArray();
        }
    }

    private static Elements over(String json) {
        byte[] bytes = bytes(BsonDocument.parse(json));
        return new Elements().over(bytes, 0, bytes.length);
    }

    private static Elements first(String json) {
        Elements elements = over(json);
        assertTrue(elements.next());
        return elements;
    }

    @Test
    void visitsEveryTypeOfValue() {
        BsonDocument document = everyType();
        byte[] bytes = bytes(document);
        Elements elements = new Elements().over(bytes, 0, bytes.length);
        List<String> names = new ArrayList<>();
        while (elements.next()) {
            names.add(elements.name());
            assertEquals(
                    document.get(elements.name()).getBsonType().getValue(), elements.type() & 0xFF, elements.name());
        }
        assertEquals(List.copyOf(document.keySet()), names);
        assertEquals(bytes.length - 1, elements.nextOffset());
        assertFalse(elements.next());
        Documents.check(bytes, 0, bytes.length);
    }

    @Test
    void readsNumbersAsServersMeanThem() {
        assertEquals(7, first("{n: 7}").int32());
        assertEquals(7, first("{n: 7}").asLong());
        assertEquals(7.0, first("{n: {$numberLong: '7'}}").asDouble());
        assertEquals(1L << 40, first("{n: {$numberLong: '1099511627776'}}").int64());
        assertEquals(2, first("{n: 2.9}").asLong());
        assertEquals((1L << 32) + 2, first("{n: {$timestamp: {t: 1, i: 2}}}").int64());
        assertTrue(first("{ok: 1.0}").bool());
        assertTrue(first("{ok: 1}").bool());
        assertTrue(first("{ok: true}").bool());
        assertFalse(first("{ok: 0}").bool());
        assertFalse(first("{ok: false}").bool());
        assertEquals("tëxt", first("{s: 'tëxt'}").string());
    }

    @Test
    void saysWhichFieldHasTheWrongType() {
        for (String json : new String[] {"{field: 'x'}", "{field: {}}", "{field: null}"}) {
            Elements elements = first(json);
            for (Runnable read : List.<Runnable>of(
                    elements::int32, elements::int64, elements::asLong, elements::asDouble, elements::bool)) {
                var error = assertThrows(BadDocument.class, read::run);
                assertTrue(error.getMessage().contains("'field'"), error.getMessage());
            }
        }
        assertThrows(BadDocument.class, first("{field: 1}")::string);
        assertThrows(BadDocument.class, first("{field: 1}")::documentOffset);
    }

    @Test
    void comparesNamesByTheirBytes() {
        Elements elements = first("{cursor: 1}");
        assertTrue(elements.nameIs("cursor".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(elements.nameIs("curso".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(elements.nameIs("cursors".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(elements.nameIs("cursoR".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void stepsIntoDocumentsAndArrays() {
        Elements elements = first("{cursor: {firstBatch: [{x: 5}]}}");
        Elements inner = new Elements();
        inner.over(elements);
        assertTrue(inner.next());
        assertTrue(inner.isArray());
        inner.over(inner);
        assertTrue(inner.next());
        assertTrue(inner.isDocument());
        inner.over(inner);
        assertTrue(inner.next());
        assertEquals(5, inner.int32());
    }

    @Test
    void refusesDocumentsThatDoNotLieWithinTheirLimit() {
        byte[] bytes = bytes(BsonDocument.parse("{a: 1}"));
        Elements elements = new Elements();
        assertThrows(BadDocument.class, () -> elements.over(bytes, 0, bytes.length - 1));
        assertThrows(BadDocument.class, () -> elements.over(bytes, 0, bytes.length + 1));
        assertThrows(BadDocument.class, () -> elements.over(bytes, -1, bytes.length));
        assertThrows(BadDocument.class, () -> elements.over(bytes, bytes.length - 4, bytes.length));
        assertThrows(BadDocument.class, () -> elements.over(bytes, Integer.MAX_VALUE, bytes.length));
        bytes[bytes.length - 1] = 1;
        assertThrows(BadDocument.class, () -> elements.over(bytes, 0, bytes.length));
        assertFalse(new Elements().next());
    }

    @Test
    void refusesTypesAndBooleansThatBsonDoesNotHave() {
        byte[] bytes = bytes(BsonDocument.parse("{a: true}"));
        for (int type : new int[] {0, 0x14, 0x80, 0x7E}) {
            byte[] changed = bytes.clone();
            changed[4] = (byte) type;
            assertThrows(
                    BadDocument.class,
                    () -> new Elements().over(changed, 0, changed.length).next());
        }
        bytes[7] = 2;
        assertThrows(
                BadDocument.class,
                () -> new Elements().over(bytes, 0, bytes.length).next());
    }

    @Test
    void stopsAtDocumentsNestedDeeperThanServersAllow() {
        BsonDocument nested = new BsonDocument();
        for (int i = 1; i < 220; i++) {
            nested = new BsonDocument("a", nested);
        }
        byte[] deepest = bytes(nested);
        Documents.check(deepest, 0, deepest.length);
        byte[] deeper = bytes(new BsonDocument("a", nested));
        assertThrows(BadDocument.class, () -> Documents.check(deeper, 0, deeper.length));
    }

    @Test
    void survivesEverySingleByteChangeOfADocumentWithEveryType() {
        byte[] bytes = bytes(everyType());
        for (int i = 0; i < bytes.length; i++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) value;
                assertWellFormedOrRefused(changed);
            }
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(BadDocument.class, () -> Documents.check(cut, 0, cut.length));
        }
    }

    private static void assertWellFormedOrRefused(byte[] bytes) {
        try {
            Documents.check(bytes, 0, bytes.length);
        } catch (BadDocument refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
    }
}
