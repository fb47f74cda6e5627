package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyVersion;
import dev.weft.topology.WireVersions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class HelloReplyTest {
    private static final ServerAddress ADDRESS = new ServerAddress("db.example", 27017);

    private static ServerDescription describe(String reply) {
        return HelloReply.describe(ADDRESS, BsonDocument.parse(reply), RttAverage.NONE.add(5_000_000), Instant.EPOCH);
    }

    @Test
    void everyFieldOfAMembersWordIsRead() {
        var server = describe("""
                {ok: 1, setName: 'rs', isWritablePrimary: true, hosts: ['A:1', 'b:2'], passives: ['c:3'], arbiters: ['d:4'],
                 me: 'A:1', primary: 'a:1', tags: {dc: 'ny'}, setVersion: 3, electionId: {$oid: '7fffffff0000000000000001'},
                 lastWrite: {lastWriteDate: {$date: {$numberLong: '1000'}}, opTime: {ts: 1}}, minWireVersion: 6,
                 maxWireVersion: 25, logicalSessionTimeoutMinutes: 30, iscryptd: true,
                 topologyVersion: {processId: {$oid: '000000000000000000000001'}, counter: {$numberLong: '7'}}}""");

        assertEquals(ServerType.RS_PRIMARY, server.type());
        assertEquals(new WireVersions(6, 25), server.wire());
        assertEquals(Optional.of(30), server.sessionTimeoutMinutes());
        assertEquals(
                Optional.of(new TopologyVersion(new ObjectId("000000000000000000000001"), 7)),
                server.topologyVersion());
        assertTrue(server.cryptd());
        assertEquals(5_000_000, server.roundTripTime().get().toNanos());
        var membership = server.membership();
        assertEquals(
                List.of(
                        new ServerAddress("a", 1),
                        new ServerAddress("b", 2),
                        new ServerAddress("c", 3),
                        new ServerAddress("d", 4)),
                List.copyOf(membership.everybody()));
        assertEquals(Optional.of("rs"), membership.setName());
        assertEquals(Optional.of(new ServerAddress("a", 1)), membership.me());
        assertEquals(Optional.of(new ServerAddress("a", 1)), membership.primary());
        assertEquals("ny", membership.tags().tags().get("dc"));
        assertEquals(Optional.of(3), membership.setVersion());
        assertEquals(Optional.of(Instant.ofEpochMilli(1000)), membership.lastWrite());
        assertTrue(membership.electionId().isPresent() && membership.opTime().isPresent());
    }

    @Test
    void theTypeFollowsTheTableOfTheSpecification() {
        assertEquals(ServerType.STANDALONE, describe("{ok: 1, ismaster: true}").type());
        assertEquals(ServerType.MONGOS, describe("{ok: 1, msg: 'isdbgrid'}").type());
        assertEquals(
                ServerType.RS_GHOST, describe("{ok: 1, isreplicaset: true}").type());
        assertEquals(
                ServerType.RS_SECONDARY,
                describe("{ok: 1, setName: 's', secondary: true}").type());
        assertEquals(
                ServerType.RS_ARBITER,
                describe("{ok: 1, setName: 's', arbiterOnly: true}").type());
        assertEquals(ServerType.RS_OTHER, describe("{ok: 1, setName: 's'}").type());
        assertEquals(
                ServerType.RS_OTHER,
                describe("{ok: 1, setName: 's', secondary: true, hidden: true}").type());
        assertEquals(ServerType.UNKNOWN, describe("{ok: 0}").type());
        assertEquals(ServerType.UNKNOWN, describe("{}").type());
    }

    @Test
    void theOldWordCountsOnlyWhereTheNewOneIsMissing() {
        assertEquals(
                ServerType.RS_SECONDARY,
                describe("{ok: 1, setName: 's', isWritablePrimary: false, ismaster: true, secondary: true}")
                        .type());
        assertEquals(
                ServerType.RS_PRIMARY,
                describe("{ok: 1, setName: 's', ismaster: true}").type());
    }

    @Test
    void fieldsOfTheWrongTypeCountAsAbsent() {
        var server =
                describe("{ok: 1, maxWireVersion: 'many', tags: 3, hosts: 'a:1', topologyVersion: {counter: 'x'}}");

        assertEquals(ServerType.STANDALONE, server.type());
        assertEquals(0, server.wire().max());
        assertTrue(server.membership().everybody().isEmpty());
        assertFalse(server.topologyVersion().isPresent());
    }

    @Test
    void aMemberThatIsNoAddressBreaksTheProtocol() {
        var broken =
                assertThrows(ProtocolBrokenException.class, () -> describe("{ok: 1, setName: 's', hosts: ['a:b:c']}"));
        assertTrue(broken.getMessage().contains("its hello names a member 'a:b:c', which is no address"));
    }

    @Test
    void theMinimumNeedsTwoSamplesAndForgetsTheEleventh() {
        var one = RttAverage.NONE.add(1);
        assertEquals(0, one.min().toNanos());
        var many = one;
        for (var i = 0; i < 10; i++) {
            many = many.add(100);
        }
        assertEquals(100, many.min().toNanos());
        assertEquals(1, one.add(5).min().toNanos());
        assertEquals(10, many.recentNanos().size());
    }
}
