package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.core.connection.ConnectionOpener.Order;
import dev.weft.core.time.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures the round trip to a server whose monitor only listens (server monitoring specification, "Measuring RTT"): on a connection of its
 * own, without events, and whatever goes wrong changes nothing. Runs on one thread until it is {@linkplain #stop
 * stopped}, or that interrupted.
 */
final class RttMonitor {
    private static final class NoLongerMeasured extends Exception {
        private static final long serialVersionUID = 1;

        NoLongerMeasured() {
            super("round trips are no longer measured on this connection", null, false, false);
        }
    }

    private final Server server;
    private final Engine engine;
    private final Wakeable rest;
    private volatile @Nullable Connection connection;
    private long opened;

    RttMonitor(Server server, Engine engine) {
        this.server = server;
        this.engine = engine;
        this.rest = new Wakeable(engine.clock(), engine.parking());
    }

    void run() {
        var interval = engine.settings().servers().heartbeatFrequency();
        try {
            do {
                measure();
            } while (rest.sleepThrough(Deadline.after(engine.clock().nanoTime(), interval)) != Wakeable.End.STOPPED);
        } finally {
            close();
        }
    }

    /** Any thread: ends a measurement that waits for its answer, too. */
    void stop() {
        rest.stop();
        var waiting = connection;
        if (waiting != null) {
            waiting.close(new NoLongerMeasured());
        }
    }

    private void measure() {
        var since = server.roundTrips();
        try {
            server.measured(since, ping().toNanos());
        } catch (RuntimeException lost) {
            // Resetting the average is the monitor's business, not ours; and whatever it was, nobody would start us
            // again.
            close();
        }
    }

    private Duration ping() {
        var current = connection;
        if (current == null || !current.usable()) {
            close();
            var order = new Order(server.address(), --opened, 0, true);
            var fresh = engine.opener().open(order, Unheard.LISTENER, Deadline.none(engine.clock()));
            connection = fresh;
            return fresh.description().helloTime();
        }
        var limit = engine.settings().sockets().connectTimeout();
        var deadline = limit.isZero() ? Deadline.none(engine.clock()) : Deadline.in(limit, engine.clock());
        var begun = engine.clock().nanoTime();
        current.exchange(engine.opener().check(current.description()), deadline).release();
        return Duration.ofNanos(engine.clock().nanoTime() - begun);
    }

    private void close() {
        var current = connection;
        connection = null;
        if (current != null) {
            current.close(new NoLongerMeasured());
        }
    }
}
