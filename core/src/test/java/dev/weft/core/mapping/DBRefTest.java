package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.DBRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test plan of the DBRef specification, by {@code DBRef.of} (explicit) and by the codec, as a component of a record (implicit). */
class DBRefTest {
    record Holder(DBRef ref) {}

    private static DBRef explicit(String json) {
        return DBRef.of(BsonDocument.parse(json));
    }

    private static DBRef implicit(String json) {
        return Stored.BY_US.read(Holder.class, "{ref: " + json + "}").ref();
    }

    /** Decoding 1 to 3 and encoding 1 to 3: what is read, in whatever order, is written in the specified one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{$ref: 'coll0', $id: {$oid: '60a6fe9a54f4180c86309efa'}} |",
                "{$ref: 'coll0', $id: 1} |",
                "{$ref: 'coll0', $id: null} |",
                "{$ref: 'coll0', $id: 1, $db: 'db0'} |",
                "{$ref: 'coll0', $id: 1, $db: 'db0', foo: 'bar'} |",
                "{$ref: 'coll0', $id: 1, foo: true, bar: false} |",
                "{$ref: 'coll0', $id: 1, meta: {foo: 1, bar: 2}} |",
                "{$ref: 'coll0', $id: 1, $foo: 'bar'} |",
                "{$ref: 'coll0', $id: 1, 'foo.bar': 0} |",
                "{$id: 1, $ref: 'coll0'} | {$ref: 'coll0', $id: 1}",
                "{$db: 'db0', $ref: 'coll0', $id: 1} | {$ref: 'coll0', $id: 1, $db: 'db0'}",
                "{foo: 1, $id: 1, $ref: 'coll0'} | {$ref: 'coll0', $id: 1, foo: 1}",
                "{foo: 1, $ref: 'coll0', $id: 1, $db: 'db0'} | {$ref: 'coll0', $id: 1, $db: 'db0', foo: 1}",
                "{foo: 1, $ref: 'coll0', $id: 1, $db: 'db0', bar: 1}"
                        + "| {$ref: 'coll0', $id: 1, $db: 'db0', foo: 1, bar: 1}"
            })
    void isReadInAnyOrderAndWrittenInTheSpecifiedOne(String read, String written) {
        String expected = BsonDocument.parse(written == null ? read : written).toJson();
        BsonDocument source = BsonDocument.parse(read);
        for (DBRef ref : List.of(explicit(read), implicit(read))) {
            assertEquals(source.getString("$ref").getValue(), ref.collection());
            assertEquals(source.get("$id"), ref.id());
            assertEquals(Optional.ofNullable(source.get("$db")), ref.database().map(BsonString::new));
            source.forEach((name, value) -> {
                if (!List.of("$ref", "$id", "$db").contains(name)) {
                    assertEquals(value, ref.extra().get(name));
                }
            });
            assertEquals(expected, ref.asDocument().toJson());
            assertEquals("{\"ref\": " + expected + "}", Stored.BY_US.json(Holder.class, new Holder(ref)));
        }
    }

    /** Decoding 4 and 5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$ref: 'coll0'}",
                "{$id: {$oid: '60a6fe9a54f4180c86309efa'}}",
                "{$db: 'db0'}",
                "{$ref: true, $id: 1}",
                "{$ref: 'coll0', $id: 1, $db: 1}"
            })
    void whatIsNoReferenceIsRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> explicit(json));
        assertThrows(MismatchException.class, () -> implicit(json));
    }

    @Test
    void whatIsWrongIsNamedWhereItStands() {
        Map.of(
                        "{$ref: true, $id: 1}", "Holder.ref.$ref: expected java.lang.String, found bool",
                        "{$ref: 'c', $id: 1, $db: 1}", "Holder.ref.$db: expected java.lang.String, found int",
                        "{$ref: null, $id: 1}", "Holder.ref.$ref: expected java.lang.String, found null",
                        "{$ref: 'c'}", "Holder.ref.$id: the document does not have it, and a reference has",
                        "'c'", "Holder.ref: expected dev.weft.DBRef, found string")
                .forEach((json, message) -> assertEquals(
                        message,
                        assertThrows(MismatchException.class, () -> implicit(json))
                                .getMessage()));
    }

    @Test
    void furtherFieldsAreCopiedAndMayNotBeTheNamedOnes() {
        var extra = new BsonDocument("foo", BsonBoolean.TRUE);
        var ref = new DBRef("c", BsonNull.VALUE, Optional.empty(), extra);
        extra.append("bar", BsonBoolean.FALSE);
        assertEquals(new BsonDocument("foo", BsonBoolean.TRUE), ref.extra());
        assertEquals(DBRef.of("c", new BsonInt32(1)), explicit("{$ref: 'c', $id: 1}"));
        var db = new BsonDocument("$db", new BsonString("d"));
        assertThrows(IllegalArgumentException.class, () -> new DBRef("c", BsonNull.VALUE, Optional.empty(), db));
    }
}
