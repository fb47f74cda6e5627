package dev.weft.core.cluster;

import dev.weft.ServerAddress;
import dev.weft.core.time.NanoClock;
import dev.weft.error.MongoException;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.pool.CheckOutFailure;
import dev.weft.pool.CloseReason;
import dev.weft.pool.PoolException;
import dev.weft.pool.PoolLimits;
import dev.weft.pool.PoolListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Says what a pool does in the words that users listen to (CMAP specification, "Events"). */
final class PoolEvents implements PoolListener {
    private final Server server;
    private final ServerAddress address;
    private final ClusterLoop events;
    private final NanoClock clock;
    private final boolean wanted;

    PoolEvents(Server server, Engine engine) {
        this.server = server;
        this.address = server.address();
        this.events = engine.events();
        this.clock = engine.clock();
        this.wanted = engine.settings().listeners().stream()
                .anyMatch(subscription -> subscription.kind().isAssignableFrom(PoolEvent.class)
                        || PoolEvent.class.isAssignableFrom(subscription.kind()));
    }

    @Override
    public boolean wants() {
        return wanted;
    }

    @Override
    public void poolCreated(PoolLimits limits) {
        tell(
                PoolEvent.PoolCreated.class,
                at -> new PoolEvent.PoolCreated(
                        at,
                        address,
                        limits.maxSize() == 0 ? Integer.MAX_VALUE : limits.maxSize(),
                        limits.minSize(),
                        limits.maxIdleNanos() == 0
                                ? Optional.empty()
                                : Optional.of(Duration.ofNanos(limits.maxIdleNanos()))));
    }

    @Override
    public void poolReady() {
        tell(PoolEvent.PoolReady.class, at -> new PoolEvent.PoolReady(at, address));
    }

    @Override
    public void poolCleared(@Nullable Object serviceId, boolean interruptInUse, @Nullable Throwable cause) {
        var service = serviceId instanceof ObjectId id ? Optional.of(id) : Optional.<ObjectId>empty();
        tell(PoolEvent.PoolCleared.class, at -> new PoolEvent.PoolCleared(at, address, service, interruptInUse));
    }

    @Override
    public void poolClosed() {
        tell(PoolEvent.PoolClosed.class, at -> new PoolEvent.PoolClosed(at, address));
    }

    @Override
    public void connectionCreated(long id) {
        tell(PoolEvent.ConnectionCreated.class, at -> new PoolEvent.ConnectionCreated(at, address, id));
    }

    @Override
    public void connectionReady(long id, long nanos) {
        tell(
                PoolEvent.ConnectionReady.class,
                at -> new PoolEvent.ConnectionReady(at, address, id, Duration.ofNanos(nanos)));
    }

    @Override
    public void connectionClosed(long id, CloseReason reason, @Nullable Throwable cause) {
        var failure = cause instanceof MongoException known ? Optional.of(known) : Optional.<MongoException>empty();
        tell(
                PoolEvent.ConnectionClosed.class,
                at -> new PoolEvent.ConnectionClosed(at, address, id, word(reason), failure));
    }

    @Override
    public void checkOutStarted() {
        tell(PoolEvent.CheckOutStarted.class, at -> new PoolEvent.CheckOutStarted(at, address));
    }

    @Override
    public void checkOutFailed(CheckOutFailure reason, long nanos, PoolException failure) {
        tell(
                PoolEvent.CheckOutFailed.class,
                at -> new PoolEvent.CheckOutFailed(at, Duration.ofNanos(nanos), word(reason), server.usage()));
    }

    @Override
    public void checkedOut(long id, long nanos) {
        tell(PoolEvent.CheckedOut.class, at -> new PoolEvent.CheckedOut(at, address, id, Duration.ofNanos(nanos)));
    }

    @Override
    public void checkedIn(long id) {
        tell(PoolEvent.CheckedIn.class, at -> new PoolEvent.CheckedIn(at, address, id));
    }

    private void tell(Class<? extends MongoEvent> kind, Function<Instant, MongoEvent> event) {
        if (events.wants(kind)) {
            events.tell(event.apply(clock.now()));
        }
    }

    private static String word(CloseReason reason) {
        return switch (reason) {
            case STALE -> "stale";
            case IDLE -> "idle";
            case ERROR -> "error";
            case POOL_CLOSED -> "poolClosed";
        };
    }

    private static String word(CheckOutFailure reason) {
        return switch (reason) {
            case TIMEOUT -> "timeout";
            case CONNECTION_ERROR -> "connectionError";
            case POOL_CLOSED -> "poolClosed";
        };
    }
}
