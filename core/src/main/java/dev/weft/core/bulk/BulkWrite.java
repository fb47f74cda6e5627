package dev.weft.core.bulk;

import dev.weft.ServerAddress;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.core.operation.WriteBatch;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.result.BulkWriteResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes any number of statements to one collection, one message after the other, in one session. Positions are those in the user's list
 * (CRUD specification, "Write results").
 */
public final class BulkWrite {
    /**
     * Statements of one kind.
     *
     * @param batch sends them
     * @param position where the n-th of them stands in the user's list
     */
    private record Group(WriteBatch batch, IntUnaryOperator position) {}

    private final OperationRunner runner;
    private final Call call;
    private final boolean ordered;
    private final boolean acknowledged;
    private final Map<Integer, BsonValue> insertedIds = new LinkedHashMap<>();
    private final Map<Integer, BsonValue> upsertedIds = new LinkedHashMap<>();
    private final Map<Integer, WriteFailedException> failures = new TreeMap<>();
    private long inserted;
    private long matched;
    private long modified;
    private long deleted;
    /** Whether anything has been sent, or has failed by itself. */
    private boolean begun;

    private final List<WriteConcernFailedException> concerns = new ArrayList<>();

    private BulkWrite(OperationRunner runner, Call call, WriteBatch first) {
        this.runner = runner;
        this.call = call;
        this.ordered = first.ordered();
        this.acknowledged = first.acknowledged();
    }

    /**
     * Inserts until nothing is left, or until the first failure if the order matters.
     *
     * @param inserts one at least, taken while no connection is held, at most 100,000 or 48 MB at a time
     * @throws IllegalArgumentException when there is none
     * @throws BulkWriteFailedException when some documents were refused, a failure has ended the inserts half-way, or they are not as
     *     widely known as asked
     * @throws MongoException what has failed before anything was inserted
     */
    public static BulkWriteResult inserts(
            OperationRunner runner, Target target, Iterator<? extends Statement.Insert<?>> inserts, Bound bound) {
        if (!inserts.hasNext()) {
            throw new IllegalArgumentException("insertMany needs at least one document");
        }
        var all = new Group(WriteBatch.inserts(target, inserts), place -> place);
        return run(runner, List.of(all), bound);
    }

    /** The same of documents that are all at hand. */
    public static BulkWriteResult inserts(
            OperationRunner runner, Target target, List<? extends Statement.Insert<?>> inserts, Bound bound) {
        if (inserts.isEmpty()) {
            throw new IllegalArgumentException("insertMany needs at least one document");
        }
        return run(runner, groups(target, inserts), bound);
    }

    /**
     * Writes all statements, or those up to the first failure if the order matters. Without an order, those of a kind go together.
     *
     * @param statements one at least
     * @throws IllegalArgumentException when there is none
     * @throws BulkWriteFailedException when some writes have failed, a failure has ended them half-way, or they are not as widely known
     *     as asked
     * @throws MongoException what has failed before anything was written
     */
    public static BulkWriteResult run(
            OperationRunner runner, Target target, List<? extends Statement> statements, Bound bound) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("bulkWrite needs at least one write");
        }
        return run(runner, groups(target, statements), bound);
    }

    private static BulkWriteResult run(OperationRunner runner, List<Group> groups, Bound bound) {
        WriteBatch first = groups.getFirst().batch();
        Call call = runner.call(first, bound).goesOn();
        try {
            return new BulkWrite(runner, call, first).all(groups);
        } finally {
            call.end();
        }
    }

    /** In order: each stretch of one kind. Else: all of a kind, in the order of their first. */
    private static List<Group> groups(Target target, List<? extends Statement> statements) {
        boolean ordered = WriteBatch.isOrdered(target.options());
        Map<Object, List<Integer>> stretches = new LinkedHashMap<>();
        int stretch = 0;
        for (int i = 0; i < statements.size(); i++) {
            WriteBatch.Kind kind = statements.get(i).kind();
            if (i > 0 && kind != statements.get(i - 1).kind()) {
                stretch++;
            }
            stretches
                    .computeIfAbsent(ordered ? (Object) stretch : kind, begun -> new ArrayList<>())
                    .add(i);
        }
        List<Group> groups = new ArrayList<>(stretches.size());
        for (List<Integer> places : stretches.values()) {
            List<? extends Statement> some =
                    places.stream().map(statements::get).toList();
            groups.add(new Group(WriteBatch.of(target, some), places::get));
        }
        return groups;
    }

    private BulkWriteResult all(List<Group> groups) {
        for (Group group : groups) {
            if (mayGoOn()) {
                all(group);
            }
        }
        if (!failures.isEmpty() || !concerns.isEmpty()) {
            throw failure(null);
        }
        return result();
    }

    private boolean mayGoOn() {
        return failures.isEmpty() || !ordered;
    }

    private void all(Group group) {
        WriteBatch batch = group.batch();
        int place = 0;
        do {
            int from = place;
            try {
                batch.prepare();
                WriteBatch.Outcome outcome = runner.run(batch, call);
                place += note(group, place, outcome);
            } catch (WriteFailedException refused) {
                // Too large to be sent: the one write has failed, as if the server had said so.
                failures.put(group.position().applyAsInt(place), refused);
                batch.passOver();
                place++;
            } catch (RuntimeException ended) {
                // An attempt may have been answered before another one failed.
                Answered.before(ended).ifPresent(concern -> note(group, from, batch.written(concern)));
                throw begun ? failure(ended) : ended;
            }
            begun = true;
        } while (batch.more() && mayGoOn());
    }

    /** Notes what one message came to, and returns how many writes it held. */
    private int note(Group group, int place, WriteBatch.Outcome outcome) {
        List<Statement> sent = group.batch().settle();
        begun = true;
        Set<Integer> refused = refused(group, place, outcome);
        switch (group.batch().kind()) {
            case INSERT -> {
                inserted += outcome.n();
                int first = refused.stream().min(Integer::compare).orElse(sent.size());
                for (int i = 0; i < sent.size(); i++) {
                    if (!refused.contains(i)
                            && (i < first || !ordered)
                            && sent.get(i) instanceof Statement.Insert<?> insert) {
                        insertedIds.put(group.position().applyAsInt(place + i), insert.id());
                    }
                }
            }
            case UPDATE -> {
                // The server counts an upserted document among those it matched; the specification does not.
                matched += outcome.n() - outcome.upserted().size();
                modified += outcome.modified();
                for (BsonValue entry : outcome.upserted()) {
                    if (entry instanceof BsonDocument told && told.containsKey("_id")) {
                        upsertedIds.put(group.position().applyAsInt(place + index(told)), told.get("_id"));
                    }
                }
            }
            case DELETE -> deleted += outcome.n();
        }
        if (outcome.concern() != null) {
            concerns.add(outcome.concern());
        }
        return sent.size();
    }

    /** Notes what the server refused, and returns where it stood in the message. */
    private Set<Integer> refused(Group group, int place, WriteBatch.Outcome outcome) {
        Set<Integer> refused = new HashSet<>();
        // After a retry the call may have gone to another server than the one that has answered.
        Optional<ServerAddress> from =
                outcome.concern() == null ? address() : outcome.concern().server();
        for (BsonValue error : outcome.errors()) {
            if (error instanceof BsonDocument told && from.isPresent()) {
                refused.add(index(told));
                failures.put(
                        group.position().applyAsInt(place + index(told)), WriteFailedException.of(from.get(), told));
            }
        }
        return refused;
    }

    private static int index(BsonDocument told) {
        return told.get("index") instanceof BsonNumber index ? index.intValue() : 0;
    }

    private BulkWriteResult result() {
        return new BulkWriteResult(
                acknowledged,
                inserted,
                matched,
                modified,
                deleted,
                upsertedIds.size(),
                insertedIds,
                upsertedIds,
                Map.of(),
                Map.of());
    }

    private BulkWriteFailedException failure(@Nullable RuntimeException cause) {
        return new BulkWriteFailedException(address(), failures, result(), concerns, cause);
    }

    private Optional<ServerAddress> address() {
        return Optional.ofNullable(call.server()).map(server -> server.address());
    }
}
