package dev.weft.core.cluster;

import dev.weft.ServerAddress;
import dev.weft.core.connection.ConnectionOpener.Order;
import dev.weft.core.mapping.Trees;
import dev.weft.error.MongoException;
import dev.weft.event.TopologyEvent.HeartbeatFailed;
import dev.weft.event.TopologyEvent.HeartbeatStarted;
import dev.weft.event.TopologyEvent.HeartbeatSucceeded;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Numbers the connections of a monitor and tells of its checks: for each one started, one succeeded or failed. */
final class Heartbeats {
    private final ServerAddress address;
    private final Engine engine;
    private final AtomicLong connections = new AtomicLong();

    Heartbeats(ServerAddress address, Engine engine) {
        this.address = address;
        this.engine = engine;
    }

    /** The next connection of the monitor. */
    Order order() {
        return new Order(address, connections.incrementAndGet(), 0, true);
    }

    void started(boolean awaited) {
        if (engine.events().wants(HeartbeatStarted.class)) {
            engine.events().tell(new HeartbeatStarted(engine.clock().now(), address, awaited, engine.topologyId()));
        }
    }

    /** The handshake of a new connection was a check. */
    void greeted(Duration took, BsonDocument hello) {
        if (engine.events().wants(HeartbeatSucceeded.class)) {
            succeeded(false, took, new RawBsonDocument(Trees.bytes(hello)));
        }
    }

    void succeeded(boolean awaited, Duration took, RawBsonDocument reply) {
        if (engine.events().wants(HeartbeatSucceeded.class)) {
            engine.events()
                    .tell(new HeartbeatSucceeded(
                            engine.clock().now(), address, awaited, took, reply, engine.topologyId()));
        }
    }

    void failed(boolean awaited, long begunNanos, MongoException failure) {
        if (engine.events().wants(HeartbeatFailed.class)) {
            var took = Duration.ofNanos(engine.clock().nanoTime() - begunNanos);
            engine.events()
                    .tell(new HeartbeatFailed(
                            engine.clock().now(), address, awaited, took, failure, engine.topologyId()));
        }
    }
}
