package dev.weft.testbed;

import dev.weft.testbed.storage.LazyStorage;
import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.storage.engine.EngineStorage;
import dev.weft.testbed.storage.memory.MemoryStorage;
import java.net.URI;

/** What holds a deployment's data. */
public enum StorageKind {
    /** mongo-java-server's memory backend, in this process. */
    MEMORY,

    /** MongoDB's own engine, in a process of its own: queries, updates and errors are the real ones. See {@link EngineServer}. */
    ENGINE;

    /**
     * @throws ServerUnavailableException if what it needs is not on this machine
     */
    Storage open() {
        return switch (this) {
            case MEMORY -> new LazyStorage(MemoryStorage::new);
            case ENGINE -> {
                EngineServer engine = EngineServer.start();
                URI uri = URI.create(engine.uri());
                yield new EngineStorage(uri.getHost(), uri.getPort(), engine);
            }
        };
    }
}
