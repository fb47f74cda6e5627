package dev.weft.core.topology;

import dev.weft.ServerAddress;
import dev.weft.TagSet;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.topology.Membership;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyVersion;
import dev.weft.topology.WireVersions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Reads what a server says of itself in its reply to {@code hello} or its older form (discovery specification, "Parsing
 * a hello or legacy hello response"). A field of the wrong type counts as absent.
 */
final class HelloReply {
    private final ServerAddress address;
    private final BsonDocument reply;

    private HelloReply(ServerAddress address, BsonDocument reply) {
        this.address = address;
        this.reply = reply;
    }

    /**
     * The description that a reply stands for.
     *
     * @param address where the reply came from, which is not what the server thinks it is called
     * @param at when it came
     * @throws ProtocolBrokenException if it names an address that can't be one
     */
    static ServerDescription describe(ServerAddress address, BsonDocument reply, RttAverage rtt, Instant at) {
        return new HelloReply(address, reply).describe(rtt, at);
    }

    /** The word about its freshness that a reply, or a failure's document, carries. */
    static Optional<TopologyVersion> topologyVersion(BsonDocument reply) {
        if (reply.get("topologyVersion") instanceof BsonDocument version
                && version.get("processId") instanceof BsonObjectId process
                && version.get("counter") instanceof BsonNumber counter) {
            return Optional.of(new TopologyVersion(process.getValue(), counter.longValue()));
        }
        return Optional.empty();
    }

    private ServerDescription describe(RttAverage rtt, Instant at) {
        var type = type();
        if (type == ServerType.UNKNOWN) {
            return ServerDescription.unknown(address, Optional.empty(), topologyVersion(reply), at);
        }
        return new ServerDescription(
                address,
                type,
                Optional.empty(),
                rtt.average(),
                rtt.min(),
                at,
                new WireVersions(
                        int32("minWireVersion").orElse(0),
                        int32("maxWireVersion").orElse(0)),
                int32("logicalSessionTimeoutMinutes"),
                topologyVersion(reply),
                membership(),
                is("iscryptd"));
    }

    private ServerType type() {
        if (int32("ok").orElse(0) != 1) {
            return ServerType.UNKNOWN;
        }
        if (reply.get("msg") instanceof BsonString message && message.getValue().equals("isdbgrid")) {
            return ServerType.MONGOS;
        }
        if (text("setName").isPresent()) {
            return memberType();
        }
        return is("isreplicaset") ? ServerType.RS_GHOST : ServerType.STANDALONE;
    }

    private ServerType memberType() {
        if (is("hidden")) {
            return ServerType.RS_OTHER;
        }
        // The old word counts only where the new one is missing.
        if (is(reply.containsKey("isWritablePrimary") ? "isWritablePrimary" : "ismaster")) {
            return ServerType.RS_PRIMARY;
        }
        if (is("secondary")) {
            return ServerType.RS_SECONDARY;
        }
        return is("arbiterOnly") ? ServerType.RS_ARBITER : ServerType.RS_OTHER;
    }

    private Membership membership() {
        var lastWrite = reply.get("lastWrite") instanceof BsonDocument written ? written : new BsonDocument();
        return new Membership(
                text("setName"),
                text("me").map(this::parse),
                addresses("hosts"),
                addresses("passives"),
                addresses("arbiters"),
                text("primary").map(this::parse),
                tags(),
                int32("setVersion"),
                reply.get("electionId") instanceof BsonObjectId election
                        ? Optional.of(election.getValue())
                        : Optional.empty(),
                lastWrite.get("lastWriteDate") instanceof BsonDateTime date
                        ? Optional.of(Instant.ofEpochMilli(date.getValue()))
                        : Optional.empty(),
                Optional.ofNullable(lastWrite.get("opTime")));
    }

    private TagSet tags() {
        var tags = new LinkedHashMap<String, String>();
        if (reply.get("tags") instanceof BsonDocument document) {
            document.forEach((name, value) -> {
                if (value instanceof BsonString text) {
                    tags.put(name, text.getValue());
                }
            });
        }
        return tags.isEmpty() ? TagSet.EMPTY : new TagSet(tags);
    }

    private Set<ServerAddress> addresses(String field) {
        var found = new LinkedHashSet<ServerAddress>();
        for (BsonValue host : reply.get(field) instanceof BsonArray hosts ? hosts : new BsonArray()) {
            if (host instanceof BsonString text) {
                found.add(parse(text.getValue()));
            }
        }
        return found;
    }

    private ServerAddress parse(String host) {
        try {
            return ServerAddress.parse(host);
        } catch (IllegalArgumentException noAddress) {
            throw new ProtocolBrokenException(
                    address, "its hello names a member '" + host + "', which is no address", noAddress);
        }
    }

    private Optional<String> text(String field) {
        return reply.get(field) instanceof BsonString text ? Optional.of(text.getValue()) : Optional.empty();
    }

    private Optional<Integer> int32(String field) {
        return reply.get(field) instanceof BsonNumber number ? Optional.of(number.intValue()) : Optional.empty();
    }

    private boolean is(String field) {
        var value = reply.get(field);
        return value != null
                && (value.isBoolean()
                        ? value.asBoolean().getValue()
                        : value instanceof BsonNumber number && number.intValue() != 0);
    }
}
