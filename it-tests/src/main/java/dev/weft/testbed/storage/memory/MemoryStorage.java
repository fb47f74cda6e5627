package dev.weft.testbed.storage.memory;

import dev.weft.testbed.storage.Storage;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDocument;

/** Data in memory: what the backend cannot do is done before it, the rest goes to it as it is. */
public final class MemoryStorage implements Storage {
    /** A command that is done before the backend. */
    interface Special {
        BsonDocument run(String database, BsonDocument command);
    }

    private final Backend backend = new Backend();
    private final Map<String, Special> specials = new HashMap<>();

    public MemoryStorage() {
        var scratch = new Scratch(backend);
        var catalog = new Catalog();
        var reads = new Reads(backend, scratch, catalog);
        var writes = new Writes(backend, scratch, catalog, reads);
        var collections = new CollectionCommands(backend, scratch, catalog);
        reads.register(specials);
        writes.register(specials);
        collections.register(specials);
    }

    @Override
    public BsonDocument run(String database, BsonDocument command) {
        Special special = specials.get(command.getFirstKey());
        return special == null ? backend.run(database, command) : special.run(database, command);
    }

    @Override
    public void close() {
        backend.close();
    }
}
