package dev.weft.core.cluster;

import dev.weft.core.connection.ConnectionOpener.Order;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.FailureRules;
import dev.weft.error.MongoException;
import dev.weft.pool.CloseReason;
import dev.weft.pool.OpenRequest;
import dev.weft.pool.ResourceFactory;

/** Opens and closes what the pool of one server lends. */
final class PooledConnections implements ResourceFactory<PooledConnection> {
    private static final class Unwanted extends Exception {
        private static final long serialVersionUID = 1;

        Unwanted(CloseReason reason) {
            super("the pool closed the connection: " + reason, null, false, false);
        }
    }

    private final Server server;
    private final Engine engine;
    private final TopologyKeeper keeper;

    PooledConnections(Server server, Engine engine, TopologyKeeper keeper) {
        this.server = server;
        this.engine = engine;
        this.keeper = keeper;
    }

    @Override
    public PooledConnection open(OpenRequest request) {
        var pooled = new PooledConnection(server, request.connectionId());
        var order = new Order(server.address(), request.connectionId(), request.generation(), false);
        pooled.opened(engine.opener().open(order, pooled, Deadline.none(engine.clock())));
        return pooled;
    }

    @Override
    public void openFailed(OpenRequest request, Throwable cause) {
        if (cause instanceof MongoException failure) {
            keeper.failed(server, new FailureRules.Origin(server.generation(), request.generation(), false), failure);
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
