package dev.weft.pool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down the events of a pool, in order. */
final class Recorder implements PoolListener {
    /** One event: its name in the CMAP suite, and what the suite may ask for. */
    record Event(
            String type,
            long connectionId,
            @Nullable String reason,
            long durationNanos,
            @Nullable PoolLimits options,
            @Nullable Boolean interruptInUse) {
        static Event of(String type, long connectionId) {
            return new Event(type, connectionId, null, -1, null, null);
        }
    }

    final List<Event> events = new CopyOnWriteArrayList<>();

    long count(String type) {
        return events.stream().filter(event -> event.type.equals(type)).count();
    }

    List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    @Override
    public boolean wants() {
        return true;
    }

    @Override
    public void poolCreated(PoolLimits limits) {
        events.add(new Event("ConnectionPoolCreated", 0, null, -1, limits, null));
    }

    @Override
    public void poolReady() {
        events.add(Event.of("ConnectionPoolReady", 0));
    }

    @Override
    public void poolCleared(@Nullable Object serviceId, boolean interruptInUse, @Nullable Throwable cause) {
        events.add(new Event("ConnectionPoolCleared", 0, null, -1, null, interruptInUse));
    }

    @Override
    public void poolClosed() {
        events.add(Event.of("ConnectionPoolClosed", 0));
    }

    @Override
    public void connectionCreated(long connectionId) {
        events.add(Event.of("ConnectionCreated", connectionId));
    }

    @Override
    public void connectionReady(long connectionId, long durationNanos) {
        events.add(new Event("ConnectionReady", connectionId, null, durationNanos, null, null));
    }

    @Override
    public void connectionClosed(long connectionId, CloseReason reason, @Nullable Throwable cause) {
        String word = switch (reason) {
            case STALE -> "stale";
            case IDLE -> "idle";
            case ERROR -> "error";
            case POOL_CLOSED -> "poolClosed";
        };
        events.add(new Event("ConnectionClosed", connectionId, word, -1, null, null));
    }

    @Override
    public void checkOutStarted() {
        events.add(Event.of("ConnectionCheckOutStarted", 0));
    }

    @Override
    public void checkOutFailed(CheckOutFailure reason, long durationNanos, PoolException failure) {
        String word = switch (reason) {
            case POOL_CLOSED -> "poolClosed";
            case TIMEOUT -> "timeout";
            case CONNECTION_ERROR -> "connectionError";
        };
        events.add(new Event("ConnectionCheckOutFailed", 0, word, durationNanos, null, null));
    }

    @Override
    public void checkedOut(long connectionId, long durationNanos) {
        events.add(new Event("ConnectionCheckedOut", connectionId, null, durationNanos, null, null));
    }

    @Override
    public void checkedIn(long connectionId) {
        events.add(Event.of("ConnectionCheckedIn", connectionId));
    }
}
