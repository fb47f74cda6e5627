package dev.weft.testbed.command;

import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** The commands that open a cursor. The storage answers them whole; batches are made here. */
final class QueryCommands {
    private static final List<String> OF_THE_CURSOR =
            List.of("batchSize", "singleBatch", "tailable", "awaitData", "noCursorTimeout", "oplogReplay", "cursor");

    private QueryCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put("find", QueryCommands::find);
        handlers.put("aggregate", QueryCommands::aggregate);
        handlers.put(
                "listIndexes", x -> list(x, x.database() + "." + x.collection().orElse("")));
        handlers.put("listCollections", x -> list(x, x.database() + ".$cmd.listCollections"));
        handlers.put("distinct", QueryCommands::distinct);
        handlers.put("explain", QueryCommands::explain);
    }

    private static BsonDocument find(Exchange x) throws IOException {
        BsonDocument arguments = x.arguments();
        boolean tailable = truth(arguments, "tailable");
        if (truth(arguments, "awaitData") && !tailable) {
            throw new CommandFailure(9, "Cannot set 'awaitData' without also setting 'tailable'");
        }
        Batches.size(arguments.get("limit"), "limit", 0);
        Batches.size(arguments.get("skip"), "skip", 0);
        long batchSize = Batches.size(arguments.get("batchSize"), "batchSize", Batches.FIRST);
        BsonDocument command = bare(arguments);
        Optional<ServerCursor.Tail> tail = tailable ? Optional.of(tail(x, command)) : Optional.empty();
        List<BsonDocument> all = Batches.all(x, command);
        boolean limited = arguments.get("limit") instanceof BsonNumber limit && limit.longValue() == all.size();
        // Command monitoring's tests ("the server kills the cursor (<= 4.4)"): up to 4.4 a limit that is reached ends
        // the cursor.
        boolean endsAtLast = limited && !x.node().atLeast(5, 0);
        var manner = new ServerCursor.Manner(
                tail, truth(arguments, "awaitData"), truth(arguments, "noCursorTimeout"), endsAtLast);
        ServerCursor cursor = open(x, x.namespace(), all, manner);
        boolean single = truth(arguments, "singleBatch") || (limited && all.size() <= batchSize);
        return snapshot(x, Batches.first(x, cursor, batchSize, single));
    }

    /** Server manual, "Tailable Cursors": only capped collections have an order that such a cursor can follow. */
    private static ServerCursor.Tail tail(Exchange x, BsonDocument command) {
        var filter = new BsonDocument("name", new BsonString(x.collection().orElse("")));
        var asked = new BsonDocument("listCollections", BsonBoolean.TRUE).append("filter", filter);
        boolean capped = Batches.all(x, asked).stream()
                .allMatch(found -> truth(found.getDocument("options", new BsonDocument()), "capped"));
        if (!capped) {
            throw CommandFailure.badValue("error processing query: tailable cursor requested on non capped collection");
        }
        return lastId -> after(Batches.all(x, command), lastId);
    }

    private static Collection<BsonDocument> after(List<BsonDocument> all, Optional<BsonValue> lastId) {
        if (lastId.isEmpty()) {
            return all;
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            if (lastId.get().equals(all.get(i).get("_id"))) {
                return all.subList(i + 1, all.size());
            }
        }
        throw new CommandFailure(136, "CollectionScan died due to position in capped collection being deleted");
    }

    private static BsonDocument aggregate(Exchange x) throws IOException {
        BsonDocument arguments = x.arguments();
        if (truth(arguments, "explain")) {
            return explain(x);
        }
        if (!(arguments.get("cursor") instanceof BsonDocument options)) {
            throw new CommandFailure(
                    9, "The 'cursor' option is required, except for aggregate with the explain argument");
        }
        BsonArray pipeline = arguments.getArray("pipeline", new BsonArray());
        long batchSize = Batches.size(options.get("batchSize"), "cursor.batchSize", Batches.FIRST);
        Optional<List<BsonDocument>> own = OwnStages.run(x, pipeline);
        BsonDocument command = bare(arguments);
        command.put("cursor", new BsonDocument());
        List<BsonDocument> all = own.isPresent() ? own.get() : Batches.all(x, command);
        if (OwnStages.writes(pipeline)) {
            WriteCommands.wrote(x);
        }
        String namespace = x.database() + "." + x.collection().orElse("$cmd.aggregate");
        ServerCursor cursor = open(x, namespace, all, ServerCursor.Manner.PLAIN);
        return snapshot(x, Batches.first(x, cursor, batchSize, OwnStages.writes(pipeline)));
    }

    private static BsonDocument list(Exchange x, String namespace) throws IOException {
        BsonDocument options = x.arguments().get("cursor") instanceof BsonDocument given ? given : new BsonDocument();
        long batchSize = Batches.size(options.get("batchSize"), "cursor.batchSize", Batches.FIRST);
        List<BsonDocument> all = Batches.all(x, bare(x.arguments()));
        return Batches.first(x, open(x, namespace, all, ServerCursor.Manner.PLAIN), batchSize, false);
    }

    private static BsonDocument distinct(Exchange x) {
        BsonDocument reply = x.storage().run(x.database(), x.arguments());
        snapshotTime(x).ifPresent(time -> reply.append("atClusterTime", time));
        return reply;
    }

    /** Plans are the storage's, the server that tells them is not. */
    private static BsonDocument explain(Exchange x) {
        BsonDocument reply = x.storage().run(x.database(), x.arguments());
        BsonValue ok = reply.remove("ok");
        List.of("serverInfo", "serverParameters").forEach(reply::remove);
        var server = new BsonDocument("host", new BsonString("127.0.0.1"))
                .append("version", new BsonString(x.node().build().text()))
                .append("gitVersion", new BsonString("weft-testbed"));
        return reply.append("serverInfo", server).append("ok", ok);
    }

    private static ServerCursor open(
            Exchange x, String namespace, List<BsonDocument> documents, ServerCursor.Manner manner) {
        return x.node().cursors().open(id -> new ServerCursor(id, x, namespace, documents, manner));
    }

    /** Snapshot sessions specification, "atClusterTime": the time that the session's next reads ask for. */
    private static BsonDocument snapshot(Exchange x, BsonDocument reply) {
        snapshotTime(x).ifPresent(time -> reply.getDocument("cursor").append("atClusterTime", time));
        return reply;
    }

    private static Optional<BsonTimestamp> snapshotTime(Exchange x) {
        if (!(x.request().command().get("readConcern") instanceof BsonDocument concern)
                || !new BsonString("snapshot").equals(concern.get("level"))) {
            return Optional.empty();
        }
        if (concern.get("atClusterTime") instanceof BsonTimestamp asked) {
            return Optional.of(asked);
        }
        return x.node().standing().set().map(ReplicaSet::majorityApplied).map(at -> at.time());
    }

    private static BsonDocument bare(BsonDocument arguments) {
        BsonDocument bare = arguments.clone();
        OF_THE_CURSOR.forEach(bare::remove);
        return bare;
    }

    private static boolean truth(BsonDocument arguments, String name) {
        return arguments.get(name) instanceof BsonBoolean truth && truth.getValue();
    }
}
