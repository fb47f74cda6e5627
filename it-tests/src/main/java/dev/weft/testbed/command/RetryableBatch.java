package dev.weft.testbed.command;

import dev.weft.testbed.session.LogicalSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNumber;

/**
 * Executes each statement of a numbered write once: a statement that was executed under the same number before is not
 * executed again, and answers what it answered then (retryable writes specification, "Supported Server Versions" and
 * "Retryable Writes, Once and Only Once").
 */
final class RetryableBatch {
    private final Exchange x;
    private final LogicalSession session;
    private final BsonDocument total = new BsonDocument("n", new BsonInt32(0));
    private final BsonArray upserted = new BsonArray();
    private final BsonArray errors = new BsonArray();
    private final BsonArray retried = new BsonArray();
    private boolean wrote;

    private RetryableBatch(Exchange x) {
        this.x = x;
        this.session = x.session().orElseThrow();
        session.begin(x.txnNumber().orElseThrow());
    }

    static BsonDocument run(Exchange x, BsonArray statements) throws IOException {
        var batch = new RetryableBatch(x);
        String field = switch (x.shape().name()) {
            case "insert" -> "documents";
            case "update" -> "updates";
            default -> "deletes";
        };
        if (field.equals("documents") && batch.session.done(0).isEmpty()) {
            CommitFault fault = CommitFault.enter(x);
            fault.before();
            BsonDocument reply = batch.inserts(statements);
            fault.after();
            return reply;
        }
        boolean ordered = x.arguments().getBoolean("ordered", BsonBoolean.TRUE).getValue();
        try {
            for (int i = 0; i < statements.size(); i++) {
                boolean again = batch.session.done(i).isPresent();
                CommitFault fault = again ? CommitFault.none(x) : CommitFault.enter(x);
                fault.before();
                boolean failed = batch.statement(i, field, statements);
                fault.after();
                if (failed && ordered) {
                    break;
                }
            }
        } finally {
            if (batch.wrote) {
                WriteCommands.wrote(x);
            }
        }
        return batch.reply();
    }

    /** Inserts are one commit (retryable writes tests, "Split Batch Tests"), so they are executed at once. */
    private BsonDocument inserts(BsonArray documents) {
        BsonDocument reply = x.storage().run(x.database(), x.arguments());
        WriteCommands.wrote(x);
        BsonArray failed = reply.getArray("writeErrors", new BsonArray());
        boolean ordered = x.arguments().getBoolean("ordered", BsonBoolean.TRUE).getValue();
        Set<Integer> indexes = failed.stream()
                .map(error -> error.asDocument().getInt32("index").getValue())
                .collect(Collectors.toSet());
        int end = ordered && !indexes.isEmpty() ? indexes.iterator().next() : documents.size();
        for (int i = 0; i < end; i++) {
            if (!indexes.contains(i)) {
                session.done(i, new BsonDocument("n", new BsonInt32(1)));
            }
        }
        return reply;
    }

    /** A command of one statement, whose whole reply is remembered. */
    static BsonDocument single(Exchange x, WriteCommands.Execution execution) throws IOException {
        var batch = new RetryableBatch(x);
        Optional<BsonDocument> before = batch.session.done(0);
        if (before.isPresent()) {
            return before.get().clone().append("retriedStmtId", new BsonInt32(0));
        }
        CommitFault fault = CommitFault.enter(x);
        fault.before();
        BsonDocument reply = execution.run();
        WriteCommands.wrote(x);
        batch.session.done(0, reply.clone());
        fault.after();
        return reply;
    }

    private boolean statement(int index, String field, BsonArray statements) {
        Optional<BsonDocument> before = session.done(index);
        if (before.isPresent()) {
            retried.add(new BsonInt32(index));
            add(index, before.get());
            return false;
        }
        var one = x.arguments().clone();
        one.put(field, new BsonArray(java.util.List.of(statements.get(index))));
        BsonDocument reply = x.storage().run(x.database(), one);
        add(index, reply);
        if (reply.containsKey("writeErrors")) {
            return true;
        }
        session.done(index, reply);
        wrote = true;
        return false;
    }

    /** Adds what one statement answered, with its index in the batch instead of 0. */
    private void add(int index, BsonDocument reply) {
        sum("n", reply);
        sum("nModified", reply);
        for (var element : reply.getArray("upserted", new BsonArray())) {
            upserted.add(element.asDocument().clone().append("index", new BsonInt32(index)));
        }
        for (var element : reply.getArray("writeErrors", new BsonArray())) {
            errors.add(element.asDocument().clone().append("index", new BsonInt32(index)));
        }
    }

    private void sum(String field, BsonDocument reply) {
        if (reply.get(field) instanceof BsonNumber number) {
            int before = total.get(field) instanceof BsonNumber so ? so.intValue() : 0;
            total.put(field, new BsonInt32(before + number.intValue()));
        }
    }

    private BsonDocument reply() {
        if (!upserted.isEmpty()) {
            total.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            total.append("writeErrors", errors);
        }
        if (!retried.isEmpty() && x.node().atLeast(5, 1)) {
            total.append("retriedStmtIds", retried);
        }
        return total.append("ok", new BsonDouble(1));
    }
}
