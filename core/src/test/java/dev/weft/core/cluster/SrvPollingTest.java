package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.core.dns.Silence;
import dev.weft.core.dns.StubDns;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.TopologyRules;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.protocol.testing.WeftThreads;
import dev.weft.settings.SrvResolver.Srv;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the prose tests of the SRV polling specification, by number. No pause is waited for: each passes when the test says so. */
@Timeout(30)
class SrvPollingTest {
    private static final String TEST1 = "mongodb+srv://test1.test.build.10gen.cc/";
    private static final String QUERY1 = "_mongodb._tcp.test1.test.build.10gen.cc";
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final SrvStage stage = SrvStage.mongos(4);

    @AfterEach
    void close() {
        stage.close();
    }

    private Cluster sharded(String uri) {
        var cluster = stage.connect(uri);
        Until.holds(() ->
                cluster.topology().servers().values().stream().allMatch(server -> server.type() == ServerType.MONGOS));
        assertEquals(TopologyType.SHARDED, cluster.topology().type());
        return cluster;
    }

    /** The records change, and two pauses later there are these servers, which serve. */
    private void follows(String uri, String query, int[] records, int... expected) {
        try (var cluster = sharded(uri)) {
            stage.records(query, records);
            stage.pass();
            stage.pass();
            assertEquals(stage.local(expected), SrvStage.hosts(cluster));
            Until.holds(() -> cluster.topology().servers().values().stream()
                    .allMatch(server -> server.type() == ServerType.MONGOS));
            TestCommand.run(cluster, "ping");
        }
    }

    @Test
    void prose1anAddedRecordAddsAServer() {
        follows(TEST1, QUERY1, new int[] {27_017, 27_018, 27_019}, 27_017, 27_018, 27_019);
    }

    @Test
    void prose2aRemovedRecordRemovesItsServer() {
        follows(TEST1, QUERY1, new int[] {27_017}, 27_017);
    }

    @Test
    void prose3aReplacedRecordReplacesItsServer() {
        follows(TEST1, QUERY1, new int[] {27_017, 27_019}, 27_017, 27_019);
    }

    @Test
    void prose4bothRecordsReplacedByOne() {
        follows(TEST1, QUERY1, new int[] {27_019}, 27_019);
    }

    @Test
    void prose5bothRecordsReplacedByTwo() {
        follows(TEST1, QUERY1, new int[] {27_019, 27_020}, 27_019, 27_020);
    }

    /** Trouble changes no server and shortens the pauses to a heartbeat; what comes after it counts again. */
    private void survives(Runnable trouble, Runnable end) {
        try (var cluster = sharded(TEST1)) {
            var before = cluster.topology();
            trouble.run();
            stage.pass();
            stage.pass();
            assertTrue(before.saysTheSame(cluster.topology()));
            assertEquals(List.of(StubDns.DAY, HEARTBEAT, HEARTBEAT), stage.pauses);
            end.run();
            stage.records(QUERY1, 27_017, 27_019);
            stage.pass();
            assertEquals(stage.local(27_017, 27_019), SrvStage.hosts(cluster));
            assertEquals(StubDns.DAY, stage.pauses.getLast());
            TestCommand.run(cluster, "ping");
        }
    }

    @Test
    void prose6aLookUpThatTimesOutChangesNothing() {
        survives(
                () -> stage.dns.trouble(() -> {
                    throw new SocketTimeoutException("no answer");
                }),
                () -> stage.dns.trouble(null));
    }

    @Test
    void whatNobodyHasForeseenChangesNothing() {
        survives(
                () -> stage.chance = () -> {
                    throw new IllegalStateException("no chance");
                },
                () -> stage.chance = () -> {});
    }

    @Test
    void prose7aLookUpThatFailsChangesNothing() {
        survives(
                () -> stage.dns.trouble(() -> {
                    throw new UnknownHostException("the domain is gone");
                }),
                () -> stage.dns.trouble(null));
    }

    @Test
    void prose8noRecordsAtAllChangeNothing() {
        survives(() -> stage.records(QUERY1), () -> {});
    }

    @Test
    void onlyStrangersChangeNothing() {
        survives(() -> stage.dns.srv(QUERY1, new Srv("localhost.evil.cc", 27_017)), () -> {});
    }

    /** This version refuses to open a client for a load balancer, so the rule is what there is to ask. */
    @Test
    void prose9aLoadBalancerDoesNotFollowDns() {
        var balanced = TopologyRules.loadBalanced(new ServerAddress(SrvStage.LOCAL, 27_017));
        var more = List.of(new ServerAddress(SrvStage.LOCAL, 27_017), new ServerAddress(SrvStage.LOCAL, 27_018));
        assertFalse(TopologyRules.followsDns(balanced.type()));
        assertSame(balanced, TopologyRules.rescanned(balanced, more, 0, new Random(1)));
    }

    @Test
    void prose10withoutAMaximumAllHostsAreUsed() {
        follows(TEST1 + "?srvMaxHosts=0", QUERY1, new int[] {27_017, 27_019, 27_020}, 27_017, 27_019, 27_020);
    }

    @Test
    void prose11asManyHostsAsTheMaximumAreAllUsed() {
        follows(TEST1 + "?srvMaxHosts=2", QUERY1, new int[] {27_019, 27_020}, 27_019, 27_020);
    }

    @Test
    void prose12ofMoreHostsThanTheMaximumOneThatStaysIsKept() {
        try (var cluster = sharded(TEST1 + "?srvMaxHosts=2")) {
            stage.records(QUERY1, 27_017, 27_019, 27_020);
            stage.pass();
            stage.pass();
            var hosts = SrvStage.hosts(cluster);
            assertEquals(2, hosts.size());
            assertTrue(hosts.containsAll(stage.local(27_017)));
            assertTrue(stage.local(27_017, 27_019, 27_020).containsAll(hosts));
        }
    }

    @Test
    void prose13aServiceOfAnotherNameIsFollowedToo() {
        follows(
                "mongodb+srv://test22.test.build.10gen.cc/?srvServiceName=customname",
                "_customname._tcp.test22.test.build.10gen.cc",
                new int[] {27_019, 27_020},
                27_019,
                27_020);
    }

    @Test
    void aStrangerAmongTheRecordsIsNotUsedAndKeepsNoOtherAway() {
        try (var cluster = sharded(TEST1)) {
            stage.dns.srv(
                    QUERY1,
                    StubDns.record(SrvStage.LOCAL, stage.port(27_018)),
                    StubDns.record("localhost.evil.cc", stage.port(27_019)));
            stage.pass();
            assertEquals(stage.local(27_018), SrvStage.hosts(cluster));
            assertEquals(StubDns.DAY, stage.pauses.getLast());
        }
    }

    @Test
    void whatRanForAServerThatLeavesEndsAndIsToldOfOnce() {
        try (var cluster = sharded(TEST1)) {
            var leaving = new ServerAddress(SrvStage.LOCAL, stage.port(27_018));
            cluster.warmUp(1, Deadline.none(cluster.nanoClock()));
            var scripted = stage.servers.get(1).scripted();
            Until.holds(() -> scripted.open() >= 2);
            stage.records(QUERY1, 27_017, 27_019);
            stage.pass();
            Until.holds(() -> scripted.open() == 0);
            assertEquals(
                    Set.of(stage.port(27_017), stage.port(27_019)),
                    Set.copyOf(cluster.pools().stream()
                            .map(pool -> pool.server().port())
                            .toList()));
            Until.holds(() -> stage.heard.stream()
                            .filter(event -> event instanceof PoolEvent.PoolClosed closed
                                    && closed.server().equals(leaving))
                            .count()
                    == 1);
            assertEquals(
                    1,
                    stage.heard.stream()
                            .filter(event -> event instanceof TopologyEvent.ServerClosed closed
                                    && closed.server().equals(leaving))
                            .count());
        }
    }

    @Test
    void aReplicaSetDoesNotFollowDns() {
        try (var set = SrvStage.replicaSet("repl0", 2);
                var cluster = set.connect(TEST1)) {
            Until.holds(() -> cluster.topology().type() == TopologyType.REPLICA_SET_WITH_PRIMARY);
            Until.holds(() -> set.pauses.size() == 1);
            set.passForGood();
            Until.holds(() -> WeftThreads.alive().values().stream().noneMatch(name -> name.endsWith("-srv")));
            assertEquals(1, set.dns.asked());
            assertEquals(1, set.pauses.size());
        }
    }

    @Test
    void closingDoesNotWaitForADnsThatIsSilent() {
        var silent = new Silence();
        try (var cluster = sharded(TEST1)) {
            stage.dns.trouble(silent);
            Until.holds(() -> stage.pauses.size() == 1);
            stage.passForGood();
            Until.holds(() -> stage.dns.asked() == 2);
            assertEquals(2, cluster.topology().servers().size());
        }
        silent.awaitInterrupt();
    }
}
