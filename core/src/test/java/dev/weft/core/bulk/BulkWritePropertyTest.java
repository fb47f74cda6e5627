package dev.weft.core.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Namespace;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.InsertOne;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.core.operation.Update;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.UpdateResult;
import dev.weft.settings.HandleSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;

/** Several writes come to what the same writes come to one by one: the same counts, ids, failures and data. */
class BulkWritePropertyTest {
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final int AT_ONCE = 3;
    private static final ModelServer SERVER = new ModelServer();
    private static final Deployment DEPLOYMENT =
            Deployment.replicaSet("", BsonDocument.parse("{maxWriteBatchSize: 3, maxWireVersion: 25}"), SERVER);

    /** What a write does, and to which document. */
    record Write(Kind kind, int id, int by, boolean many) {
        enum Kind {
            INSERT,
            UPDATE,
            UPSERT,
            DELETE
        }

        /** Which command it is part of, where writes are sent by kind. */
        int command() {
            return switch (kind) {
                case INSERT -> 0;
                case UPDATE, UPSERT -> 1;
                case DELETE -> 2;
            };
        }

        private BsonDocument filter() {
            return new BsonDocument("_id", new BsonInt32(id));
        }

        private Document document() {
            return new Document("_id", id).append("x", by);
        }

        private Update.Change change() {
            return new Update.Operators(new Document("$inc", new Document("x", by)));
        }

        private Options options() {
            return kind == Kind.UPSERT ? Options.NONE.with(Field.UPSERT, true) : Options.NONE;
        }

        Statement statement() {
            return statement(filter(), document());
        }

        /** The same, in which a server can read where it stands. */
        Statement statement(int place) {
            return statement(
                    filter().append("p", new BsonInt32(place)), document().append("p", place));
        }

        private Statement statement(BsonDocument filter, Document document) {
            return switch (kind) {
                case INSERT -> new Statement.Insert<>(document, DOCUMENTS);
                case UPDATE, UPSERT -> new Statement.Change(filter, change(), many, options());
                case DELETE -> new Statement.Removal(filter, many, Options.NONE);
            };
        }
    }

    /** What several writes came to. */
    private record Outcome(
            Map<String, Long> counts,
            Map<Integer, BsonValue> insertedIds,
            Map<Integer, BsonValue> upsertedIds,
            Map<Integer, Integer> failures,
            Map<Integer, Integer> data) {
        static Outcome of(BulkWriteResult result, Map<Integer, WriteFailedException> failed) {
            Map<String, Long> counts = new TreeMap<>(Map.of(
                    "inserted", result.inserted(),
                    "matched", result.matched(),
                    "modified", result.modified(),
                    "deleted", result.deleted(),
                    "upserted", result.upserted()));
            Map<Integer, Integer> codes = new TreeMap<>();
            failed.forEach((place, failure) -> codes.put(place, failure.code()));
            return new Outcome(counts, result.insertedIds(), result.upsertedIds(), codes, SERVER.data());
        }
    }

    @AfterContainer
    static void close() {
        DEPLOYMENT.close();
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        var write = Combinators.combine(
                        Arbitraries.of(Write.Kind.values()),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as(Write::new);
        return write.list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 300)
    void aBulkWriteOfACollectionIsItsWritesOneByOne(
            @ForAll("writes") List<Write> writes,
            @ForAll @Size(max = 4) Set<@IntRange(max = 5) Integer> there,
            @ForAll @Size(max = 2) Set<@IntRange(max = 5) Integer> refused,
            @ForAll boolean ordered) {
        Outcome expected = oneByOne(writes, there, refused, ordered, !ordered);
        SERVER.reset(documents(there), refused);
        Target target = Deployment.target(ordering(ordered));
        List<Statement> statements = writes.stream().map(Write::statement).toList();
        Outcome actual = outcome(() -> BulkWrite.run(DEPLOYMENT.runner(), target, statements, Bound.NOTHING));
        assertEquals(expected, actual);
        assertTrue(SERVER.sizes().stream().allMatch(size -> size <= AT_ONCE), () -> "sent " + SERVER.sizes());
    }

    @Property(tries = 300)
    void aBulkWriteOfAClientIsItsWritesOneByOne(
            @ForAll("writes") List<Write> writes,
            @ForAll @Size(max = 4) Set<@IntRange(max = 5) Integer> there,
            @ForAll @Size(max = 2) Set<@IntRange(max = 5) Integer> refused,
            @ForAll boolean ordered,
            @ForAll boolean verbose) {
        Outcome expected = oneByOne(writes, there, refused, ordered, false);
        SERVER.reset(documents(there), refused);
        Target target = Target.database("admin", HandleSettings.DEFAULTS, ordering(ordered));
        List<ClientWrite.Item> items = IntStream.range(0, writes.size())
                .mapToObj(i -> new ClientWrite.Item(
                        new Namespace("db", "c" + i % 2), writes.get(i).statement(), HandleSettings.DEFAULTS.codecs()))
                .toList();
        Outcome actual = outcome(() -> ClientBulkWrite.run(DEPLOYMENT.runner(), target, items, verbose, Bound.NOTHING));
        assertEquals(verbose ? expected : withoutIds(expected), actual);
        assertTrue(SERVER.sizes().stream().allMatch(size -> size <= AT_ONCE), () -> "sent " + SERVER.sizes());
    }

    private static Outcome withoutIds(Outcome of) {
        return new Outcome(of.counts, Map.of(), Map.of(), of.failures, of.data);
    }

    private static Options ordering(boolean ordered) {
        return Options.NONE.with(Field.ORDERED, ordered);
    }

    private static Map<Integer, Integer> documents(Set<Integer> ids) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), id -> 10));
    }

    private static Outcome outcome(Supplier<BulkWriteResult> run) {
        try {
            return Outcome.of(run.get(), Map.of());
        } catch (BulkWriteFailedException failure) {
            return Outcome.of(failure.partial(), failure.failures());
        }
    }

    /** A collection's bulk write without an order sends those of a kind together, in the order of the first of each kind. */
    private static Outcome oneByOne(
            List<Write> writes, Set<Integer> there, Set<Integer> refused, boolean ordered, boolean byKind) {
        SERVER.reset(documents(there), refused);
        var tally = new Tally();
        for (int place : order(writes, byKind)) {
            if (!tally.write(place, writes.get(place)) && ordered) {
                break;
            }
        }
        return tally.outcome();
    }

    private static List<Integer> order(List<Write> writes, boolean byKind) {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, writes.size()).boxed().toList());
        if (byKind) {
            List<Integer> kinds = writes.stream().map(Write::command).distinct().toList();
            places.sort(Comparator.comparingInt(
                    place -> kinds.indexOf(writes.get(place).command())));
        }
        return places;
    }

    /** Adds up what single writes come to. */
    private static final class Tally {
        private final Map<String, Long> counts =
                new TreeMap<>(Map.of("inserted", 0L, "matched", 0L, "modified", 0L, "deleted", 0L, "upserted", 0L));
        private final Map<Integer, BsonValue> insertedIds = new TreeMap<>();
        private final Map<Integer, BsonValue> upsertedIds = new TreeMap<>();
        private final Map<Integer, Integer> failures = new TreeMap<>();

        boolean write(int place, Write write) {
            Target target = Deployment.target(write.options());
            try {
                switch (write.kind()) {
                    case INSERT -> {
                        var result = DEPLOYMENT.run(new InsertOne<>(target, write.document(), DOCUMENTS));
                        insertedIds.put(place, result.insertedId());
                        add("inserted", 1);
                    }
                    case UPDATE, UPSERT -> {
                        UpdateResult result =
                                DEPLOYMENT.run(new Update(target, write.filter(), write.change(), write.many()));
                        add("matched", result.matched());
                        add("modified", result.modified());
                        result.upsertedId().ifPresent(id -> {
                            upsertedIds.put(place, id);
                            add("upserted", 1);
                        });
                    }
                    case DELETE ->
                        add(
                                "deleted",
                                DEPLOYMENT
                                        .run(new Delete(target, write.filter(), write.many()))
                                        .deleted());
                }
                return true;
            } catch (WriteFailedException failure) {
                failures.put(place, failure.code());
                return false;
            }
        }

        private void add(String count, long n) {
            counts.merge(count, n, Long::sum);
        }

        Outcome outcome() {
            return new Outcome(counts, insertedIds, upsertedIds, failures, SERVER.data());
        }
    }
}
