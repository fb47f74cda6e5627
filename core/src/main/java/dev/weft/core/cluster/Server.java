package dev.weft.core.cluster;

import dev.weft.PoolUsage;
import dev.weft.ServerAddress;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.RttAverage;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.Phase;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.PoolUnavailableException.Reason;
import dev.weft.error.TimedOutException;
import dev.weft.pool.Pool;
import dev.weft.pool.PoolException;
import dev.weft.pool.PoolHost;
import dev.weft.pool.PoolLimits;
import dev.weft.pool.PoolStats;
import dev.weft.pool.Purpose;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One server of the deployment with the pool of connections to it. Thread-safe. */
public final class Server {
    private final ServerAddress address;
    private final Engine engine;
    private final Pool<PooledConnection> pool;
    private final Drains drains;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicReference<RttAverage> roundTrips = new AtomicReference<>(RttAverage.NONE);
    private volatile ServerDescription description;
    /** The newest generation of which a connection has ended while nobody used it, and none was opened since. */
    private volatile int lostGeneration = -1;

    Server(ServerAddress address, Engine engine, TopologyKeeper keeper) {
        this.address = address;
        this.engine = engine;
        this.description = ServerDescription.unknown(address);
        this.drains = new Drains(this, engine);
        var settings = engine.settings().pool();
        var limits = new PoolLimits(
                settings.maxSize() == Integer.MAX_VALUE ? 0 : settings.maxSize(),
                settings.minSize(),
                settings.maxConnecting(),
                settings.maxIdleTime().map(Duration::toNanos).orElse(0L),
                settings.maxLifeTime().map(Duration::toNanos).orElse(0L),
                settings.maxWaiters().orElse(0));
        // Callers who are pinned hold their carriers as long as they wait for what is opened: an opening must need
        // none.
        var host = new PoolHost(
                engine.clock()::nanoTime,
                opening -> engine.scope().forkBesideCarriers("open", () -> {
                    opening.run();
                    return null;
                }),
                engine.alarms());
        this.pool = new Pool<>(limits, new PooledConnections(this, engine, keeper), new PoolEvents(this, engine), host);
    }

    /** Where it listens. */
    public ServerAddress address() {
        return address;
    }

    /** What is known of it now. */
    public ServerDescription description() {
        return description;
    }

    /** How many connections of its pool are with callers or wait for a late reply, and how many callers wait for one. */
    public int operationCount() {
        return operations.get();
    }

    /** What the connections to it are doing. */
    public PoolUsage usage() {
        return usage(pool.stats());
    }

    /**
     * Takes a connection out of the pool, waiting in line if need be: for a call without a timeout, whose wait is bounded by {@code
     * waitQueueTimeoutMS} or, without that, by {@code serverSelectionTimeoutMS}.
     *
     * @param call a cap on the whole call, if there is one
     * @throws PoolUnavailableException if the pool was cleared or closed, too many wait, or its own limit of time has passed
     * @throws TimedOutException if the deadline of the call has passed
     * @throws InterruptedCallException if the thread was interrupted
     * @throws MongoException what prevented the connection from being opened
     */
    public Checkout checkOut(Purpose purpose, Deadline call) {
        var started = engine.clock().nanoTime();
        var patience = engine.settings()
                .pool()
                .waitTimeout()
                .orElse(engine.settings().servers().selectionTimeout());
        return take(purpose, call, started, Deadline.after(started, patience));
    }

    /**
     * The same for a call that has a timeout, be it zero, which {@code waitQueueTimeoutMS} does not concern (timeouts specification, "Server
     * Selection").
     *
     * @param untilNanos the end of the time that the call has for server and connection together, counted from when it began to look
     *     for a server
     */
    public Checkout checkOut(Purpose purpose, Deadline call, long untilNanos) {
        return take(purpose, call, engine.clock().nanoTime(), untilNanos);
    }

    private Checkout take(Purpose purpose, Deadline call, long started, long limit) {
        drains.makeRoom();
        taken();
        var out = false;
        try {
            var lease = pool.acquire(purpose, Deadline.earlier(call.atNanos(), limit));
            var checkout = lease.resource().lend(lease);
            out = true;
            return checkout;
        } catch (PoolException refused) {
            throw translate(refused, call, started);
        } finally {
            if (!out) {
                returned();
            }
        }
    }

    /** A connection that is idle at this moment, or null. */
    @Nullable
    Checkout checkOutIdle(Purpose purpose) {
        var lease = pool.acquireIdle(purpose);
        if (lease == null) {
            return null;
        }
        taken();
        return lease.resource().lend(lease);
    }

    Pool<PooledConnection> pool() {
        return pool;
    }

    Drains drains() {
        return drains;
    }

    int generation() {
        return pool.generation();
    }

    RttAverage roundTrips() {
        return roundTrips.get();
    }

    void measured(long nanos) {
        roundTrips.updateAndGet(average -> average.add(nanos));
    }

    /**
     * One more round trip, begun when the average was {@code since}: nothing, if the server is unknown or the average has changed meanwhile, as
     * by being forgotten.
     */
    void measured(RttAverage since, long nanos) {
        if (description.type() != ServerType.UNKNOWN) {
            roundTrips.compareAndSet(since, since.add(nanos));
        }
    }

    void forgetRoundTrips() {
        // Another object each time, so that a round trip begun before is seen to be one.
        roundTrips.set(new RttAverage(0, List.of()));
    }

    /** Whoever has said that it is unknown, what was measured of it is forgotten (server selection specification, "Average Round Trip Time"). */
    @SuppressWarnings("ReferenceEquality") // A server that nothing was said of keeps its description, the same object.
    void describe(ServerDescription now) {
        var before = description;
        description = now;
        if (now != before && now.type() == ServerType.UNKNOWN) {
            forgetRoundTrips();
        }
    }

    void taken() {
        operations.incrementAndGet();
    }

    void returned() {
        operations.decrementAndGet();
    }

    void perished(long connectionId, int generation, Throwable cause) {
        lostGeneration = generation;
        pool.perish(connectionId, cause);
    }

    void opened() {
        lostGeneration = -1;
    }

    /** Whether connections of this generation have ended unused, and none was opened since. */
    boolean lost(int generation) {
        return lostGeneration == generation;
    }

    boolean hasWaiters() {
        return pool.stats().waiting() > 0;
    }

    /** Whether a caller would have to wait until another one is done. */
    boolean full() {
        var stats = pool.stats();
        return stats.idle() == 0 && stats.maxSize() > 0 && stats.total() >= stats.maxSize();
    }

    /** The words of the pool become words that users catch; here and nowhere else. */
    MongoException translate(PoolException refused, Deadline call, long startedNanos) {
        var now = engine.clock().nanoTime();
        var waited = Duration.ofNanos(now - startedNanos);
        return switch (refused) {
            case PoolException.TimedOut late -> {
                var unavailable = new PoolUnavailableException(Reason.TIMED_OUT, usage(late.stats()), waited, null);
                yield call.expired(now)
                        ? new TimedOutException(
                                Phase.CHECKOUT, call.allowed(), call.elapsed(now), Optional.of(address), unavailable)
                        : unavailable;
            }
            case PoolException.WaitersExceeded full ->
                new PoolUnavailableException(Reason.TOO_MANY_WAITERS, usage(full.stats()), waited, null);
            case PoolException.Cleared cleared -> unavailable(Reason.CLEARED, waited, cleared.getCause());
            case PoolException.Closed closed -> unavailable(Reason.CLOSED, waited, null);
            case PoolException.Interrupted interrupted ->
                new InterruptedCallException(Phase.CHECKOUT, Optional.of(address), interrupted);
            case PoolException.OpenFailed failed ->
                failed.getCause() instanceof MongoException known
                        ? known
                        : unavailable(Reason.CLEARED, waited, failed.getCause());
        };
    }

    private PoolUnavailableException unavailable(Reason reason, Duration waited, @Nullable Throwable cause) {
        return new PoolUnavailableException(reason, usage(), waited, cause);
    }

    private PoolUsage usage(PoolStats stats) {
        return new PoolUsage(
                address,
                stats.inUse(),
                stats.idle(),
                stats.connecting(),
                stats.waiting(),
                Duration.ofNanos(stats.oldestWaitNanos()),
                stats.draining(),
                stats.maxSize() == 0 ? Integer.MAX_VALUE : stats.maxSize());
    }

    @Override
    public String toString() {
        return "Server[" + address + "]";
    }
}
