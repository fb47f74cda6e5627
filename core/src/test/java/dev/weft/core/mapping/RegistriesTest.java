package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.PojoCodecProvider;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** Codecs of the user's own beside ours. */
public class RegistriesTest {
    public static final class Pojo {
        private String name = "";
        private Inner inner = new Inner(0);

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Inner getInner() {
            return inner;
        }

        public void setInner(Inner inner) {
            this.inner = inner;
        }
    }

    public record Inner(int x) {}

    record Holder(int a, Pojo pojo, List<Pojo> pojos) {}

    record Words(String one, List<String> many, int number, List<Integer> numbers) {}

    private static Stored with(Codec<?>... codecs) {
        return new Stored(Mapping.withRecords(
                CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codecs), Bson.DEFAULT_CODEC_REGISTRY)));
    }

    @Test
    void pojosComeByTheProviderOfOrgBsonInsideAndAroundRecords() {
        CodecRegistry pojos = CodecRegistries.fromProviders(
                PojoCodecProvider.builder().automatic(true).build());
        var stored =
                new Stored(Mapping.withRecords(CodecRegistries.fromRegistries(Bson.DEFAULT_CODEC_REGISTRY, pojos)));
        var pojo = new Pojo();
        pojo.setName("n");
        pojo.setInner(new Inner(7));
        String json = stored.json(Holder.class, new Holder(1, pojo, List.of(pojo)));
        assertEquals(
                "{\"a\": 1, \"pojo\": {\"inner\": {\"x\": 7}, \"name\": \"n\"}, \"pojos\": [{\"inner\": {\"x\": 7},"
                        + " \"name\": \"n\"}]}",
                json);
        var back = stored.read(Holder.class, json);
        assertEquals("n", back.pojo().getName());
        assertEquals(new Inner(7), back.pojos().getFirst().getInner());
    }

    private record Reversed() implements Codec<String> {
        @Override
        public String decode(BsonReader reader, DecoderContext context) {
            return new StringBuilder(reader.readString()).reverse().toString();
        }

        @Override
        public void encode(BsonWriter writer, String value, EncoderContext context) {
            writer.writeString(new StringBuilder(value).reverse().toString());
        }

        @Override
        public Class<String> getEncoderClass() {
            return String.class;
        }
    }

    private record PlusOne() implements Codec<Integer> {
        @Override
        public Integer decode(BsonReader reader, DecoderContext context) {
            return reader.readInt32() - 1;
        }

        @Override
        public void encode(BsonWriter writer, Integer value, EncoderContext context) {
            writer.writeInt32(value + 1);
        }

        @Override
        public Class<Integer> getEncoderClass() {
            return Integer.class;
        }
    }

    @Test
    void theUsersCodecWinsEvenForStringsAndPrimitives() {
        var stored = with(new Reversed(), new PlusOne());
        var words = new Words("ab", List.of("cd"), 1, List.of(2));
        String json = "{\"one\": \"ba\", \"many\": [\"dc\"], \"number\": 2, \"numbers\": [3]}";
        assertEquals(json, stored.json(Words.class, words));
        assertEquals(words, stored.read(Words.class, json));
        var missing = assertThrows(MismatchException.class, () -> stored.read(Words.class, "{}"));
        assertEquals("number", missing.path());
        var wrong = assertThrows(MismatchException.class, () -> stored.read(Words.class, "{number: 'x'}"));
        assertEquals("Words.number: expected int, found string", wrong.getMessage());
    }

    private record WholeInner() implements Codec<Inner> {
        @Override
        public Inner decode(BsonReader reader, DecoderContext context) {
            return new Inner(reader.readInt32());
        }

        @Override
        public void encode(BsonWriter writer, Inner value, EncoderContext context) {
            writer.writeInt32(value.x());
        }

        @Override
        public Class<Inner> getEncoderClass() {
            return Inner.class;
        }
    }

    private record Lists() implements org.bson.codecs.configuration.CodecProvider {
        @Override
        @SuppressWarnings({"unchecked", "NullAway"
        }) // the codec is asked for lists only; null says that it is another's turn
        public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
            return type == List.class ? (Codec<T>) new Joined() : null;
        }
    }

    @SuppressWarnings("rawtypes") // a codec of a class without arguments
    private record Joined() implements Codec<List> {
        @Override
        public List decode(BsonReader reader, DecoderContext context) {
            return new ArrayList<>(List.of(reader.readString().split(",", -1)));
        }

        @Override
        @SuppressWarnings("unchecked") // the test's lists are of strings
        public void encode(BsonWriter writer, List value, EncoderContext context) {
            writer.writeString(String.join(",", value));
        }

        @Override
        public Class<List> getEncoderClass() {
            return List.class;
        }
    }

    record Outer(Inner inner, List<Inner> list) {}

    record Tags(List<String> tags) {}

    @Test
    void theUsersCodecWinsForRecordsAndForContainers() {
        var stored = with(new WholeInner());
        var outer = new Outer(new Inner(1), List.of(new Inner(2)));
        assertEquals("{\"inner\": 1, \"list\": [2]}", stored.json(Outer.class, outer));
        assertEquals(outer, stored.roundTrip(Outer.class, outer));
        var lists = new Stored(Mapping.withRecords(CodecRegistries.fromRegistries(
                CodecRegistries.fromProviders(new Lists()), Bson.DEFAULT_CODEC_REGISTRY)));
        var tags = new Tags(List.of("a", "b"));
        assertEquals("{\"tags\": \"a,b\"}", lists.json(Tags.class, tags));
        assertEquals(tags, lists.roundTrip(Tags.class, tags));
    }

    record Keyed(UUID key) {}

    @Test
    void aUuidIsRefusedUntilItIsSaidHowItIsStored() {
        var unspecified = new Stored(Mapping.withRecords(Bson.DEFAULT_CODEC_REGISTRY));
        var written =
                assertThrows(MismatchException.class, () -> unspecified.bytes(Keyed.class, new Keyed(new UUID(1, 2))));
        assertTrue(written.getMessage().startsWith("Keyed.key: java.util.UUID can't be stored: "), written::getMessage);
        // Subtype 4 has one meaning only; subtype 3 has three.
        var key = new Keyed(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        assertEquals(key, unspecified.read(Keyed.class, Stored.BY_US.bytes(Keyed.class, key)));
        String legacy = "{key: {$binary: {base64: 'ABEiM0RVZneImaq7zN3u/w==', subType: '03'}}}";
        var read = assertThrows(MismatchException.class, () -> unspecified.read(Keyed.class, legacy));
        assertTrue(
                read.getMessage().startsWith("Keyed.key: expected java.util.UUID, found binData: "), read::getMessage);
    }

    @Test
    void theRegistryKeepsTheCodecsItWasGiven() {
        var codec = Stored.BY_US.codecs().get(Outer.class);
        assertEquals(
                BsonType.INT32,
                Stored.BY_US.document(Inner.class, new Inner(1)).get("x").getBsonType());
        assertSame(codec, Stored.BY_US.codecs().get(Outer.class));
    }
}
