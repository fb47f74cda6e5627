package dev.weft.testbed.command;

import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Frames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;

/** Inserts, updates, deletes and findAndModify, plain or retryable. */
final class WriteCommands {
    private static final int MOST_STATEMENTS = 100_000;
    private static final int MOST_DOCUMENT_BYTES = 16 * 1024 * 1024;

    private WriteCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put("insert", x -> batch(x, "documents"));
        handlers.put("update", x -> batch(x, "updates"));
        handlers.put("delete", x -> batch(x, "deletes"));
        handlers.put("findAndModify", WriteCommands::findAndModify);
        handlers.put("drop", WriteCommands::drop);
    }

    /** Notes that the command wrote: the cluster's time moves. */
    static void wrote(Exchange x) {
        x.node().standing().set().ifPresent(set -> x.wrote(set.write()));
        x.node().writes().add();
    }

    private static BsonDocument batch(Exchange x, String statements) throws IOException {
        if (!(x.arguments().get(statements) instanceof BsonArray array)) {
            throw CommandFailure.typeMismatch(x.shape().name() + "." + statements, "array");
        }
        if (array.isEmpty() || array.size() > MOST_STATEMENTS) {
            throw new CommandFailure(
                    16,
                    "InvalidLength",
                    "Write batch sizes must be between 1 and " + MOST_STATEMENTS + ". Got " + array.size()
                            + " operations.");
        }
        if (statements.equals("documents")) {
            array.forEach(WriteCommands::checkSize);
        }
        return x.txnNumber().isEmpty()
                ? plain(x, () -> x.storage().run(x.database(), x.arguments()))
                : numbered(x, () -> RetryableBatch.run(x, array));
    }

    /** Server manual, "drop": from 7.0 on, what is not there is dropped too. */
    private static BsonDocument drop(Exchange x) throws IOException {
        try {
            return plain(x, () -> x.storage().run(x.database(), x.arguments()));
        } catch (CommandFailure failure) {
            if (failure.code() == 26 && x.node().atLeast(7, 0)) {
                return Node.ok();
            }
            throw failure;
        }
    }

    private static BsonDocument findAndModify(Exchange x) throws IOException {
        Execution plain = () -> x.storage().run(x.database(), x.arguments());
        return x.txnNumber().isEmpty() ? plain(x, plain) : numbered(x, () -> RetryableBatch.single(x, plain));
    }

    /** A write whose statements may be sent twice: none of them may be about more than one document. */
    static BsonDocument numbered(Exchange x, Execution write) throws IOException {
        if (x.txnNumber().isEmpty()) {
            return write.run();
        }
        for (String field : List.of("updates", "deletes", "ops")) {
            x.arguments().getArray(field, new BsonArray()).forEach(WriteCommands::checkRetryable);
        }
        return write.run();
    }

    private static BsonDocument plain(Exchange x, Execution execution) throws IOException {
        BsonDocument reply = execution.run();
        wrote(x);
        return reply;
    }

    /** What executes a command or a part of it. */
    @FunctionalInterface
    interface Execution {
        BsonDocument run() throws IOException;
    }

    /** Server manual, "MongoDB Limits and Thresholds": a document has at most 16 MiB. */
    private static void checkSize(BsonValue document) {
        int size = Frames.size(document.asDocument());
        if (size > MOST_DOCUMENT_BYTES) {
            throw new CommandFailure(
                    10334, "object to insert too large. size in bytes: " + size + ", max size: " + MOST_DOCUMENT_BYTES);
        }
    }

    private static void checkRetryable(BsonValue statement) {
        boolean many = statement instanceof BsonDocument document
                && (BsonBoolean.TRUE.equals(document.get("multi"))
                        || (document.containsKey("q")
                                && document.get("limit") instanceof BsonNumber limit
                                && limit.intValue() == 0));
        if (many) {
            throw new CommandFailure(72, "Cannot use retryable writes with multi=true or limit=0");
        }
    }
}
