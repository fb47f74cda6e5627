package dev.weft.event;

import java.util.function.Consumer;

/**
 * A listener and the events it wants.
 *
 * @param <E> the kind of events
 * @param kind the class of the events: a record, or an interface for all below it
 * @param listener called on the thread that did the work; it must not block
 */
public record Subscription<E extends MongoEvent>(Class<E> kind, Consumer<? super E> listener) {
    boolean covers(Class<? extends MongoEvent> event) {
        return kind.isAssignableFrom(event);
    }

    void offer(MongoEvent event) {
        if (kind.isInstance(event)) {
            listener.accept(kind.cast(event));
        }
    }
}
