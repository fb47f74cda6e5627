package dev.weft.testbed.storage.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;

/** What collections were created with, by namespace; the backend keeps none of it. */
final class Catalog {
    private final Map<String, BsonDocument> options = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    void put(String namespace, BsonDocument created) {
        options.put(namespace, created);
    }

    BsonDocument options(String namespace) {
        return options.getOrDefault(namespace, new BsonDocument());
    }

    void remove(String namespace) {
        options.remove(namespace);
    }

    void copy(Catalog other) {
        options.putAll(other.options);
    }

    void removeDatabase(String database) {
        options.keySet().removeIf(namespace -> namespace.startsWith(database + "."));
    }

    void rename(String from, String to) {
        BsonDocument moved = options.remove(from);
        options.remove(to);
        if (moved != null) {
            options.put(to, moved);
        }
    }

    Optional<BsonDocument> view(String namespace) {
        return Optional.ofNullable(options.get(namespace)).filter(found -> found.containsKey("viewOn"));
    }

    Optional<BsonDocument> capped(String namespace) {
        return Optional.ofNullable(options.get(namespace))
                .filter(found -> BsonBoolean.TRUE.equals(found.get("capped")));
    }

    Optional<BsonDocument> validator(String namespace) {
        return Optional.ofNullable(options.get(namespace))
                .map(found -> found.get("validator"))
                .filter(found -> found.isDocument() && !found.asDocument().isEmpty())
                .map(found -> found.asDocument());
    }

    /** Held by who reads before it writes in one namespace. */
    ReentrantLock lock(String namespace) {
        return locks.computeIfAbsent(namespace, ignored -> new ReentrantLock());
    }
}
