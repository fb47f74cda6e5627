package dev.weft.testbed.storage.memory;

import dev.weft.testbed.storage.Totals;
import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Inserts, updates, deletes and findAndModify: statement by statement where the backend would do something else. */
final class Writes {
    private final Backend backend;
    private final Scratch scratch;
    private final Catalog catalog;
    private final Reads reads;
    private final Validation validation;
    private final PipelineUpdates pipelineUpdates;
    private final NullIdUpsert nullIds;
    private final DuplicateKeys duplicateKeys;

    Writes(Backend backend, Scratch scratch, Catalog catalog, Reads reads) {
        this.backend = backend;
        this.scratch = scratch;
        this.catalog = catalog;
        this.reads = reads;
        this.validation = new Validation(scratch, catalog);
        this.pipelineUpdates = new PipelineUpdates(backend);
        this.nullIds = new NullIdUpsert(backend);
        this.duplicateKeys = new DuplicateKeys(backend, catalog);
    }

    void register(Map<String, MemoryStorage.Special> specials) {
        specials.put("insert", this::insert);
        specials.put("update", (database, command) -> each(database, command, "updates", this::update));
        specials.put("delete", (database, command) -> each(database, command, "deletes", this::delete));
        specials.put("findAndModify", new FindAndModify(backend, reads, pipelineUpdates, catalog, scratch)::run);
    }

    private BsonDocument insert(String database, BsonDocument command) {
        String namespace = Reads.namespace(database, command);
        Optional<BsonDocument> capped = catalog.capped(namespace);
        boolean plain = capped.isEmpty()
                && catalog.validator(namespace).isEmpty()
                && catalog.view(namespace).isEmpty();
        // The backend goes on after an error, though an ordered batch must not.
        boolean ordered = command.getBoolean("ordered", BsonBoolean.TRUE).getValue();
        if (plain && (!ordered || command.getArray("documents").size() == 1)) {
            return plainInsert(database, command);
        }
        ReentrantLock lock = catalog.lock(namespace);
        lock.lock();
        try {
            BsonDocument reply = each(database, command, "documents", (of, one) -> {
                validation.check(namespace, one.getArray("documents").getFirst().asDocument(), command);
                return plainInsert(of, one);
            });
            capped.ifPresent(options -> evict(database, command.getString("insert"), options));
            return reply;
        } finally {
            lock.unlock();
        }
    }

    private BsonDocument plainInsert(String database, BsonDocument command) {
        BsonDocument sent = command.clone();
        sent.remove("bypassDocumentValidation");
        var documents = new BsonArray();
        for (BsonValue document : command.getArray("documents")) {
            documents.add(withId(document.asDocument()));
        }
        sent.put("documents", documents);
        BsonDocument reply = told(database, backend.run(database, sent), command);
        // The backend counts what it did not insert.
        int errors = reply.getArray("writeErrors", new BsonArray()).size();
        reply.put("n", new BsonInt32(documents.size() - errors));
        return reply;
    }

    /** A server puts {@code _id} first, and makes one where there is none. */
    private static BsonDocument withId(BsonDocument document) {
        if (!document.isEmpty() && document.getFirstKey().equals("_id")) {
            return document;
        }
        var result = new BsonDocument("_id", document.get("_id", new BsonObjectId()));
        document.forEach(result::putIfAbsent);
        return result;
    }

    /** Server manual, "Capped Collections": the oldest make room. */
    private void evict(String database, BsonString collection, BsonDocument options) {
        List<BsonDocument> all = Scratch.all(backend, database, new BsonDocument("find", collection));
        int most = options.get("max") instanceof BsonNumber max ? max.intValue() : Integer.MAX_VALUE;
        for (int i = 0; i < all.size() - most; i++) {
            var oldest = new BsonDocument(
                            "q", new BsonDocument("_id", all.get(i).get("_id")))
                    .append("limit", new BsonInt32(1));
            backend.run(
                    database, new BsonDocument("delete", collection).append("deletes", new BsonArray(List.of(oldest))));
        }
    }

    private BsonDocument update(String database, BsonDocument command) {
        BsonDocument statement = command.getArray("updates").getFirst().asDocument();
        String namespace = Reads.namespace(database, command);
        boolean special = statement.get("u") instanceof BsonArray
                || PipelineUpdates.hasOddNames(Required.field(statement, "u"))
                || statement.containsKey("sort")
                || catalog.validator(namespace).isPresent();
        BsonValue let = command.get("let");
        if (let instanceof BsonDocument variables) {
            statement = statement.clone();
            statement.replaceAll((name, value) -> Pipelines.bound(value, variables));
        }
        checkForm(statement);
        statement = Collations.applied(statement, "q");
        if (BsonBoolean.TRUE.equals(statement.get("upsert")) && NullIdUpsert.is(statement)) {
            return nullIds.run(database, command, statement);
        }
        if (!special) {
            return run(database, one(command, "updates", statement));
        }
        ReentrantLock lock = catalog.lock(namespace);
        lock.lock();
        try {
            BsonDocument narrowed = narrowed(database, command, statement);
            if (PipelineUpdates.hasOddNames(Required.field(narrowed, "u"))) {
                // A replacement is a pipeline of one stage.
                narrowed = narrowed.clone().append("u", PipelineUpdates.replacement(narrowed.getDocument("u")));
            }
            return narrowed.get("u") instanceof BsonArray
                    ? pipelineUpdates.update(database, command, narrowed)
                    : validated(database, command, narrowed);
        } finally {
            lock.unlock();
        }
    }

    /** Updates, and takes it back if the result breaks the collection's validator. */
    private BsonDocument validated(String database, BsonDocument command, BsonDocument statement) {
        String namespace = Reads.namespace(database, command);
        if (catalog.validator(namespace).isEmpty()) {
            return run(database, one(command, "updates", statement));
        }
        var find = new BsonDocument("find", command.get("update")).append("filter", statement.get("q"));
        List<BsonDocument> before = Scratch.all(backend, database, find);
        BsonDocument reply = run(database, one(command, "updates", statement));
        for (BsonDocument old : before) {
            var id = new BsonDocument("_id", old.get("_id"));
            var again = new BsonDocument("find", command.get("update")).append("filter", id);
            for (BsonDocument changed : Scratch.all(backend, database, again)) {
                try {
                    validation.check(namespace, changed, command);
                } catch (CommandFailure failure) {
                    run(database, one(command, "updates", new BsonDocument("q", id).append("u", old)));
                    throw failure;
                }
            }
        }
        return reply;
    }

    /** The statement about the one document that comes first in the order it asks for (server manual, "update", "sort"). */
    private BsonDocument narrowed(String database, BsonDocument command, BsonDocument statement) {
        if (!statement.containsKey("sort")) {
            return statement;
        }
        var find = new BsonDocument("find", command.get("update"))
                .append("filter", statement.get("q"))
                .append("sort", statement.get("sort"))
                .append("limit", new BsonInt32(1));
        BsonDocument narrowed = statement.clone();
        narrowed.remove("sort");
        List<BsonDocument> found = Scratch.all(backend, database, find);
        if (!found.isEmpty()) {
            narrowed.put("q", new BsonDocument("_id", found.getFirst().get("_id")));
        }
        return narrowed;
    }

    private BsonDocument delete(String database, BsonDocument command) {
        BsonDocument statement = Collations.applied(
                        command.getArray("deletes").getFirst().asDocument(), "q")
                .clone();
        if (command.get("let") instanceof BsonDocument variables) {
            statement.replaceAll((name, value) -> Pipelines.bound(value, variables));
        }
        return run(database, one(command, "deletes", statement));
    }

    /** The backend wants neither of these, which were seen to before. */
    private BsonDocument run(String database, BsonDocument command) {
        command.remove("let");
        command.remove("bypassDocumentValidation");
        return told(database, backend.run(database, command), command);
    }

    private BsonDocument told(String database, BsonDocument reply, BsonDocument command) {
        String collection = command.getString(command.getFirstKey()).getValue();
        return duplicateKeys.told(database, collection, command.getFirstKey(), reply);
    }

    private static void checkForm(BsonDocument statement) {
        boolean many = BsonBoolean.TRUE.equals(statement.get("multi"));
        boolean replacement = statement.get("u") instanceof BsonDocument update
                && (update.isEmpty() || !update.getFirstKey().startsWith("$"));
        if (many && replacement) {
            throw new CommandFailure(9, "multi update is not supported for replacement-style update");
        }
    }

    private void checkWritable(String namespace) {
        if (catalog.view(namespace).isPresent()) {
            throw new CommandFailure(166, "Namespace " + namespace + " is a view, not a collection");
        }
    }

    /** Runs a batch statement by statement: a failure becomes a write error and, in order, ends it. */
    private BsonDocument each(String database, BsonDocument command, String field, MemoryStorage.Special execution) {
        var totals = new Totals();
        boolean ordered = command.getBoolean("ordered", BsonBoolean.TRUE).getValue();
        BsonArray statements = command.getArray(field);
        for (int i = 0; i < statements.size(); i++) {
            try {
                checkWritable(Reads.namespace(database, command));
                BsonDocument statement = statements.get(i).asDocument();
                if (!field.equals("documents")) {
                    checkHint(database, command, statement);
                }
                totals.add(i, execution.run(database, one(command, field, statement)));
            } catch (CommandFailure failure) {
                totals.fail(i, failure);
            }
            if (ordered && totals.failed()) {
                break;
            }
        }
        return totals.reply(field.equals("updates"));
    }

    private void checkHint(String database, BsonDocument command, BsonDocument statement) {
        if (statement.containsKey("hint")) {
            reads.checkHint(
                    database,
                    new BsonDocument("find", command.get(command.getFirstKey())).append("hint", statement.get("hint")));
        }
    }

    private static BsonDocument one(BsonDocument command, String field, BsonDocument statement) {
        BsonDocument one = command.clone();
        BsonDocument bare = statement.clone();
        if (!field.equals("documents")) {
            bare.remove("hint");
        }
        one.put(field, new BsonArray(List.of(bare)));
        return one;
    }
}
