package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** The command findAndModify: its whole {@code lastErrorObject}, and updates by pipeline. */
final class FindAndModify {
    private final Backend backend;
    private final Reads reads;
    private final PipelineUpdates pipelineUpdates;
    private final Catalog catalog;
    private final Scratch scratch;
    private final DuplicateKeys duplicateKeys;
    private final Validation validation;

    FindAndModify(Backend backend, Reads reads, PipelineUpdates pipelineUpdates, Catalog catalog, Scratch scratch) {
        this.validation = new Validation(scratch, catalog);
        this.duplicateKeys = new DuplicateKeys(backend, catalog);
        this.scratch = scratch;
        this.backend = backend;
        this.reads = reads;
        this.pipelineUpdates = pipelineUpdates;
        this.catalog = catalog;
    }

    BsonDocument run(String database, BsonDocument command) {
        check(command);
        reads.checkHint(database, command);
        BsonDocument bare = Collations.applied(command, "query").clone();
        List.of("hint", "let", "bypassDocumentValidation", "rawData").forEach(bare::remove);
        if (command.get("let") instanceof BsonDocument variables) {
            bare.replaceAll((name, value) -> Pipelines.bound(value, variables));
        }
        ReentrantLock lock = catalog.lock(Reads.namespace(database, command));
        lock.lock();
        try {
            return validated(database, command, bare);
        } catch (CommandFailure failure) {
            String collection = command.getString("findAndModify").getValue();
            throw duplicateKeys.told(database, collection, "findAndModify", failure);
        } finally {
            lock.unlock();
        }
    }

    /** Changes, and takes it back if the result breaks the collection's validator. */
    private BsonDocument validated(String database, BsonDocument command, BsonDocument bare) {
        String namespace = Reads.namespace(database, command);
        if (catalog.validator(namespace).isEmpty() || BsonBoolean.TRUE.equals(bare.get("remove"))) {
            return locked(database, bare);
        }
        List<BsonDocument> before = found(database, bare);
        BsonDocument reply = locked(database, bare);
        BsonValue id = before.isEmpty()
                ? reply.getDocument("lastErrorObject").get("upserted")
                : before.getFirst().get("_id");
        if (id == null) {
            return reply;
        }
        var byId = new BsonDocument("_id", id);
        var find = new BsonDocument("find", Required.collection(bare)).append("filter", byId);
        for (BsonDocument changed : Scratch.all(backend, database, find)) {
            try {
                validation.check(namespace, changed, command);
            } catch (CommandFailure failure) {
                takeBack(database, bare, byId, before);
                throw failure;
            }
        }
        return reply;
    }

    private void takeBack(String database, BsonDocument bare, BsonDocument byId, List<BsonDocument> before) {
        if (before.isEmpty()) {
            var statement = new BsonDocument("q", byId).append("limit", new BsonInt32(1));
            backend.run(
                    database,
                    new BsonDocument("delete", Required.collection(bare))
                            .append("deletes", new BsonArray(List.of(statement))));
        } else {
            pipelineUpdates.replace(database, Required.collection(bare), before.getFirst());
        }
    }

    private BsonDocument locked(String database, BsonDocument bare) {
        if (bare.get("update") instanceof BsonArray stages) {
            return byPipeline(database, bare, stages);
        }
        if (!BsonBoolean.TRUE.equals(bare.get("upsert"))
                || !found(database, bare).isEmpty()) {
            return complete(backend.run(database, bare), bare);
        }
        // Only the whole new document tells the id that the upsert made; the client may want less of it.
        BsonDocument whole = bare.clone().append("new", BsonBoolean.TRUE);
        whole.remove("fields");
        BsonDocument reply = complete(backend.run(database, whole), whole);
        BsonValue made = reply.get("value", BsonNull.VALUE);
        boolean wanted = BsonBoolean.TRUE.equals(bare.get("new")) && made.isDocument();
        reply.put("value", wanted ? projected(made.asDocument(), bare) : BsonNull.VALUE);
        return reply;
    }

    private BsonDocument projected(BsonDocument document, BsonDocument command) {
        BsonDocument fields = command.getDocument("fields", new BsonDocument());
        return fields.isEmpty()
                ? document
                : scratch.pipe(List.of(document), new BsonArray(List.of(new BsonDocument("$project", fields))))
                        .getFirst();
    }

    private List<BsonDocument> found(String database, BsonDocument command) {
        var find = new BsonDocument("find", command.get("findAndModify"))
                .append("filter", command.get("query", new BsonDocument()))
                .append("sort", command.get("sort", new BsonDocument()))
                .append("limit", new BsonInt32(1));
        return Scratch.all(backend, database, find);
    }

    private static void check(BsonDocument command) {
        boolean remove = BsonBoolean.TRUE.equals(command.get("remove"));
        if (remove && command.containsKey("update")) {
            throw new CommandFailure(9, "Cannot specify both an update and remove=true");
        }
        if (remove && (BsonBoolean.TRUE.equals(command.get("new")) || BsonBoolean.TRUE.equals(command.get("upsert")))) {
            throw new CommandFailure(9, "Cannot specify both new=true or upsert=true and remove=true");
        }
        if (!remove && !command.containsKey("update")) {
            throw new CommandFailure(9, "Either an update or remove=true must be specified");
        }
    }

    /** Server manual, "findAndModify": what was matched, updated and upserted. */
    private static BsonDocument complete(BsonDocument reply, BsonDocument command) {
        BsonValue value = reply.get("value", BsonNull.VALUE);
        boolean remove = BsonBoolean.TRUE.equals(command.get("remove"));
        BsonDocument last =
                reply.get("lastErrorObject") instanceof BsonDocument given ? given.clone() : new BsonDocument();
        boolean upsert = BsonBoolean.TRUE.equals(command.get("upsert"));
        if (!last.containsKey("n")) {
            boolean upserted = upsert && value.isDocument();
            last.put("n", new BsonInt32(upserted || (remove && value.isDocument()) ? 1 : 0));
            if (!remove) {
                last.putIfAbsent("updatedExisting", BsonBoolean.FALSE);
            }
            if (upserted && value.asDocument().containsKey("_id")) {
                last.putIfAbsent("upserted", value.asDocument().get("_id"));
            }
        }
        return new BsonDocument("lastErrorObject", last).append("value", value).append("ok", new BsonDouble(1));
    }

    private BsonDocument byPipeline(String database, BsonDocument command, BsonArray stages) {
        BsonValue collection = Required.collection(command);
        List<BsonDocument> found = found(database, command);
        if (found.isEmpty()) {
            if (BsonBoolean.TRUE.equals(command.get("upsert"))) {
                throw new CommandFailure(238, "The memory storage cannot upsert by a pipeline in findAndModify");
            }
            return complete(new BsonDocument("value", BsonNull.VALUE), command);
        }
        BsonDocument before = found.getFirst();
        BsonDocument after = pipelineUpdates.changed(database, collection, before, stages);
        pipelineUpdates.replace(database, collection, after);
        var last = new BsonDocument("n", new BsonInt32(1)).append("updatedExisting", BsonBoolean.TRUE);
        boolean wantsNew = BsonBoolean.TRUE.equals(command.get("new"));
        return new BsonDocument("lastErrorObject", last)
                .append("value", wantsNew ? after : before)
                .append("ok", new BsonDouble(1));
    }
}
