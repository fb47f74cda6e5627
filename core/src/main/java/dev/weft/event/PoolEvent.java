package dev.weft.event;

import dev.weft.PoolUsage;
import dev.weft.ServerAddress;
import dev.weft.error.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.types.ObjectId;

/** What a pool does: the eleven events of the pooling specification, in its words. */
public sealed interface PoolEvent extends MongoEvent {
    /** {@return the server the pool belongs to} */
    ServerAddress server();

    /**
     * A pool was made; it gives no connection before it is ready.
     *
     * @param at when
     * @param server whose pool
     * @param maxSize how many connections there may be; {@link Integer#MAX_VALUE} for no bound
     * @param minSize how many are kept
     * @param maxIdleTime how long a connection may be unused; empty: for ever
     */
    record PoolCreated(Instant at, ServerAddress server, int maxSize, int minSize, Optional<Duration> maxIdleTime)
            implements PoolEvent {}

    /**
     * The server was reached: the pool gives connections.
     *
     * @param at when
     * @param server whose pool
     */
    record PoolReady(Instant at, ServerAddress server) implements PoolEvent {}

    /**
     * The server failed: the pool's connections are not used any more.
     *
     * @param at when
     * @param server whose pool
     * @param serviceId behind a load balancer: only connections to this service
     * @param interruptInUse whether connections in use are closed at once
     */
    record PoolCleared(Instant at, ServerAddress server, Optional<ObjectId> serviceId, boolean interruptInUse)
            implements PoolEvent {}

    /**
     * The pool is gone.
     *
     * @param at when
     * @param server whose pool
     */
    record PoolClosed(Instant at, ServerAddress server) implements PoolEvent {}

    /**
     * A connection is being opened.
     *
     * @param at when
     * @param server whose pool
     * @param connection its number, from 1 on
     */
    record ConnectionCreated(Instant at, ServerAddress server, long connection) implements PoolEvent {}

    /**
     * A connection is open and authenticated.
     *
     * @param at when
     * @param server whose pool
     * @param connection its number
     * @param took how long it took to open
     */
    record ConnectionReady(Instant at, ServerAddress server, long connection, Duration took) implements PoolEvent {}

    /**
     * A connection is closed.
     *
     * @param at when
     * @param server whose pool
     * @param connection its number
     * @param reason {@code stale}, {@code idle}, {@code error} or {@code poolClosed}
     * @param failure what broke it; empty when nothing did
     */
    record ConnectionClosed(
            Instant at, ServerAddress server, long connection, String reason, Optional<MongoException> failure)
            implements PoolEvent {}

    /**
     * A caller asks for a connection.
     *
     * @param at when
     * @param server whose pool
     */
    record CheckOutStarted(Instant at, ServerAddress server) implements PoolEvent {}

    /**
     * A caller got no connection.
     *
     * @param at when
     * @param took how long it waited
     * @param reason {@code timeout}, {@code connectionError} or {@code poolClosed}
     * @param usage what the pool's connections were doing
     */
    record CheckOutFailed(Instant at, Duration took, String reason, PoolUsage usage) implements PoolEvent {
        @Override
        public ServerAddress server() {
            return usage.server();
        }
    }

    /**
     * A caller got a connection.
     *
     * @param at when
     * @param server whose pool
     * @param connection its number
     * @param took how long the caller waited
     */
    record CheckedOut(Instant at, ServerAddress server, long connection, Duration took) implements PoolEvent {}

    /**
     * A connection came back, or was closed by its caller.
     *
     * @param at when
     * @param server whose pool
     * @param connection its number
     */
    record CheckedIn(Instant at, ServerAddress server, long connection) implements PoolEvent {}
}
