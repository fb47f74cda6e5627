package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Indexes (server manual, "createIndexes", "listIndexes", "dropIndexes"). The catalog knows them all; of the backend's own only the unique
 * ones matter, which are the only ones that can refuse a write.
 */
final class IndexCommands {
    private static final BsonString ID_INDEX = new BsonString("_id_");

    private final Backend backend;
    private final CollectionCommands collections;
    private final Catalog catalog;

    IndexCommands(Backend backend, CollectionCommands collections, Catalog catalog) {
        this.backend = backend;
        this.collections = collections;
        this.catalog = catalog;
    }

    void register(Map<String, MemoryStorage.Special> specials) {
        specials.put("listIndexes", this::list);
        specials.put("createIndexes", this::create);
        specials.put("dropIndexes", this::drop);
    }

    private BsonDocument list(String database, BsonDocument command) {
        collections.checkExists(database, command, "ns does not exist: %s");
        String namespace = Reads.namespace(database, command);
        return Reads.reply(
                namespace,
                catalog.indexes(namespace).stream().map(BsonDocument::clone).toList());
    }

    private BsonDocument create(String database, BsonDocument command) {
        String namespace = Reads.namespace(database, command);
        String collection = command.getString("createIndexes").getValue();
        boolean created = !collections.exists(database, command);
        if (created) {
            backend.run(database, new BsonDocument("create", new BsonString(collection)));
        }
        List<BsonDocument> before = catalog.indexes(namespace);
        List<BsonDocument> indexes = new ArrayList<>(before);
        for (BsonValue asked : command.getArray("indexes")) {
            BsonDocument index = IndexSpecs.completed(asked);
            if (indexes.stream().noneMatch(there -> isIdIndex(index) || IndexSpecs.isThere(index, there))) {
                enforce(database, collection, index);
                indexes.add(index);
            }
        }
        catalog.putIndexes(namespace, indexes);
        var reply = new BsonDocument("numIndexesBefore", new BsonInt32(before.size()))
                .append("numIndexesAfter", new BsonInt32(indexes.size()));
        if (indexes.size() > before.size()) {
            reply.append("createdCollectionAutomatically", BsonBoolean.valueOf(created));
        } else {
            reply.append("note", new BsonString("all indexes already exist"));
        }
        return reply.append("ok", new BsonDouble(1));
    }

    private static boolean isIdIndex(BsonDocument index) {
        return IndexSpecs.equal(index.get("key"), Catalog.idIndex().get("key"));
    }

    /** Has the backend refuse what a unique index refuses; it knows no partial ones. */
    void enforce(String database, String collection, BsonDocument index) {
        if (!BsonBoolean.TRUE.equals(index.get("unique")) || index.containsKey("partialFilterExpression")) {
            return;
        }
        var bare = new BsonDocument("key", index.get("key"))
                .append("name", IndexNames.inner(index.getString("name"), collection))
                .append("unique", BsonBoolean.TRUE)
                .append("sparse", index.getBoolean("sparse", BsonBoolean.FALSE));
        try {
            backend.run(
                    database,
                    new BsonDocument("createIndexes", new BsonString(collection))
                            .append("indexes", new BsonArray(List.of(bare))));
        } catch (CommandFailure failure) {
            throw new DuplicateKeys(backend, catalog).whileBuilding(database, collection, index, failure);
        }
    }

    private void forget(String database, String collection, BsonDocument index, String suffixOf) {
        if (BsonBoolean.TRUE.equals(index.get("unique")) && !index.containsKey("partialFilterExpression")) {
            backend.run(
                    database,
                    new BsonDocument("dropIndexes", new BsonString(collection))
                            .append("index", IndexNames.inner(index.getString("name"), suffixOf)));
        }
    }

    private BsonDocument drop(String database, BsonDocument command) {
        collections.checkExists(database, command, "ns not found %s");
        String namespace = Reads.namespace(database, command);
        String collection = command.getString(command.getFirstKey()).getValue();
        List<BsonDocument> before = catalog.indexes(namespace);
        BsonValue wanted = Required.field(command, "index");
        boolean all = wanted.equals(new BsonString("*"));
        List<BsonDocument> doomed = new ArrayList<>();
        if (all) {
            doomed.addAll(before.subList(1, before.size()));
        } else if (wanted instanceof BsonArray names) {
            names.forEach(name -> doomed.add(find(before, name)));
        } else {
            doomed.add(find(before, wanted));
        }
        doomed.forEach(index -> forget(database, collection, index, collection));
        catalog.putIndexes(
                namespace,
                before.stream().filter(index -> !doomed.contains(index)).toList());
        var reply = new BsonDocument("nIndexesWas", new BsonInt32(before.size()));
        if (all) {
            reply.append("msg", new BsonString("non-_id indexes dropped for collection"));
        }
        return reply.append("ok", new BsonDouble(1));
    }

    private static BsonDocument find(List<BsonDocument> indexes, BsonValue nameOrKey) {
        String field = nameOrKey.isString() ? "name" : "key";
        List<BsonDocument> found = indexes.stream()
                .filter(index -> IndexSpecs.equal(nameOrKey, index.get(field)))
                .toList();
        if (found.isEmpty()) {
            throw new CommandFailure(
                    27,
                    nameOrKey instanceof BsonString name
                            ? "index not found with name [" + name.getValue() + "]"
                            : "can't find index with key: " + ShellText.of(nameOrKey));
        }
        if (found.size() > 1) {
            throw new CommandFailure(
                    181,
                    "AmbiguousIndexKeyPattern",
                    found.size() + " indexes found for key: " + ShellText.of(nameOrKey)
                            + ", identify by name instead.");
        }
        if (ID_INDEX.equals(found.getFirst().get("name"))) {
            throw new CommandFailure(72, "cannot drop _id index");
        }
        return found.getFirst();
    }

    /** Inside, the name of the collection is part of those of its indexes. */
    void renamed(String from, String to) {
        String database = to.substring(0, to.indexOf('.'));
        String collection = to.substring(to.indexOf('.') + 1);
        for (BsonDocument index : catalog.indexes(to)) {
            forget(database, collection, index, from.substring(from.indexOf('.') + 1));
            enforce(database, collection, index);
        }
    }
}
