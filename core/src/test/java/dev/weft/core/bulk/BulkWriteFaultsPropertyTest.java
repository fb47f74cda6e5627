package dev.weft.core.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Namespace;
import dev.weft.core.bulk.BulkWritePropertyTest.Write;
import dev.weft.core.bulk.FaultyServer.Fault;
import dev.weft.core.bulk.FaultyServer.Message;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.result.BulkWriteResult;
import dev.weft.settings.HandleSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens in the middle of a bulk write (the connection ends, the server refuses, a write concern fails), nothing is carried out
 * twice, what can be tried again is, once, and the user hears of all that was answered, and of nothing else. Many cases run side by side,
 * for after each lost connection the server is asked anew, half a second after the last time at the earliest.
 */
class BulkWriteFaultsPropertyTest {
    private static final int SIDE_BY_SIDE = 24;
    private static final BsonDocument HELLO = BsonDocument.parse("{maxWriteBatchSize: 3, maxWireVersion: 25}");
    private static final List<Place> WITH_RETRIES = places("");
    private static final List<Place> WITHOUT = places("?retryWrites=false");

    /** A server with a client. */
    private record Place(FaultyServer server, Deployment deployment) {
        static Place open(String options) {
            var server = new FaultyServer();
            return new Place(server, Deployment.replicaSet(options, HELLO, server));
        }
    }

    /**
     * A bulk write.
     *
     * @param verbose whether a client's asks for the results of each write
     * @param retries whether writes may be tried again
     */
    record Case(
            List<Write> writes,
            Set<Integer> there,
            Set<Integer> refused,
            List<Fault> faults,
            boolean ordered,
            boolean verbose,
            boolean retries) {
        List<Statement> statements() {
            return IntStream.range(0, writes.size())
                    .mapToObj(place -> writes.get(place).statement(place))
                    .toList();
        }

        Options options() {
            return Options.NONE.with(Field.ORDERED, ordered);
        }
    }

    /** What a call came to: its result or what it threw. */
    private record End(
            @Nullable BulkWriteResult result, @Nullable MongoException thrown) {
        BulkWriteResult told() {
            if (result != null) {
                return result;
            }
            return assertInstanceOf(BulkWriteFailedException.class, thrown).partial();
        }
    }

    private static List<Place> places(String options) {
        return IntStream.range(0, SIDE_BY_SIDE)
                .mapToObj(i -> Place.open(options))
                .toList();
    }

    @AfterContainer
    static void close() {
        WITH_RETRIES.forEach(place -> place.deployment.close());
        WITHOUT.forEach(place -> place.deployment.close());
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        var write = Combinators.combine(
                        Arbitraries.of(Write.Kind.values()),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
                .as(Write::new);
        var fault = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Fault.NONE)), Tuple.of(8, Arbitraries.of(Fault.values())));
        var ids = Arbitraries.integers().between(0, 5).set();
        return Combinators.combine(
                        write.list().ofMinSize(1).ofMaxSize(12),
                        ids.ofMaxSize(4),
                        ids.ofMaxSize(1),
                        fault.list().ofMaxSize(5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
                .as(Case::new)
                .list()
                .ofSize(SIDE_BY_SIDE);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aBulkWriteOfACollectionTellsWhatWasAnsweredAndDoesNothingTwice(@ForAll("cases") List<Case> cases)
            throws InterruptedException {
        sideBySide(cases, false);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aBulkWriteOfAClientTellsWhatWasAnsweredAndDoesNothingTwice(@ForAll("cases") List<Case> cases)
            throws InterruptedException {
        sideBySide(cases, true);
    }

    private static void sideBySide(List<Case> cases, boolean ofClient) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                Case each = cases.get(i);
                Place place = (each.retries ? WITH_RETRIES : WITHOUT).get(i);
                running.add(threads.submit(() -> check(each, place, ofClient)));
            }
            for (int i = 0; i < cases.size(); i++) {
                try {
                    running.get(i).get();
                } catch (ExecutionException failed) {
                    throw new AssertionError(cases.get(i) + ": " + failed.getCause(), failed.getCause());
                }
            }
        }
    }

    private static void check(Case of, Place place, boolean ofClient) {
        Map<Integer, Integer> there = of.there.stream().collect(Collectors.toMap(id -> id, id -> 10));
        place.server.reset(there, of.refused, of.faults);
        End end = run(of, place.deployment, ofClient);
        List<Message> messages = place.server.messages();
        try {
            assertEquals(List.of(), place.server.violations());
            nothingIsCarriedOutTwice(messages);
            List<List<Message>> tries = tries(messages);
            whatCanBeTriedAgainIsOnce(of, tries);
            Message broken = brokenAt(tries.getLast());
            theUserHearsOfWhatEndedIt(tries, broken, end);
            if (!(broken != null && firstAnswers(tries).isEmpty())) {
                theUserHearsOfWhatWasAnswered(of, ofClient, firstAnswers(tries), end);
            }
            allIsTriedUpToWhatEndedIt(of, ofClient, tries, broken);
        } catch (AssertionError wrong) {
            throw new AssertionError(wrong.getMessage() + "\nthe server saw " + messages + "\nthe user " + end, wrong);
        }
    }

    private static End run(Case of, Deployment deployment, boolean ofClient) {
        try {
            return new End(ofClient ? client(of, deployment) : collection(of, deployment), null);
        } catch (MongoException thrown) {
            return new End(null, thrown);
        }
    }

    private static BulkWriteResult collection(Case of, Deployment deployment) {
        return BulkWrite.run(deployment.runner(), Deployment.target(of.options()), of.statements(), Bound.NOTHING);
    }

    private static BulkWriteResult client(Case of, Deployment deployment) {
        Target target = Target.database("admin", HandleSettings.DEFAULTS, of.options());
        List<ClientWrite.Item> items = of.statements().stream()
                .map(each -> new ClientWrite.Item(new Namespace("db", "c"), each, HandleSettings.DEFAULTS.codecs()))
                .toList();
        return ClientBulkWrite.run(deployment.runner(), target, items, of.verbose, Bound.NOTHING);
    }

    private static void nothingIsCarriedOutTwice(List<Message> messages) {
        Set<Integer> done = new HashSet<>();
        for (Message each : messages) {
            if (each.carriedOut()) {
                each.places().forEach(place -> assertTrue(done.add(place), () -> place + " was carried out twice"));
            }
        }
    }

    /** Messages that are one and the same, tried again. */
    private static List<List<Message>> tries(List<Message> messages) {
        List<List<Message>> tries = new ArrayList<>();
        for (Message each : messages) {
            if (tries.isEmpty() || !tries.getLast().getLast().places().equals(each.places())) {
                tries.add(new ArrayList<>());
            }
            tries.getLast().add(each);
        }
        return tries;
    }

    private static void whatCanBeTriedAgainIsOnce(Case of, List<List<Message>> tries) {
        Set<Long> numbers = new HashSet<>();
        for (List<Message> same : tries) {
            Message first = same.getFirst();
            boolean many = first.places().stream()
                    .map(of.writes::get)
                    .anyMatch(write -> write.many() && write.kind() != Write.Kind.INSERT);
            assertEquals(of.retries && !many, first.number() != 0, () -> "the number of " + first);
            assertTrue(first.number() == 0 || numbers.add(first.number()), () -> "a number again: " + first);
            assertEquals(first.number() != 0 && first.fault().isForNow() ? 2 : 1, same.size(), same::toString);
            assertTrue(same.stream().allMatch(each -> each.number() == first.number()), same::toString);
        }
    }

    /** The message that was not answered to the end, if that ended it all. */
    private static @Nullable Message brokenAt(List<Message> same) {
        Message last = same.getLast();
        return last.fault().isAnswered() && last.lost().isEmpty() ? null : last;
    }

    /** Of each message the answer that counts: the last one there was. */
    private static List<Message> firstAnswers(List<List<Message>> tries) {
        List<Message> answers = new ArrayList<>();
        for (List<Message> same : tries) {
            same.reversed().stream()
                    .filter(each -> each.fault().isAnswered())
                    .findFirst()
                    .ifPresent(answers::add);
        }
        return answers;
    }

    private static void theUserHearsOfWhatEndedIt(List<List<Message>> tries, @Nullable Message broken, End end) {
        if (broken == null) {
            assertNull(end.thrown == null ? null : end.thrown.getCause());
            return;
        }
        boolean begun = !firstAnswers(tries).isEmpty();
        Throwable cause = begun
                ? assertInstanceOf(BulkWriteFailedException.class, end.thrown).getCause()
                : end.thrown;
        if (broken.fault().closes()) {
            assertInstanceOf(NetworkFailedException.class, cause);
        } else {
            assertEquals(
                    broken.fault().code(),
                    assertInstanceOf(CommandFailedException.class, cause).code());
        }
    }

    private static void theUserHearsOfWhatWasAnswered(Case of, boolean ofClient, List<Message> answers, End end) {
        var expected = new Tally(of, ofClient);
        answers.forEach(expected::add);
        BulkWriteResult told = end.told();
        assertEquals(expected.counts(), Tally.counts(told));
        assertEquals(expected.insertedIds(), Tally.plain(told.insertedIds()));
        assertEquals(expected.upsertedIds(), Tally.plain(told.upsertedIds()));
        Map<Integer, Integer> codes = Map.of();
        List<Integer> concerns = List.of();
        if (end.thrown instanceof BulkWriteFailedException failure) {
            codes = failure.failures().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().code()));
            concerns = failure.writeConcernFailures().stream()
                    .map(WriteConcernFailedException::code)
                    .toList();
        }
        assertEquals(expected.failures(), codes);
        assertEquals(
                answers.stream()
                        .map(Message::fault)
                        .filter(Fault::isConcern)
                        .map(Fault::code)
                        .toList(),
                concerns);
    }

    private static void allIsTriedUpToWhatEndedIt(
            Case of, boolean ofClient, List<List<Message>> tries, @Nullable Message broken) {
        List<Integer> tried = tries.stream()
                .flatMap(same -> same.getFirst().places().stream())
                .toList();
        assertTrue(tries.stream().allMatch(same -> same.getFirst().places().size() <= 3), tried::toString);
        var all = IntStream.range(0, of.writes.size()).boxed().toList();
        if (of.ordered) {
            assertEquals(all.subList(0, tried.size()), tried);
            assertTrue(
                    tries.subList(0, tries.size() - 1).stream()
                            .flatMap(List::stream)
                            .flatMap(each -> each.done().stream())
                            .noneMatch(ModelServer.Done::failed),
                    "went on behind a failure");
        } else if (!ofClient) {
            assertEquals(new HashSet<>(tried).size(), tried.size());
        }
        boolean failed = tries.stream()
                .flatMap(List::stream)
                .flatMap(each -> each.done().stream())
                .anyMatch(ModelServer.Done::failed);
        if (broken == null && !(of.ordered && failed)) {
            assertEquals(all, tried.stream().sorted().toList());
        }
    }
}
