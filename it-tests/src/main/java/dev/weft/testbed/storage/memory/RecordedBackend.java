package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import java.util.Set;

/** The memory backend with collections that tell a journal of their documents. */
final class RecordedBackend extends MemoryBackend {
    private final Journal journal;

    RecordedBackend(Journal journal) {
        this.journal = journal;
    }

    @Override
    public MemoryDatabase openOrCreateDatabase(String databaseName) {
        return new MemoryDatabase(databaseName, getCursorRegistry()) {
            @Override
            protected MemoryCollection openOrCreateCollection(String collectionName, CollectionOptions options) {
                return new RecordedCollection(this, collectionName, options, cursorRegistry, journal);
            }
        };
    }

    Set<String> databases() {
        return listDatabaseNames();
    }

    /** The collection of this name, made if there is none. */
    RecordedCollection collection(String database, String name) {
        MongoDatabase in = resolveDatabase(database);
        MongoCollection<?> found = in.resolveCollection(name, false);
        return (RecordedCollection) (found == null ? in.createCollectionOrThrowIfExists(name) : found);
    }
}
