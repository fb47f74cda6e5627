package dev.weft.prose;

import dev.weft.client.MongoClient;
import dev.weft.core.cluster.Until;
import dev.weft.event.MongoEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A client whose events are kept in order, with the time at which each was heard. */
final class Watched implements AutoCloseable {
    final MongoClient client;
    private final List<MongoEvent> events = new CopyOnWriteArrayList<>();
    private final Map<MongoEvent, Long> heardAt = new ConcurrentHashMap<>();

    private Watched(String uri, Consumer<? super ClientSettings.Builder> more) {
        client = MongoClient.connect(uri, form -> {
            more.accept(form);
            form.listen(MongoEvent.class, event -> {
                heardAt.put(event, System.nanoTime());
                events.add(event);
            });
        });
    }

    static Watched connect(String uri) {
        return new Watched(uri, form -> {});
    }

    static Watched connect(String uri, Consumer<? super ClientSettings.Builder> more) {
        return new Watched(uri, more);
    }

    List<MongoEvent> events() {
        return List.copyOf(events);
    }

    <E extends MongoEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    int count(Class<? extends MongoEvent> kind) {
        return all(kind).size();
    }

    /** Waits until so many events of a kind were heard since the client was opened. */
    void await(Class<? extends MongoEvent> kind, int count) {
        Until.holds(() -> count(kind) >= count);
    }

    /** When the first topology was heard of, from this event on, that is as wanted; waits for it. */
    long heardOf(Predicate<Topology> wanted, int from) {
        Until.holds(() -> first(wanted, from).isPresent());
        return heardAt.get(first(wanted, from).get());
    }

    private Optional<TopologyEvent.TopologyChanged> first(Predicate<Topology> wanted, int from) {
        return events.stream()
                .skip(from)
                .filter(TopologyEvent.TopologyChanged.class::isInstance)
                .map(TopologyEvent.TopologyChanged.class::cast)
                .filter(changed -> wanted.test(changed.after()))
                .findFirst();
    }

    /** What is known of the server that was known first. */
    ServerDescription server() {
        return client.topology().servers().values().iterator().next();
    }

    @Override
    public void close() {
        client.close();
    }
}
