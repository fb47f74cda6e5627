package dev.weft.core.bulk;

import dev.weft.core.execute.Deployment;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A server that knows documents {@code {_id: n, x: m}} and the writes to them: just enough to tell what several writes come to. What
 * touches a refused id fails.
 */
final class ModelServer implements Answer {
    private final Map<Integer, Integer> data = new ConcurrentHashMap<>();
    private final Map<Integer, BsonArray> results = new ConcurrentHashMap<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private volatile Set<Integer> refused = Set.of();

    /** What one statement came to. */
    record Done(int n, int modified, BsonDocument more) {
        static final Done NOTHING = new Done(0, 0, new BsonDocument());

        static Done failed(int code) {
            return new Done(0, 0, new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString("no")));
        }

        boolean failed() {
            return more.containsKey("code");
        }
    }

    void reset(Map<Integer, Integer> documents, Set<Integer> refusing) {
        data.clear();
        data.putAll(documents);
        refused = Set.copyOf(refusing);
        sizes.clear();
        done.clear();
    }

    Map<Integer, Integer> data() {
        return new TreeMap<>(data);
    }

    /** How many statements each message held. */
    List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public void answer(Peer peer, OpMsg request) throws IOException {
        peer.reply(request, reply(Deployment.whole(request)));
    }

    /** Carries a command out. */
    BsonDocument reply(BsonDocument command) {
        return switch (command.getFirstKey()) {
            case "insert" -> batch(command, command.getArray("documents"));
            case "update" -> batch(command, command.getArray("updates"));
            case "delete" -> batch(command, command.getArray("deletes"));
            case "bulkWrite" -> bulkWrite(command);
            case "getMore" -> more(command);
            default -> new BsonDocument("ok", new BsonInt32(1));
        };
    }

    /** What came of the statements since the last time this was asked, in order. */
    List<Done> takeDone() {
        List<Done> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    private Done noted(Done of) {
        done.add(of);
        return of;
    }

    private BsonDocument batch(BsonDocument command, BsonArray statements) {
        sizes.add(statements.size());
        int n = 0;
        int modified = 0;
        var upserted = new BsonArray();
        var errors = new BsonArray();
        for (int i = 0; i < statements.size(); i++) {
            Done done = noted(apply(command.getFirstKey(), statements.get(i).asDocument()));
            n += done.n;
            modified += done.modified;
            BsonDocument placed = done.more.clone().append("index", new BsonInt32(i));
            if (done.failed()) {
                errors.add(placed);
                if (command.getBoolean("ordered").getValue()) {
                    break;
                }
            } else if (placed.containsKey("_id")) {
                upserted.add(placed);
            }
        }
        var reply = new BsonDocument("n", new BsonInt32(n)).append("nModified", new BsonInt32(modified));
        if (!upserted.isEmpty()) {
            reply.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.append("writeErrors", errors);
        }
        return reply.append("ok", new BsonInt32(1));
    }

    private Done apply(String kind, BsonDocument statement) {
        return switch (kind) {
            case "insert" -> insert(statement);
            case "update" ->
                update(
                        statement.getDocument("q"),
                        statement.getDocument("u"),
                        statement.getBoolean("upsert", BsonBoolean.FALSE).getValue());
            default -> delete(statement.getDocument("q"));
        };
    }

    private Done insert(BsonDocument document) {
        int id = document.getInt32("_id").getValue();
        if (refused.contains(id)) {
            return Done.failed(121);
        }
        return data.putIfAbsent(id, document.getInt32("x").getValue()) == null
                ? new Done(1, 0, new BsonDocument())
                : Done.failed(11000);
    }

    private Done update(BsonDocument filter, BsonDocument update, boolean upsert) {
        int id = filter.getInt32("_id").getValue();
        int by = update.getDocument("$inc").getInt32("x").getValue();
        if (refused.contains(id)) {
            return Done.failed(121);
        }
        if (data.computeIfPresent(id, (key, x) -> x + by) != null) {
            return new Done(1, by == 0 ? 0 : 1, new BsonDocument());
        }
        if (!upsert) {
            return Done.NOTHING;
        }
        data.put(id, by);
        return new Done(1, 0, new BsonDocument("_id", new BsonInt32(id)));
    }

    private Done delete(BsonDocument filter) {
        int id = filter.getInt32("_id").getValue();
        if (refused.contains(id)) {
            return Done.failed(121);
        }
        return data.remove(id) == null ? Done.NOTHING : new Done(1, 0, new BsonDocument());
    }

    private BsonDocument bulkWrite(BsonDocument command) {
        BsonArray operations = command.getArray("ops");
        sizes.add(operations.size());
        Map<String, Integer> counts = new TreeMap<>();
        var told = new BsonArray();
        boolean onlyErrors = command.getBoolean("errorsOnly").getValue();
        for (int i = 0; i < operations.size(); i++) {
            BsonDocument operation = operations.get(i).asDocument();
            Done done = noted(operate(operation));
            count(counts, operation.getFirstKey(), done);
            BsonDocument result = new BsonDocument("ok", new BsonInt32(done.failed() ? 0 : 1))
                    .append("idx", new BsonInt32(i))
                    .append("n", new BsonInt32(done.n))
                    .append("nModified", new BsonInt32(done.modified));
            if (done.failed()) {
                result.putAll(done.more);
            } else if (done.more.containsKey("_id")) {
                result.append("upserted", done.more);
            }
            if (done.failed() || !onlyErrors) {
                told.add(result);
            }
            if (done.failed() && command.getBoolean("ordered").getValue()) {
                break;
            }
        }
        var reply = new BsonDocument("cursor", batches(told, "firstBatch"));
        for (String name : List.of("nErrors", "nInserted", "nMatched", "nModified", "nDeleted", "nUpserted")) {
            reply.append(name, new BsonInt32(counts.getOrDefault(name, 0)));
        }
        return reply.append("ok", new BsonInt32(1));
    }

    private Done operate(BsonDocument operation) {
        return switch (operation.getFirstKey()) {
            case "insert" -> insert(operation.getDocument("document"));
            case "update" ->
                update(
                        operation.getDocument("filter"),
                        operation.getDocument("updateMods"),
                        operation.getBoolean("upsert", BsonBoolean.FALSE).getValue());
            default -> delete(operation.getDocument("filter"));
        };
    }

    private static void count(Map<String, Integer> counts, String kind, Done done) {
        boolean upserted = done.more.containsKey("_id");
        String n = switch (kind) {
            case "insert" -> "nInserted";
            case "update" -> "nMatched";
            default -> "nDeleted";
        };
        counts.merge("nErrors", done.failed() ? 1 : 0, Integer::sum);
        counts.merge(n, upserted ? 0 : done.n, Integer::sum);
        counts.merge("nModified", done.modified, Integer::sum);
        counts.merge("nUpserted", upserted ? 1 : 0, Integer::sum);
    }

    /** Two results at a time, so that there is a cursor to be read. */
    private BsonDocument batches(BsonArray told, String name) {
        int most = Math.min(2, told.size());
        var rest = new BsonArray(told.subList(most, told.size()));
        long id = rest.isEmpty() ? 0 : 7;
        results.put(7, rest);
        return new BsonDocument("id", new BsonInt64(id))
                .append("ns", new BsonString("admin.$cmd.bulkWrite"))
                .append(name, new BsonArray(told.subList(0, most)));
    }

    private BsonDocument more(BsonDocument command) {
        BsonValue id = command.get("getMore");
        BsonArray left = results.getOrDefault(id instanceof BsonNumber number ? number.intValue() : 0, new BsonArray());
        return new BsonDocument("cursor", batches(left, "nextBatch")).append("ok", new BsonInt32(1));
    }
}
