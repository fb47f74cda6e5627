package dev.weft.benchmarks.selection;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.ServerSelection;
import dev.weft.topology.Membership;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import dev.weft.topology.WireVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to find out which servers of a topology will do, which a client does whenever the topology has changed, as it
 * grows? What a steady client pays for each call is what {@link SelectionBenchmark} says.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SuitableBenchmark {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration THRESHOLD = Duration.ofMillis(15);

    /** What for. */
    public enum Use {
        /** The primary. */
        WRITE,
        /** A secondary, if there is one. */
        SECONDARY_PREFERRED,
        /** Any that is near. */
        NEAREST
    }

    /** What for. */
    @Param
    public Use use = Use.WRITE;

    /** Members of the set; the first is the primary. */
    @Param({"1", "3", "7", "50"})
    public int members = 3;

    private Topology topology = Topology.NONE;
    private Criteria criteria = Criteria.WRITE;

    /** Describes the set. */
    @Setup
    public void prepare() {
        Map<ServerAddress, ServerDescription> servers = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) {
            var address = ServerAddress.parse("member" + i + ":27017");
            servers.put(address, member(address, i));
        }
        topology = new Topology(
                TopologyType.REPLICA_SET_WITH_PRIMARY,
                Optional.of("rs"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(30),
                Optional.empty(),
                servers);
        criteria = switch (use) {
            case WRITE -> Criteria.WRITE;
            case SECONDARY_PREFERRED -> Criteria.read(ReadPreference.secondaryPreferred());
            case NEAREST -> Criteria.read(ReadPreference.nearest());
        };
    }

    private static ServerDescription member(ServerAddress address, int index) {
        return new ServerDescription(
                address,
                index == 0 ? ServerType.RS_PRIMARY : ServerType.RS_SECONDARY,
                Optional.empty(),
                Optional.of(Duration.ofMillis(index)),
                Duration.ZERO,
                Instant.EPOCH,
                new WireVersions(0, 25),
                Optional.of(30),
                Optional.empty(),
                Membership.NONE,
                false);
    }

    /** Those that will do, and of these the near ones. */
    @Benchmark
    public int suitable() {
        var found = ServerSelection.suitable(criteria, topology, HEARTBEAT);
        return ServerSelection.nearby(found, THRESHOLD).size();
    }
}
