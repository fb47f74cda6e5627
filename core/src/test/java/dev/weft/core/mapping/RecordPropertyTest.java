package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Graphs of records by chance: they survive the round trip, and a document that was changed gives what is specified. */
class RecordPropertyTest {
    sealed interface Node {}

    record Leaf(
            boolean yes,
            byte b,
            char c,
            short s,
            int i,
            long l,
            float f,
            double d,
            @Nullable String text,
            Optional<Instant> when,
            OptionalLong count)
            implements Node {}

    record Branch(
            ObjectId id,
            List<Node> nodes,
            Map<DayOfWeek, Node> byDay,
            Optional<Node> best,
            @Nullable Branch other) implements Node {}

    record Values(
            UUID uuid,
            BigDecimal decimal,
            LocalDate date,
            SortedMap<Integer, List<Pair<String, Long>>> pairs,
            @Nullable Integer wrapper)
            implements Node {}

    record Pair<A, B>(A first, Optional<B> second) {}

    @Provide
    Arbitrary<Node> nodes() {
        return Arbitraries.randomValue(random -> node(random, 4));
    }

    private static Node node(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> leaf(random);
            case 1 -> values(random);
            default -> branch(random, depth);
        };
    }

    private static Node leaf(Random random) {
        char c = (char) random.nextInt(1, Character.MIN_SURROGATE);
        return new Leaf(
                random.nextBoolean(),
                (byte) random.nextInt(),
                c,
                (short) random.nextInt(),
                random.nextInt(),
                random.nextLong(),
                Float.intBitsToFloat(random.nextInt()),
                Double.longBitsToDouble(random.nextLong()),
                random.nextBoolean() ? null : "t" + c,
                random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(random.nextInt())),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong()));
    }

    private static Node values(Random random) {
        var pairs = new TreeMap<Integer, List<Pair<String, Long>>>();
        for (int i = random.nextInt(3); i > 0; i--) {
            pairs.put(
                    random.nextInt(),
                    List.of(new Pair<>("p", Optional.of(random.nextLong())), new Pair<>("q", Optional.empty())));
        }
        return new Values(
                new UUID(random.nextLong(), random.nextLong()),
                BigDecimal.valueOf(random.nextLong(), random.nextInt(20)),
                LocalDate.ofEpochDay(random.nextInt(-1_000_000, 1_000_000)),
                pairs,
                random.nextBoolean() ? null : random.nextInt());
    }

    private static Branch branch(Random random, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            nodes.add(node(random, depth - 1));
        }
        return new Branch(
                new ObjectId(),
                nodes,
                random.nextBoolean() ? Map.of() : Map.of(DayOfWeek.of(1 + random.nextInt(7)), node(random, depth - 1)),
                random.nextBoolean() ? Optional.empty() : Optional.of(node(random, depth - 1)),
                random.nextBoolean() ? null : branch(random, 0));
    }

    @Property(tries = 500)
    void survivesTheRoundTrip(@ForAll("nodes") Node node) {
        assertEquals(node, Stored.BY_US.roundTrip(Node.class, node));
    }

    @Property(tries = 300)
    void isReadTheSameWithItsFieldsInAnyOrderAndOthersAmongThem(@ForAll("nodes") Node node, @ForAll Random random) {
        BsonDocument shuffled = shuffled(Stored.BY_US.document(Node.class, node), random);
        assertEquals(node, Stored.BY_US.read(Node.class, shuffled.toJson(EXACT)));
    }

    private static final org.bson.json.JsonWriterSettings EXACT = org.bson.json.JsonWriterSettings.builder()
            .outputMode(org.bson.json.JsonMode.EXTENDED)
            .build();

    private static BsonDocument shuffled(BsonDocument document, Random random) {
        List<String> names = new ArrayList<>(document.keySet());
        names.add("noComponent");
        Collections.shuffle(names, random);
        BsonDocument result = new BsonDocument();
        for (String name : names) {
            BsonValue value = document.get(name);
            if (value == null) {
                result.append(name, new BsonDocument("_t", new BsonInt32(1)));
            } else {
                boolean ofARecord = value.isDocument() && value.asDocument().containsKey("_t");
                result.append(name, ofARecord ? shuffled(value.asDocument(), random) : value);
            }
        }
        return result;
    }

    /** Every primitive of a leaf, left out, null or a string, is an error that names it; every reference left out or null is as it is when absent. */
    @Property(tries = 200)
    void aFieldThatIsMissingNullOrAStringGivesWhatIsSpecified(@ForAll Random random) {
        Node leaf = leaf(random);
        for (var component : Leaf.class.getRecordComponents()) {
            String name = component.getName();
            BsonDocument without =
                    BsonDocument.parse(Stored.BY_US.document(Node.class, leaf).toJson(EXACT));
            without.remove(name);
            BsonDocument withNull = without.clone().append(name, BsonNull.VALUE);
            BsonDocument withText = without.clone().append(name, new BsonString("much text"));
            if (component.getType().isPrimitive()) {
                fails(name, without);
                fails(name, withNull);
                fails(name, withText);
            } else {
                Node absent = read(without);
                assertEquals(absent, read(withNull));
                assertEquals(Stored.BY_US.document(Node.class, absent), without);
                if (component.getType() != String.class) {
                    fails(name, withText);
                }
            }
        }
    }

    private static Node read(BsonDocument document) {
        return Stored.BY_US.read(Node.class, document.toJson(EXACT));
    }

    private static void fails(String field, BsonDocument document) {
        var thrown = assertThrows(MismatchException.class, () -> read(document));
        assertEquals(field, thrown.path());
        assertEquals(Leaf.class, thrown.root());
    }
}
