package dev.weft.testbed.storage.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What collections and their indexes were created with, by namespace; the backend keeps next to nothing of it. */
final class Catalog {
    private final Map<String, BsonDocument> options = new ConcurrentHashMap<>();
    private final Map<String, List<BsonDocument>> indexes = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    void put(String namespace, BsonDocument created) {
        options.put(namespace, created);
    }

    BsonDocument options(String namespace) {
        return options.getOrDefault(namespace, new BsonDocument());
    }

    /** The indexes of a collection as they were asked for, the one on {@code _id} first. */
    List<BsonDocument> indexes(String namespace) {
        return indexes.getOrDefault(namespace, List.of(idIndex()));
    }

    void putIndexes(String namespace, List<BsonDocument> specifications) {
        indexes.put(namespace, List.copyOf(specifications));
    }

    static BsonDocument idIndex() {
        return new BsonDocument("v", new BsonInt32(2))
                .append("key", new BsonDocument("_id", new BsonInt32(1)))
                .append("name", new BsonString("_id_"));
    }

    void remove(String namespace) {
        options.remove(namespace);
        indexes.remove(namespace);
    }

    void copy(Catalog other) {
        options.putAll(other.options);
        indexes.putAll(other.indexes);
    }

    void removeDatabase(String database) {
        options.keySet().removeIf(namespace -> namespace.startsWith(database + "."));
        indexes.keySet().removeIf(namespace -> namespace.startsWith(database + "."));
    }

    void rename(String from, String to) {
        BsonDocument moved = options.remove(from);
        options.remove(to);
        if (moved != null) {
            options.put(to, moved);
        }
        List<BsonDocument> movedIndexes = indexes.remove(from);
        indexes.remove(to);
        if (movedIndexes != null) {
            indexes.put(to, movedIndexes);
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
