package dev.weft.core.cluster;

import dev.weft.ServerAddress;
import dev.weft.core.topology.FailureRules;
import dev.weft.core.topology.FailureRules.Origin;
import dev.weft.core.topology.TopologyRules;
import dev.weft.error.MongoException;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The one place that changes the topology. Each word from a monitor and each failure of a call is applied in one step: the stale check, the
 * new description, the pool's clear or ready, the events, and the wake-up of those who wait (discovery specification, "Connection Pool
 * Management"). The step is taken by the thread that brings the news, under a lock: so a failing call has changed the topology before it
 * selects again, and needs no other thread to be scheduled for it. No listener and no wait is met under the lock; at most, sockets are closed
 * there, and threads started for new servers and for openings that callers of the pool were waiting for.
 */
final class TopologyKeeper {
    private final Engine engine;
    private final TopologyRules rules;
    private final TopologyEvents events;
    /** The callers for whom no server would do so far: while there are any, servers are checked as often as allowed. */
    private final Waiters waiters = new Waiters();

    private final Pauses pauses;

    private final ReentrantLock step = new ReentrantLock();
    // Written in a step, read by everybody.
    private volatile View view;
    private volatile Map<ServerAddress, Watch> watches = Map.of();

    TopologyKeeper(Engine engine) {
        this.engine = engine;
        this.events = new TopologyEvents(engine);
        this.pauses = new Pauses(engine);
        this.rules = TopologyRules.forSeeds(engine.settings().hosts().size());
        this.view = View.empty(engine.settings().servers());
    }

    View view() {
        return view;
    }

    Waiters waiters() {
        return waiters;
    }

    Pauses pauses() {
        return pauses;
    }

    /** Begins to watch the seeds. */
    void open() {
        step.lock();
        try {
            var servers = engine.settings().servers();
            var hosts = engine.settings().hosts();
            var first = servers.loadBalanced()
                    ? TopologyRules.unheardBalancer(hosts.getFirst())
                    : TopologyRules.initial(hosts, servers.directConnection(), servers.replicaSet());
            events.opened();
            events.changed(Topology.NONE, first);
            publish(first);
            if (servers.loadBalanced()) {
                // Nobody asks it, so it is at once what the settings say (load balancer specification, "Monitoring").
                watches.values().forEach(balancer -> balancer.server().pool().ready());
                change(first, TopologyRules.loadBalanced(hosts.getFirst()), hosts.getFirst());
            }
        } finally {
            step.unlock();
        }
    }

    /** A good check. */
    void heard(Server server, ServerDescription said) {
        var madeReady = false;
        step.lock();
        try {
            var before = view.topology();
            if (!isCurrent(server) || TopologyRules.isStale(before, said)) {
                return;
            }
            var after = rules.apply(before, said);
            var kept = after.servers().get(said.address());
            // Before anybody can choose the server: who does must not meet a paused pool.
            if (kept != null && serves(kept, after)) {
                madeReady = server.pool().ready();
            }
            change(before, after, said.address());
        } finally {
            step.unlock();
        }
        var watch = watches.get(server.address());
        if (watch != null && madeReady) {
            watch.poolChanged();
        }
    }

    /** A bad check. A server that does not answer in time may also leave its callers without an answer, so those are sent away. */
    void checkFailed(Server server, MongoException failure, boolean interruptInUse) {
        step.lock();
        try {
            if (isCurrent(server)) {
                var unknown = ServerDescription.unknown(
                        server.address(),
                        Optional.of(failure),
                        Optional.empty(),
                        engine.clock().now());
                change(view.topology(), rules.apply(view.topology(), unknown), server.address());
                clear(server, failure, interruptInUse);
            }
        } finally {
            step.unlock();
        }
    }

    /** A failure of a call, or of an opening. Of many that fail on one generation of connections, only the first changes anything. */
    void failed(Server server, Origin origin, MongoException failure) {
        if (!judge(server, origin, failure).matters()) {
            return;
        }
        FailureRules.Verdict verdict;
        step.lock();
        try {
            verdict = judge(server, origin, failure);
            if (!verdict.matters() || !isCurrent(server)) {
                return;
            }
            change(view.topology(), rules.apply(view.topology(), verdict.heard().get()), server.address());
            if (verdict.clearPool()) {
                clear(server, failure, false);
            }
        } finally {
            step.unlock();
        }
        var watch = watches.get(server.address());
        if (watch != null && verdict.checkNow()) {
            watch.requestCheck();
        }
        if (watch != null && verdict.cancelCheck()) {
            watch.cancelCheck();
        }
    }

    /** DNS names these hosts, at least one, and there may be so many of them. */
    void rescanned(List<ServerAddress> hosts, int max, RandomGenerator random) {
        step.lock();
        try {
            var before = view.topology();
            var after = TopologyRules.rescanned(before, hosts, max, random);
            if (!view.closed() && !before.saysTheSame(after)) {
                publish(after);
                events.changed(before, after);
            }
        } finally {
            step.unlock();
        }
    }

    /** Somebody finds no server: all are checked as soon as allowed. */
    void requestChecks() {
        watches.values().forEach(Watch::requestCheck);
    }

    /** What there was when everything was stopped. */
    record Stopped(View last, List<Watch> watches) {}

    /** Begins to end all that runs for servers, and makes everybody who waits look at a closed view. */
    Stopped stop() {
        step.lock();
        try {
            var stopped = new Stopped(view, List.copyOf(watches.values()));
            watches = Map.of();
            view = view.closedForGood();
            waiters.wake();
            pauses.end();
            return stopped;
        } finally {
            step.unlock();
        }
    }

    /** The last events, after everything that might tell others has ended. */
    void close(Topology last) {
        for (var address : last.servers().keySet()) {
            events.closed(address);
        }
        events.changed(last, Topology.NONE);
        events.closed();
    }

    private FailureRules.Verdict judge(Server server, Origin origin, MongoException failure) {
        var now = new Origin(server.generation(), origin.connectionGeneration(), origin.established());
        return FailureRules.judge(
                view.topology(), server.address(), now, failure, engine.clock().now());
    }

    private boolean isCurrent(Server server) {
        var watch = watches.get(server.address());
        return watch != null && watch.server() == server;
    }

    private static boolean serves(ServerDescription server, Topology topology) {
        return server.type().isDataBearing()
                || (topology.type() == TopologyType.SINGLE && server.type() != ServerType.UNKNOWN);
    }

    private void clear(Server server, MongoException cause, boolean interruptInUse) {
        server.pool().clear(cause, interruptInUse);
        var watch = watches.get(server.address());
        if (watch != null) {
            watch.poolChanged();
        }
    }

    private void change(Topology before, Topology after, ServerAddress heard) {
        events.changed(before, after, heard);
        for (var address : after.servers().keySet()) {
            if (!address.equals(heard)) {
                events.changed(before, after, address);
            }
        }
        publish(after);
        events.changed(before, after);
    }

    /** Shows everybody what is known, with what runs for it, and wakes who waits for it. Nearly every check finds the servers of before. */
    private void publish(Topology after) {
        var sameServers = watches.keySet().equals(after.servers().keySet());
        var arrived = sameServers ? List.<Watch>of() : follow(after);
        watches.forEach((address, watch) -> after.server(address).ifPresent(watch.server()::describe));
        view = view.next(after, sameServers ? view.servers() : servers());
        arrived.forEach(Watch::start);
        // A newer write or another round trip is no change to tell of, but may be all that a caller waits for.
        waiters.wake();
    }

    private Map<ServerAddress, Server> servers() {
        var servers = new HashMap<ServerAddress, Server>();
        watches.forEach((address, watch) -> servers.put(address, watch.server()));
        return servers;
    }

    /** Ends what runs for servers that have left, and returns what is to be started for those that are new. */
    private List<Watch> follow(Topology after) {
        var running = new HashMap<ServerAddress, Watch>();
        var arrived = new ArrayList<Watch>();
        for (var address : after.servers().keySet()) {
            var watch = watches.get(address);
            if (watch == null) {
                events.opened(address);
                watch = new Watch(new Server(address, engine, this), engine, this);
                arrived.add(watch);
            }
            running.put(address, watch);
        }
        for (var watch : watches.values()) {
            if (!running.containsKey(watch.server().address())) {
                events.closed(watch.server().address());
                watch.stop();
            }
        }
        watches = Map.copyOf(running);
        return arrived;
    }
}
