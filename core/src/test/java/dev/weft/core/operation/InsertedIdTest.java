package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.error.MappingFailedException;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.HandleSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.RawBsonDocumentCodec;
import org.junit.jupiter.api.Test;

/** Where the {@code _id} of a stored document comes from and where it stands. */
class InsertedIdTest {
    private final WireBuffer out = new WireBuffer(16, 1024);
    private final CommandWriter writer = new CommandWriter(out, HandleSettings.DEFAULTS.codecs());
    private final InsertedId id = new InsertedId();

    @Test
    void makesAnIdAndLeavesTheUsersDocumentAlone() {
        Document document = new Document("a", 1).append("b", "two");
        writer.stored(document, new DocumentCodec(), id);
        assertFalse(document.containsKey("_id"));
        var stored = stored();
        assertEquals(List.of("_id", "a", "b"), List.copyOf(stored.keySet()));
        assertEquals(id.value(), stored.get("_id"));
    }

    @Test
    void makesTheSameIdWhenTheDocumentIsWrittenAgain() {
        writer.stored(new Document("a", 1), new DocumentCodec(), id);
        var first = stored();
        out.clear();
        writer.stored(new Document("a", 1), new DocumentCodec(), id);
        assertEquals(first, stored());
    }

    @Test
    void keepsAnIdOfAnyType() {
        writer.stored(new Document("a", 1).append("_id", "mine"), new DocumentCodec(), id);
        assertEquals(BsonDocument.parse("{_id: 'mine', a: 1}").toJson(), stored().toJson());
        assertEquals(new BsonString("mine"), id.value());
    }

    @Test
    void movesAnIdToTheFrontOfRawBytes() {
        var raw = new RawBsonDocument(
                BsonDocument.parse("{a: {b: [1, 2]}, _id: {x: 1}, c: 'd'}"), new BsonDocumentCodec());
        writer.stored(raw, new RawBsonDocumentCodec(), id);
        assertEquals("{\"_id\": {\"x\": 1}, \"a\": {\"b\": [1, 2]}, \"c\": \"d\"}", stored().toJson());
        assertEquals(BsonDocument.parse("{x: 1}"), id.value());
    }

    @Test
    void givesTheEmptyDocumentAnId() {
        writer.stored(new Document(), new DocumentCodec(), id);
        assertEquals(new BsonDocument("_id", id.value()), stored());
    }

    @Test
    void refusesRawBytesThatAreNoDocument() {
        byte[] cut = Arrays.copyOf(new BsonDocumentBytes("{a: 1}").bytes(), 11);
        var broken = new RawBsonDocument(cut);
        assertThrows(MappingFailedException.class, () -> writer.stored(broken, new RawBsonDocumentCodec(), id));
    }

    @Property(tries = 200)
    void anIdAnywhereComesFirstAndTheRestKeepsItsOrder(
            @ForAll @Size(max = 8) @UniqueElements List<@AlphaChars @StringLength(min = 1, max = 6) String> names,
            @ForAll @IntRange(max = 8) int place,
            @ForAll boolean hasId) {
        var document = new BsonDocument();
        var expected = new ArrayList<String>(List.of("_id"));
        for (int i = 0; i < names.size(); i++) {
            if (hasId && i == place) {
                document.append("_id", new BsonInt32(42));
            }
            document.append(names.get(i), new BsonString("value " + i));
            expected.add(names.get(i));
        }
        var buffer = new WireBuffer(16, 1024);
        var fresh = new InsertedId();
        new CommandWriter(buffer, HandleSettings.DEFAULTS.codecs())
                .stored(new RawBsonDocument(document, new BsonDocumentCodec()), new RawBsonDocumentCodec(), fresh);
        var stored = new RawBsonDocument(Arrays.copyOf(buffer.array(), buffer.position()));
        assertEquals(expected, List.copyOf(stored.keySet()));
        assertEquals(fresh.value(), stored.get("_id"));
        boolean kept = hasId && place < names.size();
        assertEquals(kept, fresh.value() instanceof BsonInt32);
        assertEquals(!kept, fresh.value() instanceof BsonObjectId);
    }

    private BsonDocument stored() {
        return new RawBsonDocument(Arrays.copyOf(out.array(), out.position()));
    }

    private record BsonDocumentBytes(String json) {
        byte[] bytes() {
            return new RawBsonDocument(BsonDocument.parse(json), new BsonDocumentCodec()).getBackingArray();
        }
    }
}
