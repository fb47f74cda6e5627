package dev.weft.core.cluster;

import dev.weft.PoolUsage;
import dev.weft.ReadPreference;
import dev.weft.core.connection.ClientMetadata;
import dev.weft.core.connection.Connection;
import dev.weft.core.connection.ConnectionOpener;
import dev.weft.core.connection.Surroundings;
import dev.weft.core.dns.LookUp;
import dev.weft.core.scope.Scope;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.session.ServerSessionPool;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.FailureRules;
import dev.weft.error.BadConfigException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NoServerException;
import dev.weft.error.Phase;
import dev.weft.error.TimedOutException;
import dev.weft.event.EventSink;
import dev.weft.pool.PoolException;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.Resolver;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a client knows of its deployment, kept up to date until {@link #close}: finds a server for each call, hears of failures, and owns the
 * threads, connections and sessions of the client. Thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private static final AtomicLong CLIENTS = new AtomicLong();

    private final Engine engine;
    private final IoLoop loop;
    private final ClientMetadata metadata;
    private final ServerSessionPool sessions;
    private final TopologyKeeper keeper;
    private final Closing closing;

    private Cluster(ClientSettings settings, Scope scope, IoLoop loop, Resolver names) {
        this.loop = loop;
        this.metadata = new ClientMetadata(settings.appName().orElse(""), Surroundings.here());
        var clock = NanoClock.system();
        var events = new ClusterLoop(EventSink.of(settings.listeners()));
        var lookUp = new LookUp(
                scope, clock, Engine.parking(loop), settings.sockets().connectTimeout());
        var services = new ConnectionOpener.Services(
                loop, new DetachedResolver(names, lookUp), clock, EventSink.of(settings.listeners()));
        this.engine = new Engine(
                settings,
                clock,
                Engine.parking(loop),
                Engine.alarms(loop),
                scope,
                new ConnectionOpener(settings, metadata, services),
                events,
                new ClusterClock(),
                Engine.streams(settings.servers().monitoringMode(), metadata.onFunctionService()),
                new TopologyId());
        this.sessions = new ServerSessionPool(clock.nanoTime());
        this.keeper = new TopologyKeeper(engine);
        this.closing = new Closing(engine, keeper, sessions, loop);
    }

    /**
     * Begins to watch the servers that the settings name. Does no I/O on the calling thread and succeeds though no server may run. If
     * they name none but a name for DNS, waits for DNS first, no longer than {@code connectTimeoutMS} or, without that, {@code
     * serverSelectionTimeoutMS}; when that fails, nothing is left.
     *
     * @throws BadConfigException if the settings, or what DNS adds to them, ask for what this version cannot do or contradict each other
     * @throws NoServerException if DNS could not be asked
     * @throws InterruptedCallException if the thread was interrupted while it waited for DNS
     */
    public static Cluster open(ClientSettings settings) {
        return open(settings, Outside.SYSTEM);
    }

    static Cluster open(ClientSettings given, Outside outside) {
        var loop = IoLoop.acquire();
        var scope = Scope.longLived("client-" + CLIENTS.incrementAndGet());
        var made = Optional.<Cluster>empty();
        var begun = false;
        try {
            var lookUp = new LookUp(scope, NanoClock.system(), Engine.parking(loop), Seeds.patience(given));
            var seeds = Seeds.of(given, lookUp, outside.random().get());
            made = Optional.of(new Cluster(seeds.settings(), scope, loop, outside.names()));
            made.get().begin(seeds, outside);
            begun = true;
            return made.get();
        } finally {
            if (made.isEmpty()) {
                scope.close();
                loop.release();
            } else if (!begun) {
                made.get().close();
            }
        }
    }

    private void begin(Seeds seeds, Outside outside) {
        closing.deliverEvents();
        keeper.open();
        // While the servers are asked for the first time, and not on the thread of the caller, who waits for nothing
        // here.
        engine.scope().fork("session", () -> {
            sessions.prepare();
            return null;
        });
        if (seeds.discovery().isPresent() && !settings().servers().loadBalanced()) {
            var monitor = new SrvMonitor(seeds.discovery().get(), engine, keeper, outside);
            engine.scope().fork("srv", () -> {
                monitor.run(seeds.rescanAfter());
                return null;
            });
        }
    }

    /** All the client was told, by DNS too. */
    public ClientSettings settings() {
        return engine.settings();
    }

    /**
     * A server that meets the criteria, waiting for one if need be.
     *
     * @param call the deadline of the whole call; {@code serverSelectionTimeoutMS} holds as well
     * @throws NoServerException if there was none in time; with the topology and the last error of each server
     * @throws TimedOutException if the deadline of the call has passed first; the cause says the same
     * @throws InterruptedCallException if the thread was interrupted while it waited
     * @throws IllegalStateException if the client is closed
     */
    public Server select(Criteria criteria, Deadline call) {
        var view = keeper.view();
        var server = view.choose(criteria);
        return server != null ? server : waitFor(criteria, call);
    }

    /**
     * Lets the calling thread rest before it tries something again.
     *
     * @param untilNanos a reading of the clock
     * @throws InterruptedCallException if the thread was interrupted
     * @throws IllegalStateException if the client is closed meanwhile
     */
    public void pause(long untilNanos) {
        if (keeper.pauses().restUntil(untilNanos) == Wakeable.End.STOPPED) {
            refuseIfClosed(keeper.view());
            throw new InterruptedCallException(Phase.BACKOFF, Optional.empty(), null);
        }
    }

    /** What is known of the deployment now. */
    public Topology topology() {
        return keeper.view().topology();
    }

    /** What the connections to each server are doing now. */
    public List<PoolUsage> pools() {
        return keeper.view().servers().values().stream().map(Server::usage).toList();
    }

    /**
     * A command failed on a connection of this server. Whatever that tells about the server holds when this returns: the caller selects again
     * with that knowledge. Not to be told of a connection that had died while nobody used it: another one will do, and the server has done
     * nothing.
     */
    public void report(Server server, Connection on, MongoException failure) {
        var generation = on.description().generation();
        keeper.failed(server, new FailureRules.Origin(server.generation(), generation, true), failure);
    }

    /**
     * Opens connections ahead of need, on every server that can be used.
     *
     * @param connectionsPerServer how many each pool shall hold at least
     * @throws MongoException what prevented it, such as {@link NoServerException} or a failure to connect
     */
    public void warmUp(int connectionsPerServer, Deadline call) {
        select(Criteria.read(ReadPreference.nearest()), call);
        for (var server : keeper.view().servers().values()) {
            if (!server.description().type().isDataBearing()) {
                continue;
            }
            var started = engine.clock().nanoTime();
            try {
                server.pool().warmUp(connectionsPerServer, call.atNanos());
            } catch (PoolException refused) {
                throw server.translate(refused, call, started);
            }
        }
    }

    /** The newest cluster time that any server has told. */
    public ClusterClock clock() {
        return engine.clusterTime();
    }

    /** The server sessions of the client. */
    public ServerSessionPool sessions() {
        return sessions;
    }

    /** What the client says about itself when it opens connections. */
    public ClientMetadata metadata() {
        return metadata;
    }

    /** Where the client's own threads live, such as those that clean up after a caller who was interrupted. Closed with the client. */
    public Scope scope() {
        return engine.scope();
    }

    /** The clock that all deadlines are readings of. */
    public NanoClock nanoClock() {
        return engine.clock();
    }

    /** How the client's callers wait. */
    public Parking parking() {
        return engine.parking();
    }

    /** The loop that reads for all connections. */
    public IoLoop loop() {
        return loop;
    }

    /**
     * Sends away everybody who waits or is in a call, tells the server which sessions at rest are over (those of callers sent away it
     * forgets by itself), and waits until every thread and socket of the client is gone and
     * the last event is delivered. Called by one of the client's own threads, a listener's included, it only begins to. May be called again.
     */
    @Override
    public void close() {
        closing.close();
    }

    private Server waitFor(Criteria criteria, Deadline call) {
        var started = engine.clock().nanoTime();
        var limit = Deadline.earlier(
                call.atNanos(),
                Deadline.after(started, engine.settings().servers().selectionTimeout()));
        keeper.waiters().enter();
        try {
            while (true) {
                var view = keeper.view();
                var server = view.choose(criteria);
                if (server != null) {
                    return server;
                }
                giveUpIfNeeded(view, criteria, call, started, limit);
                keeper.requestChecks();
                engine.parking().park(keeper, limit);
            }
        } finally {
            keeper.waiters().leave();
        }
    }

    private void giveUpIfNeeded(View view, Criteria criteria, Deadline call, long started, long limit) {
        refuseIfClosed(view);
        var now = engine.clock().nanoTime();
        var waited = Duration.ofNanos(now - started);
        if (view.incompatible().isPresent()) {
            throw new NoServerException(criteria.toString(), view.topology(), waited);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedCallException(Phase.SELECT, Optional.empty(), null);
        }
        if (Deadline.passed(limit, now)) {
            throw noServer(view, criteria, call, waited);
        }
    }

    private static void refuseIfClosed(View view) {
        if (view.closed()) {
            throw new IllegalStateException("the client is closed: open another one to go on");
        }
    }

    private MongoException noServer(View view, Criteria criteria, Deadline call, Duration waited) {
        var nobody = new NoServerException(criteria.toString(), view.topology(), waited);
        var now = engine.clock().nanoTime();
        return call.expired(now)
                ? new TimedOutException(Phase.SELECT, call.allowed(), call.elapsed(now), Optional.empty(), nobody)
                : nobody;
    }
}
