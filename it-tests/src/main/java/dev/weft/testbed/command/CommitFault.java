package dev.weft.testbed.command;

import dev.weft.testbed.fault.FailPoints;
import dev.weft.testbed.wire.CommandFailure;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;

/**
 * What the fail point {@code onPrimaryTransactionalWrite} does to one commit. It "only triggers when a write would be committed", so not for a
 * statement that was executed before, and once for each statement of an update or delete, which "is processed independently", but for all
 * documents of an insert together (retryable writes tests, "Use as Integration Tests" and "Split Batch Tests").
 *
 * @param data what the fail point says, if it triggers
 */
record CommitFault(Exchange x, Optional<BsonDocument> data) {
    private static final String BEFORE = "failBeforeCommitExceptionCode";

    /** Enters the fail point for what is about to be committed. */
    static CommitFault enter(Exchange x) {
        return new CommitFault(x, x.node().failPoints().on(FailPoints.TRANSACTIONAL_WRITE));
    }

    /** What happens when nothing is committed. */
    static CommitFault none(Exchange x) {
        return new CommitFault(x, Optional.empty());
    }

    /** Keeps the write from being committed if it is to be. */
    void before() throws IOException {
        if (data.isPresent() && data.get().containsKey(BEFORE)) {
            cut();
            int code = data.get().getNumber(BEFORE).intValue();
            throw new CommandFailure(code, "Failing write for " + x.namespace() + " due to failpoint");
        }
    }

    /** Loses the reply if it is to be lost. */
    void after() throws IOException {
        if (data.isPresent()) {
            cut();
        }
    }

    private void cut() throws IOException {
        if (data.orElseThrow().getBoolean("closeConnection", BsonBoolean.TRUE).getValue()) {
            x.client().cut();
            throw new EOFException("the connection was closed on purpose");
        }
    }
}
