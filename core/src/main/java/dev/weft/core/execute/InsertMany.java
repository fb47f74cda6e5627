package dev.weft.core.execute;

import dev.weft.ServerAddress;
import dev.weft.core.operation.Insert;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.result.BulkWriteResult;
import dev.weft.result.InsertManyResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Inserts any number of documents, one message after the other, in one session. Positions are those in the user's list (CRUD
 * specification, "Write results").
 */
public final class InsertMany<T> {
    private final OperationRunner runner;
    private final Insert<T> insert;
    private final Map<Integer, BsonValue> ids = new LinkedHashMap<>();
    private final Map<Integer, WriteFailedException> failures = new TreeMap<>();
    private long inserted;
    private int position;
    private @Nullable WriteConcernFailedException concern;

    private InsertMany(OperationRunner runner, Insert<T> insert) {
        this.runner = runner;
        this.insert = insert;
    }

    /**
     * Inserts until nothing is left, or until the first failure if the order matters.
     *
     * @throws BulkWriteFailedException when some documents were refused, or a failure has ended the inserts half-way
     * @throws WriteConcernFailedException when all were inserted, but not as widely as asked
     * @throws MongoException what has failed before anything was inserted
     */
    public static <T> InsertManyResult run(OperationRunner runner, Insert<T> insert, Bound bound) {
        Call call = runner.call(insert, bound).goesOn();
        try {
            return new InsertMany<>(runner, insert).all(call);
        } finally {
            call.end();
        }
    }

    private InsertManyResult all(Call call) {
        do {
            try {
                note(call, runner.run(insert, call));
            } catch (WriteFailedException refused) {
                // Too large to be sent: the one document has failed, as if the server had said so.
                failures.put(position, refused);
                insert.passOver();
                position++;
            } catch (MongoException ended) {
                throw position == 0 ? ended : failure(call, ended);
            }
        } while (insert.more() && (failures.isEmpty() || !insert.ordered()));
        if (!failures.isEmpty()) {
            throw failure(call, null);
        }
        if (concern != null) {
            throw concern;
        }
        return new InsertManyResult(insert.acknowledged(), ids);
    }

    private void note(Call call, Insert.Outcome outcome) {
        List<BsonValue> written = insert.settle();
        inserted += outcome.inserted();
        Map<Integer, WriteFailedException> refused = new HashMap<>();
        for (BsonValue error : outcome.errors()) {
            if (error instanceof BsonDocument told
                    && told.get("index") instanceof BsonNumber index
                    && address(call).isPresent()) {
                refused.put(
                        index.intValue(), WriteFailedException.of(address(call).get(), told));
            }
        }
        int first = refused.keySet().stream().min(Integer::compare).orElse(written.size());
        for (int i = 0; i < written.size(); i++) {
            if (!refused.containsKey(i) && (i < first || !insert.ordered())) {
                ids.put(position + i, written.get(i));
            }
        }
        refused.forEach((index, failure) -> failures.put(position + index, failure));
        position += written.size();
        concern = outcome.concern() == null ? concern : outcome.concern();
    }

    private BulkWriteFailedException failure(Call call, @Nullable MongoException cause) {
        var partial =
                new BulkWriteResult(insert.acknowledged(), inserted, 0, 0, 0, 0, ids, Map.of(), Map.of(), Map.of());
        var failure = new BulkWriteFailedException(
                address(call), failures, partial, cause == null ? List.of() : cause.labels(), cause);
        if (concern != null) {
            failure.addSuppressed(concern);
        }
        return failure;
    }

    private static Optional<ServerAddress> address(Call call) {
        return Optional.ofNullable(call.server()).map(server -> server.address());
    }
}
