package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.TagSet;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.NoServerException;
import dev.weft.settings.ServerSelector;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several servers a call goes to. */
class SelectionTest {
    private static final int WARM_UP = 50_000;
    private static final int MEASURED = 100_000;

    @Test
    void choosingAServerOfASteadySetAllocatesNothingWhateverThePreference() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this JVM does not measure the allocated bytes of a thread");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var set = new ThreeMembers();
                var cluster = set.connect(List.of())) {
            var none = Deadline.none(cluster.nanoClock());
            for (var criteria : List.of(
                    Criteria.WRITE,
                    Criteria.read(ReadPreference.primary()),
                    Criteria.read(ReadPreference.nearest()),
                    Criteria.read(ReadPreference.secondaryPreferred()),
                    Criteria.read(ReadPreference.secondary(new TagSet(Map.of("dc", "east")))))) {
                for (int i = 0; i < WARM_UP; i++) {
                    cluster.select(criteria, none);
                }
                // Whatever the compiler allocates on this thread it allocates in the first rounds.
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 10 && least > 0; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < MEASURED; i++) {
                        cluster.select(criteria, none);
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertTrue(least < MEASURED / 100, criteria + " allocates " + least + " bytes in " + MEASURED);
            }
        }
    }

    /** Two of three are looked at, so the busiest always loses, and each of the others wins sometimes. */
    @Test
    void theBusiestOfThreeIsNeverChosenAndTheOthersAre() {
        try (var set = new ThreeMembers();
                var cluster = set.connect(List.of())) {
            var all = chosen(cluster);
            assertEquals(3, all.size());
            for (var busiest : all) {
                busiest.taken();
                var others = new HashSet<>(all);
                others.remove(busiest);
                assertEquals(others, chosen(cluster));
                busiest.returned();
            }
        }
    }

    private static Set<Server> chosen(Cluster cluster) {
        var none = Deadline.none(cluster.nanoClock());
        return IntStream.range(0, 1_000)
                .mapToObj(i -> cluster.select(Criteria.read(ReadPreference.nearest()), none))
                .collect(Collectors.toSet());
    }

    @Test
    void theUsersSelectorIsAskedForEverySelectionWithTheServersThatWillDoAndDecidesAmongThem() {
        var asked = new AtomicInteger();
        ServerSelector onlyTheLast = (topology, suitable) -> {
            asked.incrementAndGet();
            assertTrue(topology.servers().values().containsAll(suitable));
            return suitable.subList(suitable.size() - 1, suitable.size());
        };
        try (var set = new ThreeMembers();
                var cluster = set.connect(List.of(onlyTheLast))) {
            asked.set(0);
            var none = Deadline.none(cluster.nanoClock());
            var chosen = new HashSet<ServerAddress>();
            for (int i = 0; i < 100; i++) {
                chosen.add(cluster.select(Criteria.read(ReadPreference.secondary()), none)
                        .address());
            }
            var secondaries = cluster.topology().of(ServerType.RS_SECONDARY);
            assertEquals(Set.of(secondaries.getLast().address()), chosen);
            assertEquals(100, asked.get());
            assertSame(
                    ServerType.RS_PRIMARY,
                    cluster.select(Criteria.WRITE, none).description().type());
            assertEquals(101, asked.get());
        }
    }

    @Test
    void aSelectorThatAllowsNobodyMakesTheCallWaitAndOneThatNamesOthersAllowsNobody() {
        try (var set = new ThreeMembers();
                var cluster = set.connect(
                        List.of((topology, suitable) -> topology.servers().values().stream()
                                .filter(server -> !suitable.contains(server))
                                .toList()),
                        "&serverSelectionTimeoutMS=50")) {
            var none = Deadline.none(cluster.nanoClock());
            var failure = assertThrows(
                    NoServerException.class, () -> cluster.select(Criteria.read(ReadPreference.secondary()), none));
            assertEquals(3, failure.topology().servers().size());
        }
    }

    @Test
    void whatASelectorThrowsTheCallerGets() {
        var own = new UnsupportedOperationException("not today");
        var waiting = new AtomicInteger();
        ServerSelector throwing = (topology, suitable) -> {
            waiting.incrementAndGet();
            throw own;
        };
        try (var set = new ThreeMembers();
                var cluster = set.connect(List.of(throwing))) {
            var none = Deadline.none(cluster.nanoClock());
            assertSame(
                    own, assertThrows(UnsupportedOperationException.class, () -> cluster.select(Criteria.WRITE, none)));
            assertTrue(waiting.get() > 0);
        }
    }

    @Test
    @Timeout(30)
    void whoWaitsForASecondaryThatLagsGoesOnWhenAHeartbeatTellsThatItHasCaughtUp() throws Exception {
        try (var set = new ThreeMembers()) {
            set.describe(set.lastWrite(Duration.ZERO), set.lastWrite(Duration.ofHours(1)));
            var fresh = Criteria.read(ReadPreference.secondary().maxStaleness(Duration.ofSeconds(90)));
            try (var cluster = set.connect(List.of(), "&heartbeatFrequencyMS=500&serverSelectionTimeoutMS=20000")) {
                var none = Deadline.none(cluster.nanoClock());
                var waiting = new FutureTask<>(() -> cluster.select(fresh, none));
                var caller = Thread.ofVirtual().start(waiting);
                Until.holds(() -> caller.getState() == Thread.State.WAITING);
                set.describe(set.lastWrite(Duration.ZERO), set.lastWrite(Duration.ZERO));
                var chosen = waiting.get(10, TimeUnit.SECONDS);
                assertSame(ServerType.RS_SECONDARY, chosen.description().type());
            }
        }
    }

    /** A replica set of three scripted members, the first its primary. */
    private static final class ThreeMembers implements AutoCloseable {
        private final List<FakeMongod> members =
                List.of(FakeMongod.standalone(), FakeMongod.standalone(), FakeMongod.standalone());

        ThreeMembers() {
            describe("", "");
        }

        String lastWrite(Duration ago) {
            return ", lastWrite: {lastWriteDate: {$date: "
                    + Instant.now().minus(ago).toEpochMilli() + "}}";
        }

        /** Makes the members say who they are, and what more the primary and the others are given to say. */
        void describe(String primary, String secondary) {
            var hosts =
                    members.stream().map(member -> "'" + member.address() + "'").toList();
            for (int i = 0; i < members.size(); i++) {
                members.get(i)
                        .change(BsonDocument.parse("{setName: 'rs', setVersion: 1, hosts: " + hosts
                                + ", tags: {dc: '" + (i == 2 ? "west" : "east") + "'}, ismaster: " + (i == 0)
                                + ", isWritablePrimary: " + (i == 0) + ", secondary: " + (i != 0)
                                + (i == 0 ? primary : secondary) + "}"));
            }
        }

        Cluster connect(List<ServerSelector> selector) {
            return connect(selector, "");
        }

        /** Returns once every member is known, so that what follows is steady. */
        Cluster connect(List<ServerSelector> selector, String options) {
            var cluster = members.getFirst()
                    .connect(
                            "serverMonitoringMode=poll&localThresholdMS=10000" + options,
                            form -> selector.forEach(each -> form.servers(servers -> servers.selector(each))));
            Until.holds(() -> cluster.topology().type() == TopologyType.REPLICA_SET_WITH_PRIMARY
                    && cluster.topology().of(ServerType.RS_SECONDARY).size() == 2);
            return cluster;
        }

        @Override
        public void close() {
            members.forEach(FakeMongod::close);
        }
    }
}
