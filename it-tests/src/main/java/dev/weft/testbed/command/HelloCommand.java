package dev.weft.testbed.command;

import dev.weft.testbed.replica.OpTime;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Role;
import dev.weft.testbed.replica.Seat;
import dev.weft.testbed.replica.SetView;
import dev.weft.testbed.replica.Standing;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Frames;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * The handshake and the monitoring of a member: what it is, and, if the client asks so, only when that has changed (SDAM
 * specification, "type"; server monitoring specification, "Streaming protocol").
 */
final class HelloCommand implements Handler {
    private static final int MAX_METADATA = 512;
    private static final Set<Role> WRITABLE = EnumSet.of(Role.PRIMARY, Role.STANDALONE, Role.ROUTER);

    @Override
    public BsonDocument run(Exchange x) throws IOException {
        keepMetadata(x);
        checkQuiesce(x);
        awaitChange(x);
        checkQuiesce(x);
        return reply(x);
    }

    /** SERVER-9013: in quiesce mode a member serves everything but hello, so that clients look for another one. */
    private static void checkQuiesce(Exchange x) {
        OptionalLong remaining = x.node().shutdown().remainingMillis();
        if (remaining.isPresent()) {
            throw new CommandFailure(91, "Server is in quiesce mode and will shut down")
                    .with("remainingQuiesceTimeMillis", new BsonInt64(remaining.getAsLong()))
                    .with("topologyVersion", x.node().standing().topologyVersion());
        }
    }

    private static void awaitChange(Exchange x) throws IOException {
        BsonValue known = x.arguments().get("topologyVersion");
        BsonValue await = x.arguments().get("maxAwaitTimeMS");
        if ((known == null) != (await == null)) {
            throw new CommandFailure(31368, "A request has both a 'topologyVersion' and 'maxAwaitTimeMS' or neither");
        }
        if (!(known instanceof BsonDocument version) || !x.node().atLeast(4, 4)) {
            return;
        }
        long millis = await instanceof BsonNumber number ? number.longValue() : -1;
        if (millis < 0) {
            throw CommandFailure.badValue("maxAwaitTimeMS must be a number of at least 0");
        }
        if (!version.isObjectId("processId") || !version.isInt64("counter")) {
            throw CommandFailure.typeMismatch("topologyVersion.counter", "long");
        }
        Standing standing = x.node().standing();
        if (!version.getObjectId("processId").getValue().equals(standing.processId())) {
            return;
        }
        long counter = version.getInt64("counter").getValue();
        if (counter > standing.counter()) {
            throw new CommandFailure(
                    31382,
                    "Received a topology version with counter: " + counter
                            + " which is greater than the server topology version counter: " + standing.counter());
        }
        x.await(standing.changes(), millis * 1_000_000, () -> standing.counter() != counter);
    }

    /** Handshake specification, "Client Metadata": once per connection, and not larger than 512 bytes. */
    private static void keepMetadata(Exchange x) {
        if (!(x.arguments().get("client") instanceof BsonDocument metadata)) {
            return;
        }
        Optional<BsonDocument> before = x.client().metadata();
        if (before.isPresent()) {
            x.node().violations().add("second-metadata", x.request().command(), "the client was described before");
            throw new CommandFailure(186, "The client metadata document may only be sent in the first hello");
        }
        if (Frames.size(metadata) > MAX_METADATA) {
            x.node().violations().add("large-metadata", x.request().command(), Frames.size(metadata) + " bytes");
            throw new CommandFailure(
                    185, "The client metadata document must be less then or equal to " + MAX_METADATA + " bytes");
        }
        x.client().metadata(metadata);
    }

    private static BsonDocument reply(Exchange x) {
        Standing standing = x.node().standing();
        Optional<SetView> view = standing.view();
        var reply = new BsonDocument();
        if (x.arguments().getBoolean("helloOk", BsonBoolean.FALSE).getValue()) {
            reply.append("helloOk", BsonBoolean.TRUE);
        }
        if (x.node().atLeast(4, 4)) {
            reply.append(
                    "topologyVersion",
                    standing.topologyVersion(view.map(SetView::counter).orElseGet(standing::counter)));
        }
        Role role = view.map(of -> of.role(standing.id())).orElseGet(standing::role);
        String primaryField = x.shape().name().equals("hello") ? "isWritablePrimary" : "ismaster";
        reply.append(primaryField, BsonBoolean.valueOf(WRITABLE.contains(role)));
        if (role == Role.ROUTER) {
            // Server manual, "hello", "Sharded Instances".
            reply.append("msg", new BsonString("isdbgrid"));
        } else if (role == Role.REMOVED) {
            // SDAM specification, "RSGhost and isreplicaset".
            reply.append("secondary", BsonBoolean.FALSE)
                    .append("info", new BsonString("Does not have a valid replica set config"))
                    .append("isreplicaset", BsonBoolean.TRUE);
        } else {
            view.ifPresent(of -> describe(reply, x, of, role));
        }
        return limits(reply, x);
    }

    private static void describe(BsonDocument reply, Exchange x, SetView view, Role role) {
        Standing standing = x.node().standing();
        Seat seat = view.seat(standing.id());
        reply.append("secondary", BsonBoolean.valueOf(role == Role.SECONDARY))
                .append("setName", new BsonString(view.name()))
                .append("setVersion", new BsonInt64(view.version()))
                .append("hosts", strings(view.hosts()));
        if (!view.passives().isEmpty()) {
            reply.append("passives", strings(view.passives()));
        }
        if (!view.arbiters().isEmpty()) {
            reply.append("arbiters", strings(view.arbiters()));
        }
        view.primarySeat().ifPresent(primary -> reply.append("primary", new BsonString(primary.host())));
        if (seat.traits().arbiter()) {
            reply.append("arbiterOnly", BsonBoolean.TRUE);
        } else if (seat.traits().priority() == 0) {
            reply.append("passive", BsonBoolean.TRUE);
        }
        if (seat.traits().hidden()) {
            reply.append("hidden", BsonBoolean.TRUE);
        }
        if (!seat.traits().tags().isEmpty()) {
            var tags = new BsonDocument();
            seat.traits().tags().forEach((name, value) -> tags.append(name, new BsonString(value)));
            reply.append("tags", tags);
        }
        reply.append("me", new BsonString(seat.host()));
        if (role == Role.PRIMARY) {
            reply.append("electionId", new BsonObjectId(electionId(view.term())));
        }
        if (!seat.traits().arbiter()) {
            standing.set().ifPresent(set -> reply.append("lastWrite", lastWrite(set, standing)));
        }
    }

    /** Max staleness specification, "lastWrite": what the secondaries' lag is computed from. */
    private static BsonDocument lastWrite(ReplicaSet set, Standing standing) {
        OpTime applied = set.applied(standing.id());
        OpTime majority = set.majorityApplied();
        return new BsonDocument("opTime", applied.document())
                .append("lastWriteDate", date(applied.time()))
                .append("majorityOpTime", majority.document())
                .append("majorityWriteDate", date(majority.time()));
    }

    private static BsonDateTime date(BsonTimestamp time) {
        return new BsonDateTime(time.getTime() * 1000L);
    }

    /** A server makes it of the term, so that a later election has a greater id. */
    private static ObjectId electionId(long term) {
        return new ObjectId(String.format("7fffffff%016x", term));
    }

    private static BsonDocument limits(BsonDocument reply, Exchange x) {
        reply.append("maxBsonObjectSize", new BsonInt32(16 * 1024 * 1024))
                .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
                .append("maxWriteBatchSize", new BsonInt32(100_000))
                .append("localTime", new BsonDateTime(Clock.systemUTC().millis()))
                .append("logicalSessionTimeoutMinutes", new BsonInt32(30))
                .append("connectionId", new BsonInt32(x.client().id()))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(x.node().build().wireVersion()));
        if (!x.node().standing().isRouter()) {
            // What is read-only is a storage engine, and a router has none.
            reply.append("readOnly", BsonBoolean.FALSE);
        }
        return reply.append("ok", new BsonDouble(1));
    }

    private static BsonArray strings(List<String> values) {
        return new BsonArray(values.stream().map(BsonString::new).toList());
    }
}
