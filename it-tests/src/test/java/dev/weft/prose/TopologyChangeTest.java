package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoCollection;
import dev.weft.core.cluster.Until;
import dev.weft.error.MongoException;
import dev.weft.testbed.Deployment;
import dev.weft.testbed.Member;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How soon a client notices that its replica set has changed, and that callers who write all the while notice nothing: servers that stream
 * tell within 100 ms, those that are asked within one heartbeat.
 */
@Timeout(60)
class TopologyChangeTest {
    /** So many rounds have to be in time; another process may have the processor in the others. */
    private static final int GOOD_ROUNDS = 3;

    private static final int MOST_ROUNDS = 10;
    private static final int CALLERS = 20;
    /** So that callers leave the processor to what is measured. */
    private static final long BETWEEN_CALLS_NANOS = 5_000_000;

    enum Watching {
        /** The heartbeat is far away, so only the server's own word counts. */
        STREAM("&serverMonitoringMode=stream&heartbeatFrequencyMS=2000", 100),
        /** One heartbeat, and a tenth of a second for what happens at its end. */
        POLL("&serverMonitoringMode=poll&heartbeatFrequencyMS=500", 600);

        private final String options;
        private final long limitMillis;

        Watching(String options, long limitMillis) {
            this.options = options;
            this.limitMillis = limitMillis;
        }

        private boolean isProven(List<Long> millis) {
            return millis.stream().filter(each -> each <= limitMillis).count() >= GOOD_ROUNDS;
        }
    }

    /** Callers that write again and again until told to stop; nothing that happens to the set may fail one of their calls. */
    private static final class Callers implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicIntegerArray written = new AtomicIntegerArray(CALLERS);
        private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Callers(MongoCollection<Document> collection) {
            for (var i = 0; i < CALLERS; i++) {
                var number = i;
                threads.add(Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        write(collection, number);
                        LockSupport.parkNanos(BETWEEN_CALLS_NANOS);
                    }
                }));
            }
            goOn();
        }

        private void write(MongoCollection<Document> collection, int number) {
            try {
                collection.insertOne(new Document());
                written.incrementAndGet(number);
            } catch (RuntimeException failure) {
                failures.add(failure);
                over.set(true);
            }
        }

        /** Waits until each caller has made a whole call since: a call is retried once, so it must not meet two changes. */
        void goOn() {
            for (var i = 0; i < CALLERS; i++) {
                var number = i;
                var before = written.get(number);
                Until.holds(() -> written.get(number) >= before + 2 || over.get());
            }
            assertTrue(failures.isEmpty(), failures::toString);
        }

        @Override
        public void close() {
            over.set(true);
            threads.forEach(thread -> Until.holds(() -> !thread.isAlive()));
        }
    }

    private static boolean isPrimary(Topology topology, Member member) {
        return topology.servers().values().stream()
                .anyMatch(server -> server.type() == ServerType.RS_PRIMARY
                        && server.address().toString().equals(member.host()));
    }

    private static boolean knows(Topology topology, Member member) {
        return topology.servers().keySet().stream()
                .anyMatch(address -> address.toString().equals(member.host()));
    }

    private static boolean isWhole(Topology topology, int members) {
        return topology.servers().values().stream()
                                .filter(server -> server.type().isDataBearing())
                                .count()
                        == members
                && topology.servers().values().stream().anyMatch(server -> server.type() == ServerType.RS_PRIMARY);
    }

    /** What happens, and how the topology looks that has noticed it. */
    private static long noticed(Watched watched, Runnable what, Predicate<Topology> how) {
        var from = watched.events().size();
        var begun = System.nanoTime();
        what.run();
        return Math.max(0, watched.heardOf(how, from) - begun) / 1_000_000;
    }

    private static void report(Watching watching, String what, List<Long> millis) {
        System.out.println(what + ", " + watching + ": noticed after " + millis + " ms");
        assertTrue(watching.isProven(millis), () -> what + " noticed after " + millis + " ms");
    }

    /** How a set loses its primary, and how that member comes back. */
    private record Loss(String what, BiConsumer<Deployment, Member> lose, Consumer<Member> restore) {
        private static final Loss STEP_DOWN =
                new Loss("a step-down", (set, primary) -> set.stepDown(Duration.ofMillis(200)), primary -> {});
        /** It is found again at the next heartbeat. */
        private static final Loss DEATH = new Loss("a killed primary", (set, primary) -> primary.stop(), Member::start);
    }

    private static void aLossIsNoticedAndCallersGoOn(Loss loss, Watching watching) {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var watched = Watched.connect(set.uri() + watching.options);
                var callers = new Callers(watched.client.database("prose").collection("changes"))) {
            var millis = new ArrayList<Long>();
            for (var round = 0; round < MOST_ROUNDS && !watching.isProven(millis); round++) {
                Until.holds(() ->
                        isWhole(watched.client.topology(), 3) && set.primary().isPresent());
                var primary = set.primary().orElseThrow();
                millis.add(noticed(
                        watched, () -> loss.lose.accept(set, primary), topology -> !isPrimary(topology, primary)));
                callers.goOn();
                loss.restore.accept(primary);
            }
            report(watching, loss.what, millis);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStepDownIsNoticedAndCallersGoOn(Watching watching) {
        aLossIsNoticedAndCallersGoOn(Loss.STEP_DOWN, watching);
    }

    @ParameterizedTest
    @EnumSource
    void aKilledMemberIsNoticedAndCallersGoOn(Watching watching) {
        aLossIsNoticedAndCallersGoOn(Loss.DEATH, watching);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatLeavesOrJoinsIsNoticedAndCallersGoOn(Watching watching) {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var watched = Watched.connect(set.uri() + watching.options);
                var callers = new Callers(watched.client.database("prose").collection("changes"))) {
            var left = new ArrayList<Long>();
            var joined = new ArrayList<Long>();
            var moving = set.member(2);
            for (var round = 0;
                    round < MOST_ROUNDS && !(watching.isProven(left) && watching.isProven(joined));
                    round++) {
                Until.holds(() -> isWhole(watched.client.topology(), 3));
                left.add(noticed(watched, () -> set.remove(moving), topology -> !knows(topology, moving)));
                callers.goOn();
                joined.add(noticed(watched, () -> set.add(moving), topology -> knows(topology, moving)));
                callers.goOn();
            }
            report(watching, "a member that left", left);
            report(watching, "a member that joined", joined);
        }
    }

    @Test
    void callersThatWaitForAPrimaryAreServedByTheNextOne() {
        try (var set = Deployment.replicaSet("rs", 3)
                        .electionTime(Duration.ofMillis(300))
                        .start();
                var watched = Watched.connect(set.uri());
                var callers = new Callers(watched.client.database("prose").collection("changes"))) {
            set.stepDown(Duration.ofSeconds(10));
            callers.goOn();
            assertTrue(set.primary().orElseThrow().id() != 0);
        }
    }

    @Test
    void aServerThatDiedUnusedIsNoLongerChosenAfterTheFirstCall() {
        try (var server = Deployment.standalone().start();
                var watched = Watched.connect(server.uri() + "?serverMonitoringMode=poll&heartbeatFrequencyMS=60000")) {
            var collection = watched.client.database("prose").collection("changes");
            collection.insertOne(new Document());
            server.member(0).stop();
            Until.holds(() -> watched.client.pools().getFirst().idle() == 0);
            var limited = collection.with(o -> o.timeout(Duration.ofSeconds(1)));
            assertThrows(MongoException.class, () -> limited.insertOne(new Document()));
            assertEquals(ServerType.UNKNOWN, watched.server().type());
            server.member(0).start();
            collection.insertOne(new Document());
        }
    }
}
