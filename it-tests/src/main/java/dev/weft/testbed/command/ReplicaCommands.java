package dev.weft.testbed.command;

import dev.weft.testbed.replica.OpTime;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Role;
import dev.weft.testbed.replica.Seat;
import dev.weft.testbed.replica.SetView;
import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;

/** The commands about the set (server manual, "Replication Commands"). */
final class ReplicaCommands {
    private static final long QUIESCE_SECONDS = 15;
    private static final Bell NEVER = new Bell();

    private ReplicaCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put(
                "replSetGetStatus",
                x -> x.node().standing().isRouter()
                        ? RouterCommands.noStatus()
                        : status(set(x), x.node().standing().id()));
        handlers.put("replSetGetConfig", x -> config(set(x)));
        handlers.put("replSetStepDown", ReplicaCommands::stepDown);
        handlers.put("replSetStepUp", x -> {
            set(x).elect(x.node().standing().id());
            return Node.ok();
        });
        handlers.put("replSetFreeze", x -> {
            set(x).freeze(x.node().standing().id(), seconds(x, "replSetFreeze"));
            return Node.ok();
        });
        handlers.put("replSetMaintenance", x -> {
            set(x).recovering(
                            x.node().standing().id(),
                            x.arguments().get("replSetMaintenance") instanceof BsonBoolean on && on.getValue());
            return Node.ok();
        });
        handlers.put("shutdown", ReplicaCommands::shutDown);
        handlers.put("appendOplogNote", x -> {
            WriteCommands.wrote(x);
            return Node.ok();
        });
    }

    private static ReplicaSet set(Exchange x) {
        return x.node().standing().set().orElseThrow(() -> new CommandFailure(76, "not running with --replSet"));
    }

    private static Duration seconds(Exchange x, String field) {
        if (!(x.arguments().get(field) instanceof BsonNumber number) || number.longValue() < 0) {
            throw CommandFailure.badValue(field + " must be a number of seconds");
        }
        return Duration.ofSeconds(number.longValue());
    }

    private static BsonDocument stepDown(Exchange x) {
        ReplicaSet set = set(x);
        SetView view = set.view();
        Duration quiet = seconds(x, "replSetStepDown");
        if (view.primary() != x.node().standing().id()) {
            throw new CommandFailure(10107, "not primary so can't step down");
        }
        boolean force = x.arguments().get("force") instanceof BsonBoolean truth && truth.getValue();
        if (!force) {
            checkSuccessor(view);
        }
        set.stepDown(quiet);
        return Node.ok();
    }

    private static void checkSuccessor(SetView view) {
        boolean successor = view.seats().stream()
                .anyMatch(seat -> seat.id() != view.primary()
                        && seat.reachable()
                        && seat.traits().priority() > 0);
        if (!successor) {
            throw new CommandFailure(
                    262,
                    "No electable secondaries caught up as of now. Please use the replSetStepDown command with the"
                            + " argument {force: true} to force node to step down.");
        }
    }

    /** Server manual, "shutdown": a primary that nobody can follow ends only by force. There is no answer, the connection ends. */
    private static BsonDocument shutDown(Exchange x) throws IOException {
        boolean force = x.arguments().get("force") instanceof BsonBoolean truth && truth.getValue();
        long seconds =
                x.arguments().get("timeoutSecs") instanceof BsonNumber given ? given.longValue() : QUIESCE_SECONDS;
        x.node().standing().view().ifPresent(view -> {
            if (!force && view.primary() == x.node().standing().id()) {
                checkSuccessor(view);
            }
        });
        x.node().shutdown().begin(Duration.ofSeconds(seconds));
        x.await(NEVER, Long.MAX_VALUE, () -> false);
        return Node.ok();
    }

    private static BsonDocument status(ReplicaSet set, int self) {
        SetView view = set.view();
        var members = new BsonArray();
        for (Seat seat : view.seats()) {
            OpTime applied = set.applied(seat.id());
            var member = new BsonDocument("_id", new BsonInt32(seat.id()))
                    .append("name", new BsonString(seat.host()))
                    .append("health", new BsonDouble(seat.reachable() ? 1 : 0))
                    .append("state", new BsonInt32(state(view, seat)))
                    .append(
                            "stateStr",
                            new BsonString(
                                    seat.reachable() ? view.role(seat.id()).name() : "DOWN"))
                    .append("optime", applied.document())
                    .append("optimeDate", new BsonDateTime(applied.time().getTime() * 1000L));
            if (seat.id() == self) {
                member.append("self", BsonBoolean.TRUE);
            }
            members.add(member);
        }
        return new BsonDocument("set", new BsonString(view.name()))
                .append("myState", new BsonInt32(state(view, view.seat(self))))
                .append("term", new BsonInt64(view.term()))
                .append("members", members)
                .append("ok", new BsonDouble(1));
    }

    /** Server manual, "Replica Set Member States". */
    private static int state(SetView view, Seat seat) {
        if (!seat.reachable()) {
            return 8;
        }
        Role role = view.role(seat.id());
        return switch (role) {
            case PRIMARY, STANDALONE, ROUTER -> 1;
            case SECONDARY -> 2;
            case RECOVERING -> 3;
            case ARBITER -> 7;
            case REMOVED -> 10;
        };
    }

    private static BsonDocument config(ReplicaSet set) {
        SetView view = set.view();
        var members = new BsonArray();
        for (Seat seat : view.seats()) {
            var tags = new BsonDocument();
            seat.traits().tags().forEach((name, value) -> tags.append(name, new BsonString(value)));
            members.add(new BsonDocument("_id", new BsonInt32(seat.id()))
                    .append("host", new BsonString(seat.host()))
                    .append("arbiterOnly", BsonBoolean.valueOf(seat.traits().arbiter()))
                    .append("hidden", BsonBoolean.valueOf(seat.traits().hidden()))
                    .append("priority", new BsonDouble(seat.traits().priority()))
                    .append("tags", tags)
                    .append("votes", new BsonInt32(1)));
        }
        var config = new BsonDocument("_id", new BsonString(view.name()))
                .append("version", new BsonInt64(view.version()))
                .append("term", new BsonInt64(view.term()))
                .append("members", members);
        return new BsonDocument("config", config).append("ok", new BsonDouble(1));
    }
}
