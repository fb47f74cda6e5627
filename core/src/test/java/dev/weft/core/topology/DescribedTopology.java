package dev.weft.core.topology;

import dev.weft.ServerAddress;
import dev.weft.TagSet;
import dev.weft.topology.Membership;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import dev.weft.topology.WireVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Reads a {@code topology_description} of the server selection and max staleness files. */
public final class DescribedTopology {
    private DescribedTopology() {}

    /** The topology of one file. */
    public static Topology read(BsonDocument document) {
        var servers = new LinkedHashMap<ServerAddress, ServerDescription>();
        for (BsonValue server : document.getArray("servers")) {
            var description = server(server.asDocument());
            servers.put(description.address(), description);
        }
        var type = Arrays.stream(TopologyType.values())
                .filter(candidate ->
                        candidate.word().equals(document.getString("type").getValue()))
                .findFirst()
                .orElseThrow();
        return new Topology(
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                servers);
    }

    private static ServerDescription server(BsonDocument document) {
        var type = Arrays.stream(ServerType.values())
                .filter(candidate ->
                        candidate.word().equals(document.getString("type").getValue()))
                .findFirst()
                .orElseThrow();
        var lastWrite = document.get("lastWrite") instanceof BsonDocument written
                ? Optional.of(
                        Instant.ofEpochMilli(written.getNumber("lastWriteDate").longValue()))
                : Optional.<Instant>empty();
        var lastUpdate = document.get("lastUpdateTime") instanceof BsonNumber millis
                ? Instant.ofEpochMilli(millis.longValue())
                : Instant.EPOCH;
        return new ServerDescription(
                ServerAddress.parse(document.getString("address").getValue()),
                type,
                Optional.empty(),
                document.get("avg_rtt_ms") instanceof BsonNumber rtt
                        ? Optional.of(Duration.ofNanos(nanos(rtt)))
                        : Optional.empty(),
                Duration.ZERO,
                lastUpdate,
                WireVersions.NONE,
                Optional.empty(),
                Optional.empty(),
                new Membership(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        tags(document.getDocument("tags", new BsonDocument())),
                        Optional.empty(),
                        Optional.empty(),
                        lastWrite,
                        Optional.empty()),
                false);
    }

    static TagSet tags(BsonDocument document) {
        var tags = new LinkedHashMap<String, String>();
        document.forEach((name, value) -> tags.put(name, ((BsonString) value).getValue()));
        return new TagSet(tags);
    }

    static long nanos(BsonNumber millis) {
        return Math.round(millis.doubleValue() * 1e6);
    }
}
