package dev.weft.testbed.member;

import dev.weft.testbed.wire.Request;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.bson.BsonDocument;

/** What the server has seen, for tests to look at. Bounded: one number and one document per name of command. */
public final class Observations {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, BsonDocument> last = new ConcurrentHashMap<>();

    void saw(Request request) {
        counts.computeIfAbsent(request.name(), ignored -> new LongAdder()).increment();
        last.put(request.name(), request.command());
    }

    public long count(String command) {
        LongAdder count = counts.get(command);
        return count == null ? 0 : count.sum();
    }

    public Map<String, Long> counts() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }

    public Optional<BsonDocument> last(String command) {
        return Optional.ofNullable(last.get(command)).map(BsonDocument::clone);
    }
}
