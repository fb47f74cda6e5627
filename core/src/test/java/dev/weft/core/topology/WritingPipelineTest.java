package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Where a pipeline that writes may run (CRUD specification, "Read preferences and server selection"). */
class WritingPipelineTest {
    private static final ServerAddress A = new ServerAddress("a", 27017);
    private static final ServerAddress B = new ServerAddress("b", 27017);
    private static final Criteria ON_SECONDARIES = Criteria.readAndWrite(ReadPreference.secondary());

    @Test
    void secondariesRunItWhenEveryServerThatIsThereIsNewEnough() {
        var set = set(13, 21);
        assertEquals(List.of(ServerType.RS_SECONDARY), chosen(ON_SECONDARIES, set));
        assertEquals(ReadPreference.secondary(), ServerSelection.preference(ON_SECONDARIES, set));
    }

    @Test
    void thePrimaryRunsItAsLongAsOneServerIsTooOld() {
        for (var set : List.of(set(12, 21), set(21, 12))) {
            assertEquals(List.of(ServerType.RS_PRIMARY), chosen(ON_SECONDARIES, set));
            assertEquals(ReadPreference.primary(), ServerSelection.preference(ON_SECONDARIES, set));
            assertEquals(List.of(ServerType.RS_SECONDARY), chosen(Criteria.read(ReadPreference.secondary()), set));
        }
    }

    @Test
    void aServerThatIsNotThereDoesNotCount() {
        var set = TopologyRules.forSeeds(2)
                .apply(set(12, 21), ServerDescription.unknown(A, Optional.empty(), Optional.empty(), Instant.EPOCH));
        assertEquals(List.of(ServerType.RS_SECONDARY), chosen(ON_SECONDARIES, set));
    }

    @Test
    void thePrimaryByPreferenceIsAnyServerThatAcceptsWrites() {
        assertSame(Criteria.WRITE, Criteria.readAndWrite(ReadPreference.primary()));
    }

    private static List<ServerType> chosen(Criteria criteria, Topology topology) {
        return ServerSelection.suitable(criteria, topology, Duration.ofSeconds(10)).stream()
                .map(ServerDescription::type)
                .toList();
    }

    private static Topology set(int primaryWire, int secondaryWire) {
        var rules = TopologyRules.forSeeds(2);
        var first = TopologyRules.initial(List.of(A, B), false, Optional.of("rs"));
        return rules.apply(
                rules.apply(first, said(A, primaryWire, "isWritablePrimary: true")),
                said(B, secondaryWire, "isWritablePrimary: false, secondary: true"));
    }

    private static ServerDescription said(ServerAddress by, int wire, String what) {
        var hello = BsonDocument.parse("{ok: 1, setName: 'rs', hosts: ['a:27017', 'b:27017'], setVersion: 1,"
                + " minWireVersion: 0, maxWireVersion: " + wire + ", " + what + "}");
        return TopologyRules.describe(by, hello, RttAverage.NONE, Instant.EPOCH);
    }
}
