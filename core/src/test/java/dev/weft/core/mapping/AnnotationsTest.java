package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.error.MappingFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonExtraElements;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonIgnore;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.codecs.pojo.annotations.BsonRepresentation;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The annotations of {@code org.bson} on components. */
class AnnotationsTest {
    private static final String HEX = "507f1f77bcf86cd799439011";

    record Book(
            @BsonId int isbn,
            @BsonProperty("t") String title,
            @BsonIgnore int cached,
            @BsonIgnore @Nullable String note,
            @BsonIgnore Optional<String> more,
            String id) {}

    @Test
    void namesAreThoseOfTheAnnotationsAndIdAloneIsNoId() {
        var book = new Book(7, "A", 3, "x", Optional.of("y"), "z");
        assertEquals("{\"_id\": 7, \"t\": \"A\", \"id\": \"z\"}", Stored.BY_US.json(Book.class, book));
        assertEquals(
                new Book(7, "A", 0, null, Optional.empty(), "z"),
                Stored.BY_US.read(Book.class, "{_id: 7, t: 'A', id: 'z', cached: 9, note: 'no', title: 'no'}"));
    }

    record Open(String name, @BsonExtraElements Document rest) {}

    record OpenBson(@BsonExtraElements BsonDocument rest, String name) {}

    record OpenMap(String name, @BsonExtraElements Map<String, List<Integer>> rest) {}

    @Test
    void whatNoComponentTakesGoesToTheExtraElements() {
        String json = "{\"name\": \"x\", \"a\": 1, \"b\": {\"c\": [true, null]}, \"n\": null}";
        var open = Stored.BY_US.read(Open.class, json);
        assertEquals(1, open.rest().get("a"));
        assertEquals(json, Stored.BY_US.json(Open.class, open));
        assertEquals(open, Stored.BY_US.roundTrip(Open.class, open));
        var bson = Stored.BY_US.read(OpenBson.class, json);
        assertEquals(BsonDocument.parse("{a: 1, b: {c: [true, null]}, n: null}"), bson.rest());
        assertEquals(json, Stored.BY_US.json(OpenBson.class, bson));
        var map = new OpenMap("x", Map.of("k", List.of(1, 2)));
        assertEquals(map, Stored.BY_US.roundTrip(OpenMap.class, map));
        assertEquals(new Open("x", new Document()), Stored.BY_US.read(Open.class, "{name: 'x'}"));
    }

    @Test
    void aWrongValueAmongTheExtraElementsIsNamed() {
        var wrong = assertThrows(
                MismatchException.class, () -> Stored.BY_US.read(OpenMap.class, "{name: 'x', k: [1, 'y']}"));
        assertEquals("OpenMap.k[1]: expected java.lang.Integer, found string", wrong.getMessage());
    }

    @Test
    void anExtraElementThatIsAComponentToIsRefused() {
        var twice = assertThrows(
                MismatchException.class,
                () -> Stored.BY_US.bytes(Open.class, new Open("x", new Document("name", "y"))));
        assertEquals("Open.name: another component has this field already", twice.getMessage());
    }

    record Represented(
            @BsonRepresentation(BsonType.OBJECT_ID) String hex,
            @BsonRepresentation(BsonType.STRING) ObjectId text,
            @BsonRepresentation(BsonType.STRING) int number,
            @BsonRepresentation(BsonType.OBJECT_ID) List<String> many,
            @BsonRepresentation(BsonType.OBJECT_ID) Optional<String> perhaps) {}

    @Test
    void aRepresentationIsKeptForTheValueAndForWhatAContainerHolds() {
        var value = new Represented(HEX, new ObjectId(HEX), 5, List.of(HEX), Optional.of(HEX));
        assertEquals(
                BsonDocument.parse(
                        "{hex: {$oid: '%1$s'}, text: '%1$s', number: '5', many: [{$oid: '%1$s'}], perhaps: {$oid: '%1$s'}}"
                                .formatted(HEX)),
                Stored.BY_US.document(Represented.class, value));
        assertEquals(value, Stored.BY_US.roundTrip(Represented.class, value));
        var wrong =
                assertThrows(MismatchException.class, () -> Stored.BY_US.read(Represented.class, "{text: 'no id'}"));
        assertEquals("Represented.text: 'no id' is no org.bson.types.ObjectId", wrong.getMessage());
        var missing = assertThrows(MismatchException.class, () -> Stored.BY_US.read(Represented.class, "{}"));
        assertEquals("number", missing.path());
        var none = assertThrows(MismatchException.class, () -> Stored.BY_US.read(Represented.class, "{number: null}"));
        assertEquals("Represented.number: expected int, found null", none.getMessage());
    }

    record Impossible(
            @BsonRepresentation(BsonType.DATE_TIME) String text) {}

    record Clash(int a, @BsonProperty("a") int b) {}

    record TwoRests(
            @BsonExtraElements Document a,
            @BsonExtraElements Document b) {}

    record OddRest(@BsonExtraElements List<String> a) {}

    @Test
    void whatAnnotationsAskForAndCannotBeIsRefusedWithTheComponent() {
        refused(Impossible.class, "text", "DATE_TIME");
        refused(Clash.class, "b", "there is a field 'a' already");
        refused(TwoRests.class, "b", "another component takes the further fields");
        refused(OddRest.class, "a", "is a Document, a BsonDocument or a Map<String, ...>");
    }

    private static void refused(Class<?> type, String path, String what) {
        var thrown = assertThrows(
                MappingFailedException.class, () -> Stored.BY_US.codecs().get(type));
        assertEquals(path, thrown.path());
        assertTrue(thrown.getMessage().contains(what), thrown::getMessage);
    }
}
