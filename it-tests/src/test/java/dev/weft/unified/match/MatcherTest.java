package dev.weft.unified.match;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.unified.file.MalformedFileException;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private final Matcher matcher = new Matcher(new Named() {
        @Override
        public BsonValue value(String name) {
            if (name.equals("saved")) {
                return BsonDocument.parse("{x: 1}");
            }
            throw new IllegalArgumentException("there is no entity " + name);
        }

        @Override
        public BsonDocument sessionId(String name) {
            return BsonDocument.parse("{id: '" + name + "'}");
        }
    });

    private void matches(String expected, String actual) {
        assertDoesNotThrow(() -> matcher.root("it", value(expected), value(actual)));
    }

    private String differs(String expected, String actual) {
        return assertThrows(Mismatch.class, () -> matcher.root("it", value(expected), value(actual)))
                .getMessage();
    }

    private static BsonValue value(String json) {
        return BsonDocument.parse("{v: " + json + "}").get("v");
    }

    @Test
    void aRootDocumentMayHaveMoreKeysAndANestedOneMayNot() {
        matches("{a: 1}", "{a: 1, b: 2}");
        assertEquals("it.a.c: is 2, expected to be absent", differs("{a: {b: 1}}", "{a: {b: 1, c: 2}}"));
        assertEquals("it.b: is missing, expected 2", differs("{a: 1, b: 2}", "{a: 1}"));
    }

    @Test
    void theOrderOfKeysDoesNotMatterAndThatOfElementsDoes() {
        matches("{a: {b: 1, c: 2}}", "{a: {c: 2, b: 1}}");
        assertEquals("it.a[0]: is 2, expected 1", differs("{a: [1, 2]}", "{a: [2, 1]}"));
        assertTrue(differs("{a: [1]}", "{a: [1, 2]}").startsWith("it.a: has 2 elements, expected 1"));
    }

    @Test
    void documentsOfAnIterableAreRootsAndThoseOfAnArrayAreNot() {
        var actual = List.of(BsonDocument.parse("{x: 1, y: 1}"));
        assertDoesNotThrow(() -> matcher.iterated("it", value("[{x: 1}]"), actual));
        assertThrows(Mismatch.class, () -> matcher.root("it", value("[{x: 1}]"), new BsonArray(actual)));
        assertThrows(Mismatch.class, () -> matcher.iterated("it", value("[]"), actual));
    }

    @Test
    void integersLongsAndDoublesAreEqualWhenTheirValuesAreAndADecimalIsItsOwnKind() {
        matches("{a: 1, b: {$numberLong: '1'}, c: 1.0}", "{a: 1.0, b: 1, c: {$numberLong: '1'}}");
        differs("1", "1.5");
        differs("{$numberLong: '9007199254740993'}", "9007199254740992.0");
        differs("1", "{$numberDecimal: '1'}");
        matches("{$numberDecimal: '1'}", "{$numberDecimal: '1'}");
        differs("1", "'1'");
        differs("1", "true");
    }

    @Test
    void existsLooksAtTheKeyWhateverItsValue() {
        matches("{a: {$$exists: true}, b: {$$exists: false}}", "{a: null}");
        assertEquals("it.a: is missing", differs("{a: {$$exists: true}}", "{}"));
        assertEquals("it.a: is null, expected to be absent", differs("{a: {$$exists: false}}", "{a: null}"));
    }

    @Test
    void typeKnowsTheNamesOfTheServerAndNumber() {
        matches("{a: {$$type: 'int'}, b: {$$type: ['long', 'int']}, c: {$$type: 'number'}}", "{a: 1, b: 2, c: 1.5}");
        matches("{a: {$$type: 'array'}}", "{a: [1]}");
        assertEquals("it.a: is 1, expected a value of [string]", differs("{a: {$$type: 'string'}}", "{a: 1}"));
        assertEquals("it.a: is missing, expected a value of [string]", differs("{a: {$$type: 'string'}}", "{}"));
        differs("{a: {$$type: 'int'}}", "{a: [1]}");
        malformed("{a: {$$type: 'integer'}}", "{a: 1}");
    }

    @Test
    void unsetOrMatchesAllowsAbsenceAndKeepsTheRoot() {
        matches("{a: {$$unsetOrMatches: 1}}", "{}");
        matches("{a: {$$unsetOrMatches: 1}}", "{a: 1}");
        differs("{a: {$$unsetOrMatches: 1}}", "{a: 2}");
        matches("{$$unsetOrMatches: {a: 1}}", "{a: 1, b: 2}");
        differs("{x: {$$unsetOrMatches: {a: 1}}}", "{x: {a: 1, b: 2}}");
    }

    @Test
    void matchesEntityComparesWithASavedValueAndKeepsTheRoot() {
        matches("{$$matchesEntity: 'saved'}", "{x: 1, y: 2}");
        differs("{a: {$$matchesEntity: 'saved'}}", "{a: {x: 1, y: 2}}");
        assertThrows(
                IllegalArgumentException.class,
                () -> matcher.root("it", value("{$$matchesEntity: 'other'}"), new BsonInt32(1)));
    }

    @Test
    void matchAsDocumentParsesTextAndMatchAsRootAllowsMoreKeys() {
        matches("{a: {$$matchAsDocument: {x: 1}}}", "{a: '{\"x\": 1}'}");
        differs("{a: {$$matchAsDocument: {x: 1}}}", "{a: '{\"x\": 1, \"y\": 2}'}");
        matches("{a: {$$matchAsDocument: {$$matchAsRoot: {x: 1}}}}", "{a: '{\"x\": 1, \"y\": 2}'}");
        matches("{a: {$$matchAsRoot: {x: 1}}}", "{a: {x: 1, y: 2}}");
        differs("{a: {$$matchAsDocument: {x: 1}}}", "{a: '{'}");
        differs("{a: {$$matchAsDocument: {x: 1}}}", "{a: {x: 1}}");
        differs("{a: {$$matchAsRoot: {x: 1}}}", "{a: 1}");
    }

    @Test
    void theRestOfTheOperatorsCompareSessionsBytesAndBounds() {
        matches("{lsid: {$$sessionLsid: 's0'}}", "{lsid: {id: 's0'}}");
        differs("{lsid: {$$sessionLsid: 's0'}}", "{lsid: {id: 's1'}}");
        matches("{a: {$$lte: 5}, b: {$$lte: 5}}", "{a: 5, b: 4.5}");
        differs("{a: {$$lte: 5}}", "{a: 5.1}");
        differs("{a: {$$lte: 5}}", "{a: '1'}");
        differs("{a: {$$lte: 5}}", "{}");
        matcher.root("it", value("{$$matchesHexBytes: '4a4B'}"), new BsonString("JK"));
        differs("{a: {$$matchesHexBytes: '4a4b'}}", "{a: 'JJ'}");
        differs("{a: {$$matchesHexBytes: '4a4b'}}", "{a: 1}");
        malformed("{a: {$$matchesHexBytes: '4a4'}}", "{a: 'J'}");
    }

    @Test
    void anOperatorNobodyKnowsIsNoMismatchButAMalformedFile() {
        malformed("{a: {$$almost: 1}}", "{a: 1}");
        malformed("{$$exists: true, b: 1}", "{a: 1}");
        malformed("{a: {$$exists: 1}}", "{a: 1}");
    }

    private void malformed(String expected, String actual) {
        assertThrows(MalformedFileException.class, () -> matcher.root("it", value(expected), value(actual)));
    }
}
