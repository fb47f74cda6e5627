package dev.weft.core.cluster;

import dev.weft.core.connection.ConnectionOpener.Order;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.FailureRules;
import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.pool.CloseReason;
import dev.weft.pool.OpenRequest;
import dev.weft.pool.ResourceFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens and closes what the pool of one server lends. */
final class PooledConnections implements ResourceFactory<PooledConnection> {
    static final class Unwanted extends Exception {
        private static final long serialVersionUID = 1;

        Unwanted(CloseReason reason) {
            super("the pool closed the connection: " + reason, null, false, false);
        }
    }

    private final Server server;
    private final Engine engine;
    private final TopologyKeeper keeper;
    /** Who opens which connection; each of these threads opens that one and nothing else. */
    private final Map<Long, Thread> opening = new ConcurrentHashMap<>();

    PooledConnections(Server server, Engine engine, TopologyKeeper keeper) {
        this.server = server;
        this.engine = engine;
        this.keeper = keeper;
    }

    @Override
    public PooledConnection open(OpenRequest request) throws Unwanted {
        var pooled = new PooledConnection(server, request.connectionId());
        var order = new Order(server.address(), request.connectionId(), request.generation(), false);
        opening.put(request.connectionId(), Thread.currentThread());
        try {
            if (!request.wanted()) {
                throw new Unwanted(CloseReason.STALE);
            }
            pooled.opened(engine.opener().open(order, pooled, Deadline.none(engine.clock())));
            server.opened();
            return pooled;
        } finally {
            opening.remove(request.connectionId());
        }
    }

    @Override
    public void openFailed(OpenRequest request, Throwable cause) {
        if (cause instanceof MongoException failure) {
            keeper.failed(server, new FailureRules.Origin(server.generation(), request.generation(), false), failure);
            reportLoss(request.generation(), failure);
        }
    }

    /**
     * That a connection can't be opened may only mean that the server is busy, and that one ended unused that it was idle for long: each alone
     * tells nothing. Both together are the loss of a server, and the network failure of an established connection is told of late.
     */
    private void reportLoss(int generation, MongoException failure) {
        if (failure.hasLabel(ErrorLabel.SYSTEM_OVERLOADED) && server.lost(generation)) {
            var loss = new NetworkFailedException(
                    server.address(), "keeping connections that were idle, and opening another", false, failure);
            keeper.failed(server, new FailureRules.Origin(server.generation(), generation, true), loss);
        }
    }

    @Override
    public void interruptOpening(OpenRequest request) {
        var opener = opening.get(request.connectionId());
        if (opener != null) {
            opener.interrupt();
        }
    }

    @Override
    public boolean usable(PooledConnection pooled) {
        return pooled.usable();
    }

    @Override
    public void interrupt(PooledConnection pooled, Throwable cause) {
        pooled.connection().close(cause);
    }

    @Override
    public void close(PooledConnection pooled, CloseReason reason) {
        pooled.connection().close(new Unwanted(reason));
    }
}
