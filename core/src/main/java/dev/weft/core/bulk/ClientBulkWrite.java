package dev.weft.core.bulk;

import dev.weft.ServerAddress;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Batch;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.DeleteResult;
import dev.weft.result.UpdateResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes any number of statements to any collections, one message after the other, in one session (bulk write specification). Each reply
 * has a cursor of results, which is read to its end before the next message is sent.
 */
public final class ClientBulkWrite {
    /** How long a {@code killCursors} may take when the user has set no timeout. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(5);

    private final OperationRunner runner;
    private final ClientWrite write;
    private final List<ClientWrite.Item> items;
    private final Call call;
    private final Map<Integer, BsonValue> insertedIds = new HashMap<>();
    private final Map<Integer, BsonValue> upsertedIds = new HashMap<>();
    private final Map<Integer, UpdateResult> updates = new HashMap<>();
    private final Map<Integer, DeleteResult> deletes = new HashMap<>();
    private final Map<Integer, WriteFailedException> failures = new TreeMap<>();
    private final List<WriteConcernFailedException> concerns = new ArrayList<>();
    private long inserted;
    private long matched;
    private long modified;
    private long deleted;
    private long upserted;
    private int position;
    /** Whether anything has been answered, or has failed by itself. */
    private boolean begun;

    private ClientBulkWrite(OperationRunner runner, ClientWrite write, List<ClientWrite.Item> items, Call call) {
        this.runner = runner;
        this.write = write;
        this.items = items;
        this.call = call;
    }

    /**
     * Writes all, or those up to the first failure if the order matters.
     *
     * @param items one at least
     * @param verbose whether the result of each write is wanted, too
     * @throws IllegalArgumentException when there is none, or when the write concern is 0 and an order or results are asked for
     * @throws BulkWriteFailedException when some writes have failed, a failure has ended them half-way, or they are not as widely known
     *     as asked
     * @throws MongoException what has failed before anything was answered
     */
    public static BulkWriteResult run(
            OperationRunner runner, Target target, List<ClientWrite.Item> items, boolean verbose, Bound bound) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("bulkWrite needs at least one write");
        }
        ClientWrite write = ClientWrite.of(target, items, verbose);
        if (!write.acknowledged() && (verbose || write.ordered())) {
            throw new IllegalArgumentException("Cannot request unacknowledged write concern and "
                    + (verbose ? "verbose results" : "ordered writes")
                    + (verbose ? "" : ": add o -> o.ordered(false), or acknowledge the writes"));
        }
        Call call = runner.call(write, bound).goesOn();
        try {
            return new ClientBulkWrite(runner, write, items, call).all();
        } finally {
            call.end();
        }
    }

    private BulkWriteResult all() {
        do {
            try {
                note(runner.run(write, call));
                position += write.settle();
            } catch (WriteFailedException refused) {
                // Too large to be sent: the one write has failed, as if the server had said so.
                failures.put(position, refused);
                write.passOver();
                position++;
            } catch (RuntimeException ended) {
                Answered.before(ended).ifPresent(concern -> noteBegun(concern, ended));
                throw begun ? failure(ended) : ended;
            }
            begun = true;
        } while (write.more() && (failures.isEmpty() || !write.ordered()));
        if (!failures.isEmpty() || !concerns.isEmpty()) {
            throw failure(null);
        }
        return result();
    }

    private void note(ClientWrite.Outcome outcome) {
        count(outcome);
        outcome.results().forEach(result -> note(result, address()));
        long cursorId = outcome.cursorId();
        while (cursorId != 0) {
            cursorId = more(cursorId);
        }
    }

    /**
     * Notes what is known already of a message whose further results can't be read any more. The cursor is known to the server that has
     * answered alone; where the call has gone elsewhere since, a stranger's cursor may have the number, so that one is left to end by itself.
     */
    private void noteBegun(WriteConcernFailedException concern, RuntimeException lost) {
        ClientWrite.Outcome outcome = write.written(concern);
        count(outcome);
        outcome.results().forEach(result -> note(result, concern.server()));
        if (outcome.cursorId() != 0 && concern.server().equals(address())) {
            kill(outcome.cursorId(), lost);
        }
    }

    /** What was answered must be told, even if the results can't be read. */
    private void count(ClientWrite.Outcome outcome) {
        begun = true;
        inserted += outcome.count("nInserted");
        matched += outcome.count("nMatched");
        modified += outcome.count("nModified");
        deleted += outcome.count("nDeleted");
        upserted += outcome.count("nUpserted");
        if (outcome.concern() != null) {
            concerns.add(outcome.concern());
        }
    }

    private long more(long cursorId) {
        try {
            Batch<BsonDocument> batch = runner.run(write.more(cursorId), call);
            Batch.Documents<BsonDocument> results = batch.documents();
            while (results.left() > 0) {
                note(results.next(), address());
            }
            return batch.cursorId();
        } catch (MongoException lost) {
            kill(cursorId, lost);
            throw lost;
        }
    }

    private void kill(long cursorId, RuntimeException lost) {
        call.restartForCleanUp(CLEAN_UP);
        try {
            runner.run(write.kill(cursorId), call);
        } catch (MongoException unreachable) {
            lost.addSuppressed(unreachable);
        }
    }

    private void note(BsonDocument result, Optional<ServerAddress> from) {
        int place = position + (int) number(result, "idx");
        if (number(result, "ok") == 0) {
            from.ifPresent(server -> failures.put(place, WriteFailedException.of(server, result)));
        } else if (write.verbose() && place < items.size()) {
            note(place, items.get(place).statement(), result);
        }
    }

    private void note(int place, Statement statement, BsonDocument result) {
        long n = number(result, "n");
        switch (statement) {
            case Statement.Insert<?> insert -> insertedIds.put(place, insert.id());
            case Statement.Change change -> {
                Optional<BsonValue> id = result.get("upserted") instanceof BsonDocument told
                        ? Optional.ofNullable(told.get("_id"))
                        : Optional.empty();
                id.ifPresent(value -> upsertedIds.put(place, value));
                updates.put(place, new UpdateResult(true, n, number(result, "nModified"), id));
            }
            case Statement.Removal removal -> deletes.put(place, new DeleteResult(true, n));
        }
    }

    private static long number(BsonDocument of, String name) {
        return of.get(name) instanceof BsonNumber number ? number.longValue() : 0;
    }

    private BulkWriteResult result() {
        return new BulkWriteResult(
                write.acknowledged(),
                inserted,
                matched,
                modified,
                deleted,
                upserted,
                insertedIds,
                upsertedIds,
                updates,
                deletes);
    }

    private BulkWriteFailedException failure(@Nullable RuntimeException cause) {
        return new BulkWriteFailedException(address(), failures, result(), concerns, cause);
    }

    private Optional<ServerAddress> address() {
        return Optional.ofNullable(call.server()).map(server -> server.address());
    }
}
