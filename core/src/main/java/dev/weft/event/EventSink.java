package dev.weft.event;

import java.util.List;

/**
 * Hands events to listeners. Who emits asks {@link #wants} before it builds an event, so that what nobody listens to
 * costs one branch. A listener that throws is reported to the system's logger and harms nobody: neither the call that
 * emits nor the other listeners.
 */
public final class EventSink {
    /** Nobody listens. */
    public static final EventSink NONE = new EventSink(List.of());

    private final Subscription<?>[] subscriptions;

    private EventSink(List<Subscription<?>> subscriptions) {
        this.subscriptions = subscriptions.toArray(new Subscription<?>[0]);
    }

    /**
     * A sink of some listeners.
     *
     * @param subscriptions the listeners, called in this order
     * @return the sink
     */
    public static EventSink of(List<Subscription<?>> subscriptions) {
        return subscriptions.isEmpty() ? NONE : new EventSink(subscriptions);
    }

    /**
     * Whether anybody listens to a kind of event.
     *
     * @param event the class of the record that would be built
     * @return whether to build it
     */
    public boolean wants(Class<? extends MongoEvent> event) {
        for (Subscription<?> subscription : subscriptions) {
            if (subscription.covers(event)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Hands an event to all who listen to it, on this thread.
     *
     * @param event the event
     */
    public void emit(MongoEvent event) {
        for (Subscription<?> subscription : subscriptions) {
            try {
                subscription.offer(event);
            } catch (Throwable failure) { // A listener is foreign code: whatever it throws must not reach a call.
                // Asked for only now: the first logger costs a starting process more than its connection does.
                System.getLogger("dev.weft.event")
                        .log(
                                System.Logger.Level.WARNING,
                                "a listener failed on " + event.getClass().getSimpleName() + "; the call goes on",
                                failure);
            }
        }
    }
}
