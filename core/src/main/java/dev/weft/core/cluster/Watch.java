package dev.weft.core.cluster;

import dev.weft.core.scope.Fork;
import dev.weft.core.scope.ScopeException;
import dev.weft.core.time.Deadline;
import java.time.Duration;
import java.util.List;

/** A server in service: what runs for it, from the moment it is learned of until it leaves the topology. */
final class Watch {
    private static final Duration UPKEEP = Duration.ofSeconds(5);
    /**
     * Where connections neither grow old nor have to be a number, time makes no work; all that is found is what came back, stale, while the
     * pool was cleared. Clients in a crowd have thousands of such pools.
     */
    private static final Duration RARE_UPKEEP = Duration.ofMinutes(1);

    private final Server server;
    private final ServerMonitor monitor;
    private final Engine engine;
    private final Wakeable keeper;
    private volatile List<Fork<?>> forks = List.of();

    Watch(Server server, Engine engine, TopologyKeeper topology) {
        this.server = server;
        this.engine = engine;
        this.monitor = new ServerMonitor(server, engine, topology);
        this.keeper = new Wakeable(engine.clock(), engine.parking());
    }

    /** Starts the threads; does nothing if the client is being closed. */
    void start() {
        try {
            var pool = fork("pool", this::keepPool);
            // A load balancer is never asked how it is (load balancer specification, "Monitoring").
            forks = engine.settings().servers().loadBalanced()
                    ? List.of(pool)
                    : List.of(fork("monitor", monitor::run), pool);
        } catch (ScopeException.Closed closing) {
            // Nobody will ask this server anything.
        }
    }

    Server server() {
        return server;
    }

    void requestCheck() {
        monitor.requestCheck();
    }

    void cancelCheck() {
        monitor.cancelCheck();
    }

    /** The pool has become ready or was cleared: there is something to open or to close. */
    void poolChanged() {
        keeper.wake();
    }

    /** Begins to end everything; the scope waits for it. */
    void stop() {
        monitor.stop();
        keeper.stop();
        forks.forEach(Fork::cancel);
        server.pool().close();
    }

    private Fork<Object> fork(String what, Runnable task) {
        return engine.scope().fork(what + "-" + server.address(), () -> {
            task.run();
            return null;
        });
    }

    private void keepPool() {
        var interval = upkeepInterval();
        while (keeper.sleep(Deadline.after(engine.clock().nanoTime(), interval)) != Wakeable.End.STOPPED) {
            try {
                server.pool().maintain();
            } catch (RuntimeException unforeseen) {
                // Without its keeper a pool would neither grow to its least size nor close what is stale.
                System.getLogger("dev.weft.core.cluster")
                        .log(
                                System.Logger.Level.WARNING,
                                "upkeep of the pool of " + server.address() + " failed",
                                unforeseen);
            }
        }
    }

    private Duration upkeepInterval() {
        var settings = engine.settings().pool();
        if (settings.minSize() == 0
                && settings.maxIdleTime().isEmpty()
                && settings.maxLifeTime().isEmpty()) {
            return RARE_UPKEEP;
        }
        return settings.maxIdleTime()
                .map(idle -> idle.dividedBy(2))
                .filter(half -> half.compareTo(UPKEEP) < 0)
                .orElse(UPKEEP);
    }
}
