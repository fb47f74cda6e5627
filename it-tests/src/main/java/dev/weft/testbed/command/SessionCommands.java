package dev.weft.testbed.command;

import dev.weft.testbed.session.LogicalSession;
import dev.weft.testbed.session.Sessions;
import dev.weft.testbed.wire.CommandFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** The commands about sessions (server manual, "Sessions Commands"; sessions specification, "Server Commands"). */
final class SessionCommands {
    private static final int MOST_IDS = 10_000;

    private SessionCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put("startSession", SessionCommands::start);
        handlers.put(
                "endSessions",
                x -> each(x, lsid -> {
                    x.node().cursors().killOf(lsid);
                    x.node().sessions().end(lsid);
                }));
        handlers.put("refreshSessions", x -> each(x, lsid -> x.node().sessions().use(lsid)));
        handlers.put("killSessions", x -> {
            List<BsonDocument> killed = lsids(x);
            kill(x, killed.isEmpty() ? x.node().sessions().lsids() : killed);
            return Node.ok();
        });
        handlers.put("killAllSessions", SessionCommands::killAll);
        handlers.put("killAllSessionsByPattern", SessionCommands::killAll);
    }

    private static BsonDocument start(Exchange x) {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var lsid = new BsonDocument("id", new BsonBinary((byte) 4, bytes));
        x.node().sessions().use(lsid);
        return new BsonDocument("id", lsid)
                .append("timeoutMinutes", new BsonInt32((int) Sessions.TIMEOUT.toMinutes()))
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument killAll(Exchange x) {
        kill(x, x.node().sessions().lsids());
        return Node.ok();
    }

    /** Interrupts what runs in the sessions and forgets their cursors and transactions; the sessions themselves stay. */
    private static void kill(Exchange x, List<BsonDocument> lsids) {
        for (BsonDocument lsid : lsids) {
            x.node().cursors().killOf(lsid);
            Optional<LogicalSession> session = x.node().sessions().known(lsid);
            x.node()
                    .operations()
                    .interrupt(
                            other -> other != x
                                    && other.session().isPresent()
                                    && other.session().equals(session),
                            new CommandFailure(11601, "operation was interrupted"));
        }
    }

    /** What is done with each id of a command. */
    private interface Each {
        void with(BsonDocument lsid);
    }

    private static BsonDocument each(Exchange x, Each task) {
        lsids(x).forEach(task::with);
        return Node.ok();
    }

    private static List<BsonDocument> lsids(Exchange x) {
        String field = x.shape().name();
        if (!(x.arguments().get(field) instanceof BsonArray ids)) {
            throw CommandFailure.typeMismatch(field + "." + field, "array");
        }
        if (ids.size() > MOST_IDS) {
            x.node().violations().add("many-sessions", new BsonDocument(), ids.size() + " ids in one " + field);
        }
        for (BsonValue id : ids) {
            if (!(id instanceof BsonDocument lsid)) {
                throw CommandFailure.typeMismatch(field + "." + field, "object");
            }
            BsonBinary checked = Sessions.id(lsid);
            assert checked != null;
        }
        return ids.stream().map(BsonValue::asDocument).toList();
    }
}
