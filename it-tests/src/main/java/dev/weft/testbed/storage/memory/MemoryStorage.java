package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.bson.Document;
import dev.weft.testbed.storage.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Data in memory: what the backend cannot do is done before it, the rest goes to it as it is. */
public final class MemoryStorage implements Storage {
    /** A command that is done before the backend. */
    interface Special {
        BsonDocument run(String database, BsonDocument command);
    }

    /** These change more than documents; who follows repeats them as a whole. */
    private static final Set<String> ABOUT_COLLECTIONS = Set.of(
            "create",
            "drop",
            "dropDatabase",
            "renameCollection",
            "collMod",
            "createIndexes",
            "dropIndexes",
            "convertToCapped");

    private final Backend backend = new Backend();
    private final Catalog catalog = new Catalog();
    private final Map<String, Special> specials = new HashMap<>();

    public MemoryStorage() {
        var scratch = new Scratch(backend);
        var reads = new Reads(backend, scratch, catalog);
        var writes = new Writes(backend, scratch, catalog, reads);
        var collections = new CollectionCommands(backend, scratch, catalog);
        reads.register(specials);
        writes.register(specials);
        collections.register(specials);
    }

    Backend backend() {
        return backend;
    }

    @Override
    public BsonDocument run(String database, BsonDocument command) {
        Optional<BsonString> out = out(command);
        if (!ABOUT_COLLECTIONS.contains(command.getFirstKey()) && out.isEmpty()) {
            return execute(database, command);
        }
        return backend.exclusively(() -> {
            BsonDocument told = command.clone();
            backend.journal().mute(true);
            try {
                BsonDocument reply = execute(database, command);
                if (backend.journal().followed()) {
                    backend.journal()
                            .tell(out.map(name -> contents(database, name.getValue()))
                                    .orElse(copy -> copy.run(database, told.clone())));
                }
                return reply;
            } finally {
                backend.journal().mute(false);
            }
        });
    }

    private BsonDocument execute(String database, BsonDocument command) {
        Special special = specials.get(command.getFirstKey());
        return special == null ? backend.run(database, command) : special.run(database, command);
    }

    /** The collection that a pipeline replaces (server manual, "$out"). */
    private static Optional<BsonString> out(BsonDocument command) {
        return command.get("pipeline") instanceof BsonArray stages
                        && command.getFirstKey().equals("aggregate")
                        && !stages.isEmpty()
                        && stages.getLast() instanceof BsonDocument last
                        && last.get("$out") instanceof BsonString name
                ? Optional.of(name)
                : Optional.empty();
    }

    /** What a collection holds now, in the place of what it held. */
    private Journal.Change contents(String database, String name) {
        List<Document> documents = backend.collection(database, name).documents().stream()
                .map(Document::cloneDeeply)
                .toList();
        return copy -> {
            RecordedCollection collection = copy.backend.collection(database, name);
            collection.documents().forEach(collection::removeDocument);
            documents.forEach(document -> collection.addDocument(document.cloneDeeply()));
        };
    }

    @Override
    public Storage follow(LongSupplier until) {
        return backend.exclusively(() -> {
            var copy = new MemoryStorage();
            for (String database : backend.databases()) {
                if (!database.equals(Scratch.DATABASE)) {
                    copy(database, copy);
                }
            }
            copy.catalog.copy(catalog);
            var follower = new Follower(copy, backend.journal(), until);
            backend.journal().add(follower);
            return follower;
        });
    }

    private void copy(String database, MemoryStorage to) {
        var list = new BsonDocument("listCollections", new BsonInt32(1));
        for (BsonDocument found : Scratch.all(backend, database, list)) {
            String name = found.getString("name").getValue();
            if (!name.startsWith("system.")) {
                RecordedCollection collection = to.backend.collection(database, name);
                copyIndexes(database, name, to);
                backend.collection(database, name)
                        .documents()
                        .forEach(document -> collection.addDocument(document.cloneDeeply()));
            }
        }
    }

    private void copyIndexes(String database, String collection, MemoryStorage to) {
        var name = new BsonString(collection);
        List<BsonDocument> indexes = Scratch.all(backend, database, new BsonDocument("listIndexes", name)).stream()
                .filter(index -> !index.getString("name").getValue().equals("_id_"))
                .toList();
        if (!indexes.isEmpty()) {
            List<BsonValue> values = List.copyOf(indexes);
            to.backend.run(database, new BsonDocument("createIndexes", name).append("indexes", new BsonArray(values)));
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
