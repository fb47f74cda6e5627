package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.core.connection.Reply;
import dev.weft.core.scope.Fork;
import dev.weft.core.scope.ScopeException;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.TopologyRules;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.settings.ServerSettings;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyVersion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server again and again how it is, on a connection of its own (server monitoring specification, "Multi-threaded monitoring"). A
 * server that can tells by itself when something changes; the others are asked every {@code heartbeatFrequencyMS}.
 *
 * <p>Runs on one thread, which alone touches the fields that are not volatile; ends when it is {@linkplain #stop stopped}, or its thread
 * interrupted.
 */
final class ServerMonitor {
    /** How a check ended. */
    private sealed interface Outcome {
        record Heard(ServerDescription description, boolean moreToCome) implements Outcome {}

        record Failed(MongoException failure) implements Outcome {}

        record Cancelled() implements Outcome {}
    }

    /** Why a call's thread closes a connection that a check waits on. */
    static final class CheckCancelled extends Exception {
        private static final long serialVersionUID = 1;

        CheckCancelled() {
            super("a call has found the server broken, which makes this check pointless", null, false, false);
        }
    }

    private final Server server;
    private final Engine engine;
    private final TopologyKeeper keeper;
    private final Heartbeats heartbeats;
    private final Wakeable rest;
    private final boolean mayStream;
    private volatile @Nullable Connection connection;

    private boolean stream;
    private @Nullable RttMonitor roundTrips;
    private @Nullable Fork<?> measuring;
    private ServerDescription last;
    private long lastCheckNanos;

    ServerMonitor(Server server, Engine engine, TopologyKeeper keeper) {
        this.server = server;
        this.engine = engine;
        this.keeper = keeper;
        this.heartbeats = new Heartbeats(server.address(), engine);
        this.rest = new Wakeable(engine.clock(), engine.parking());
        this.mayStream = engine.streams();
        this.last = ServerDescription.unknown(server.address());
    }

    void run() {
        try {
            while (!rest.stopped()) {
                var atOnce = apply(check());
                if (!atOnce && restUntilNextCheck() == Wakeable.End.STOPPED) {
                    return;
                }
            }
        } finally {
            closeConnection();
            if (roundTrips != null) {
                roundTrips.stop();
            }
            if (measuring != null) {
                measuring.cancel();
            }
        }
    }

    /** Any thread: nobody needs to know any more. Ends what waits for an answer too; what is being opened takes an interrupt, or its limit of time. */
    void stop() {
        rest.stop();
        cancelCheck();
    }

    /** Any thread: the server is to be checked as soon as allowed. A check that runs already is good enough. */
    void requestCheck() {
        rest.wake();
    }

    /** Any thread: a call has found the server broken; a check that waits for it has nothing to wait for. */
    void cancelCheck() {
        var waiting = connection;
        if (waiting != null) {
            waiting.close(new CheckCancelled());
        }
    }

    /** Tells what the check found out. Returns whether the next one is due at once. */
    private boolean apply(Outcome outcome) {
        var known = last.type() != ServerType.UNKNOWN;
        if (outcome instanceof Outcome.Heard heard) {
            return heard(heard);
        }
        closeConnection();
        if (!(outcome instanceof Outcome.Failed failed)) {
            return false;
        }
        last = ServerDescription.unknown(server.address());
        keeper.checkFailed(server, failed.failure(), failed.failure() instanceof TimedOutException);
        // The server may only have dropped an old connection (specification, "retry hello calls once").
        return known && isNetwork(failed.failure());
    }

    private boolean heard(Outcome.Heard heard) {
        last = heard.description();
        keeper.heard(server, last);
        stream = heard.moreToCome();
        var streams = mayStream
                && last.type() != ServerType.UNKNOWN
                && last.topologyVersion().isPresent();
        if (streams) {
            measureBeside();
        }
        return mayStream && (streams || stream);
    }

    private Outcome check() {
        var open = usableConnection();
        var awaited = open != null && (stream || awaitable().isPresent());
        heartbeats.started(awaited);
        var begun = engine.clock().nanoTime();
        try {
            return open == null ? first() : open(open, awaited, begun);
        } catch (MongoException failure) {
            return failed(failure, awaited, begun);
        } catch (RuntimeException unforeseen) {
            // A monitor that dies unheard would leave its server as it is for good.
            return failed(
                    new ProtocolBrokenException(server.address(), "its check failed in an unforeseen way", unforeseen),
                    awaited,
                    begun);
        } finally {
            lastCheckNanos = engine.clock().nanoTime();
            // Who asked while the check ran gets its answer (specification, "Requesting an immediate check"); who still
            // waits is seen below.
            rest.forget();
        }
    }

    private Outcome failed(MongoException failure, boolean awaited, long begun) {
        heartbeats.failed(awaited, begun, failure);
        return isCancelled(failure) || failure instanceof InterruptedCallException
                ? new Outcome.Cancelled()
                : new Outcome.Failed(failure);
    }

    /**
     * Whether a check has failed because it was cancelled. Its own failure tells, for who cancels may be so slow that it meets the check
     * after the one it meant: that one, too, says nothing about the server then.
     */
    static boolean isCancelled(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CheckCancelled) {
                return true;
            }
        }
        return false;
    }

    /** The handshake of a new connection is a check (specification, "Clients update the topology from each handshake"). */
    private Outcome first() {
        stream = false;
        var opened = engine.opener().open(heartbeats.order(), Unheard.LISTENER, Deadline.none(engine.clock()));
        connection = opened;
        var took = opened.description().helloTime();
        server.measured(took.toNanos());
        var described = TopologyRules.describe(
                server.address(),
                opened.description().hello(),
                server.roundTrips(),
                engine.clock().now());
        heartbeats.greeted(took, opened.description().hello());
        return new Outcome.Heard(described, false);
    }

    private Outcome open(Connection open, boolean awaited, long begun) {
        var reply = stream ? open.next("hello", limit(awaited)) : ask(open, awaited);
        var took = Duration.ofNanos(engine.clock().nanoTime() - begun);
        var body = reply.body();
        var more = reply.moreToCome();
        if (!more) {
            reply.release();
        }
        if (!awaited) {
            server.measured(took.toNanos());
        }
        var described = TopologyRules.describe(
                server.address(), body, server.roundTrips(), engine.clock().now());
        heartbeats.succeeded(awaited, took, body);
        return new Outcome.Heard(described, more);
    }

    private Reply ask(Connection open, boolean awaited) {
        var version = awaitable();
        var command = awaited && version.isPresent()
                ? engine.opener().awaitedCheck(open.description(), version.get(), heartbeat())
                : engine.opener().check(open.description());
        return open.exchange(command, limit(awaited));
    }

    private Optional<TopologyVersion> awaitable() {
        return mayStream && last.type() != ServerType.UNKNOWN ? last.topologyVersion() : Optional.empty();
    }

    /** {@code connectTimeoutMS}, and the time that the server was told to wait; zero is no limit at all. */
    private Deadline limit(boolean awaited) {
        var connect = engine.settings().sockets().connectTimeout();
        if (connect.isZero()) {
            return Deadline.none(engine.clock());
        }
        return Deadline.in(awaited ? connect.plus(heartbeat()) : connect, engine.clock());
    }

    private Duration heartbeat() {
        return engine.settings().servers().heartbeatFrequency();
    }

    private Wakeable.End restUntilNextCheck() {
        var end = keeper.waiters().any() ? Wakeable.End.WOKEN : rest.sleep(Deadline.after(lastCheckNanos, heartbeat()));
        if (end == Wakeable.End.STOPPED) {
            return end;
        }
        // Whoever asked, the server is not asked more often than this.
        end = rest.sleepThrough(Deadline.after(lastCheckNanos, ServerSettings.MIN_HEARTBEAT));
        rest.forget();
        return end;
    }

    private @Nullable Connection usableConnection() {
        var current = connection;
        if (current != null && (stream || current.usable())) {
            return current;
        }
        closeConnection();
        return null;
    }

    private void closeConnection() {
        var current = connection;
        connection = null;
        stream = false;
        if (current != null) {
            current.close(new CheckCancelled());
        }
    }

    private void measureBeside() {
        if (measuring != null) {
            return;
        }
        var beside = new RttMonitor(server, engine);
        roundTrips = beside;
        try {
            measuring = engine.scope().fork("rtt-" + server.address(), () -> {
                beside.run();
                return null;
            });
        } catch (ScopeException.Closed closing) {
            // Nobody needs the measurement any more.
        }
    }

    private static boolean isNetwork(MongoException failure) {
        return failure instanceof NetworkFailedException
                || failure instanceof TimedOutException
                || failure instanceof ProtocolBrokenException;
    }
}
