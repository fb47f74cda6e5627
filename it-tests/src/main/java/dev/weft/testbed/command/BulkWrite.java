package dev.weft.testbed.command;

import dev.weft.testbed.session.LogicalSession;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The command bulkWrite of 8.0, made of the storage's own writes (bulk write specification, "bulkWrite command" and
 * "Results cursor").
 */
final class BulkWrite {
    private static final int MOST_OPERATIONS = 100_000;
    private static final String NAMESPACE = "admin.$cmd.bulkWrite";

    private final Exchange x;
    private final Optional<LogicalSession> numbered;
    private final List<String> namespaces = new ArrayList<>();
    private final List<BsonDocument> results = new ArrayList<>();
    private int inserted;
    private int matched;
    private int modified;
    private int upserted;
    private int deleted;
    private int errors;

    private BulkWrite(Exchange x) {
        this.x = x;
        this.numbered = x.txnNumber().isPresent() ? x.session() : Optional.empty();
        numbered.ifPresent(session -> session.begin(x.txnNumber().orElseThrow()));
    }

    static void register(Map<String, Handler> handlers) {
        handlers.put("bulkWrite", x -> WriteCommands.numbered(x, () -> new BulkWrite(x).run()));
    }

    private BsonDocument run() throws IOException {
        BsonArray operations = x.arguments().getArray("ops", new BsonArray());
        if (operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            throw new CommandFailure(
                    16,
                    "InvalidLength",
                    "Write batch sizes must be between 1 and " + MOST_OPERATIONS + ". Got " + operations.size()
                            + " operations.");
        }
        for (BsonValue info : x.arguments().getArray("nsInfo", new BsonArray())) {
            namespaces.add(info.asDocument().getString("ns").getValue());
        }
        boolean ordered = x.arguments().getBoolean("ordered", BsonBoolean.TRUE).getValue();
        try {
            for (int i = 0; i < operations.size(); i++) {
                CommitFault fault = commits(i) ? CommitFault.enter(x) : CommitFault.none(x);
                fault.before();
                boolean failed = operation(i, operations.get(i).asDocument());
                fault.after();
                if (failed && ordered) {
                    break;
                }
            }
        } finally {
            WriteCommands.wrote(x);
        }
        return reply();
    }

    /** Whether an operation is numbered and was not executed under the same number before. */
    private boolean commits(int index) {
        return numbered.isPresent() && numbered.get().done(index).isEmpty();
    }

    /** Executes one operation, unless it was executed under the same number before; true if it failed. */
    private boolean operation(int index, BsonDocument operation) {
        Optional<BsonDocument> before = numbered.flatMap(session -> session.done(index));
        BsonDocument reply = before.orElseGet(() -> execute(operation));
        boolean failed = reply.containsKey("writeErrors");
        if (failed) {
            fail(index, reply.getArray("writeErrors").getFirst().asDocument());
            return true;
        }
        numbered.ifPresent(session -> session.done(index, reply));
        count(index, operation.getFirstKey(), reply);
        return false;
    }

    private BsonDocument execute(BsonDocument operation) {
        String kind = operation.getFirstKey();
        int place = operation.get(kind) instanceof BsonNumber number ? number.intValue() : -1;
        if (place < 0 || place >= namespaces.size()) {
            throw CommandFailure.badValue(
                    "BulkWrite ops entry " + operation.toJson() + " has an invalid nsInfo index.");
        }
        String namespace = namespaces.get(place);
        int dot = namespace.indexOf('.');
        if (dot <= 0 || dot == namespace.length() - 1) {
            throw new CommandFailure(73, "Invalid namespace specified for bulkWrite: '" + namespace + "'");
        }
        var collection = new BsonString(namespace.substring(dot + 1));
        BsonDocument command = switch (kind) {
            case "insert" -> command("insert", collection, "documents", operation.getDocument("document"));
            case "update" -> command("update", collection, "updates", update(operation));
            case "delete" -> command("delete", collection, "deletes", delete(operation));
            default -> throw new CommandFailure(9, "unknown operation of bulkWrite: " + kind);
        };
        for (String option : List.of("let", "bypassDocumentValidation")) {
            if (x.arguments().containsKey(option) && !(option.equals("let") && kind.equals("insert"))) {
                command.append(option, x.arguments().get(option));
            }
        }
        if (kind.equals("delete")) {
            command.remove("bypassDocumentValidation");
        }
        return x.storage().run(namespace.substring(0, dot), command);
    }

    private static BsonDocument command(String name, BsonString collection, String field, BsonDocument statement) {
        return new BsonDocument(name, collection).append(field, new BsonArray(List.of(statement)));
    }

    private static BsonDocument update(BsonDocument operation) {
        var statement = new BsonDocument("q", operation.getDocument("filter")).append("u", operation.get("updateMods"));
        copy(operation, statement, List.of("multi", "upsert", "arrayFilters", "collation", "hint", "sort"));
        if (operation.containsKey("constants")) {
            statement.append("c", operation.get("constants"));
        }
        return statement;
    }

    private static BsonDocument delete(BsonDocument operation) {
        boolean many = BsonBoolean.TRUE.equals(operation.get("multi"));
        var statement =
                new BsonDocument("q", operation.getDocument("filter")).append("limit", new BsonInt32(many ? 0 : 1));
        copy(operation, statement, List.of("collation", "hint"));
        return statement;
    }

    private static void copy(BsonDocument from, BsonDocument to, List<String> fields) {
        for (String field : fields) {
            if (from.containsKey(field)) {
                to.append(field, from.get(field));
            }
        }
    }

    private void count(int index, String kind, BsonDocument reply) {
        int n = reply.getNumber("n", new BsonInt32(0)).intValue();
        var result = new BsonDocument("ok", new BsonDouble(1))
                .append("idx", new BsonInt32(index))
                .append("n", new BsonInt32(n));
        switch (kind) {
            case "insert" -> inserted += n;
            case "delete" -> deleted += n;
            default -> {
                int changed = reply.getNumber("nModified", new BsonInt32(0)).intValue();
                result.append("nModified", new BsonInt32(changed));
                modified += changed;
                BsonArray made = reply.getArray("upserted", new BsonArray());
                matched += n - made.size();
                upserted += made.size();
                if (!made.isEmpty()) {
                    result.append(
                            "upserted",
                            new BsonDocument("_id", made.getFirst().asDocument().get("_id")));
                }
            }
        }
        if (!x.arguments().getBoolean("errorsOnly", BsonBoolean.FALSE).getValue()) {
            results.add(result);
        }
    }

    private void fail(int index, BsonDocument error) {
        errors++;
        BsonDocument result = new BsonDocument("ok", new BsonDouble(0))
                .append("idx", new BsonInt32(index))
                .append("n", new BsonInt32(0));
        error.forEach((name, value) -> {
            if (!name.equals("index")) {
                result.append(name, value);
            }
        });
        results.add(result);
    }

    private BsonDocument reply() throws IOException {
        BsonDocument options = x.arguments().get("cursor") instanceof BsonDocument given ? given : new BsonDocument();
        long batchSize = Batches.size(options.get("batchSize"), "cursor.batchSize", MOST_OPERATIONS + 1L);
        ServerCursor cursor =
                x.node().cursors().open(id -> new ServerCursor(id, x, NAMESPACE, results, ServerCursor.Manner.PLAIN));
        BsonDocument reply = Batches.first(x, cursor, batchSize, false);
        reply.remove("ok");
        return reply.append("nErrors", new BsonInt32(errors))
                .append("nInserted", new BsonInt32(inserted))
                .append("nMatched", new BsonInt32(matched))
                .append("nModified", new BsonInt32(modified))
                .append("nUpserted", new BsonInt32(upserted))
                .append("nDeleted", new BsonInt32(deleted))
                .append("ok", new BsonDouble(1));
    }
}
