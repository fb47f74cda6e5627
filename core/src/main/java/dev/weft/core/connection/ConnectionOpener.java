package dev.weft.core.connection;

import dev.weft.ServerAddress;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.Phase;
import dev.weft.error.TimedOutException;
import dev.weft.event.EventSink;
import dev.weft.protocol.transport.Connector;
import dev.weft.protocol.transport.Endpoint;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.Resolver;
import dev.weft.protocol.transport.TransportException;
import dev.weft.protocol.transport.WireConnection;
import dev.weft.protocol.transport.WireOptions;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.SocketSettings;
import dev.weft.topology.TopologyVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * Opens connections: connects and shakes hands, under one deadline, on the calling thread. Shared by all threads of a client. Interrupting
 * the thread ends the opening.
 */
public final class ConnectionOpener {
    private final Handshake handshake;
    private final SocketSettings sockets;
    private final ClientMetadata metadata;
    private final Services services;
    private final CommandEvents events;
    private final CommandEvents silence;

    /**
     * What openings stand on.
     *
     * @param loop reads for all connections
     * @param resolver finds the addresses of a name
     * @param clock the client's clock
     * @param events where the commands of connections in pools are told of
     */
    public record Services(IoLoop loop, Resolver resolver, NanoClock clock, EventSink events) {}

    /**
     * Which connection to open.
     *
     * @param server where to
     * @param localId its number in its pool, or among the monitors
     * @param generation the pool's generation; 0 outside of a pool
     * @param monitoring whether it belongs to a monitor: then no events are told, and leaving a call early closes it
     */
    public record Order(ServerAddress server, long localId, int generation, boolean monitoring) {}

    /** Makes an opener for one client. */
    public ConnectionOpener(ClientSettings settings, ClientMetadata metadata, Services services) {
        this.handshake = new Handshake(settings.stableApi(), false);
        this.sockets = settings.sockets();
        this.metadata = metadata;
        this.services = services;
        this.events = new CommandEvents(services.events, services.clock);
        this.silence = new CommandEvents(EventSink.NONE, services.clock);
    }

    /**
     * Opens a connection.
     *
     * @param listener hears what happens to the connection later; not called before this returns or fails, unless the connection perishes
     *     at that very moment
     * @param limit when to give up; {@code connectTimeoutMS} holds as well
     * @return the connection, at rest
     * @throws MongoException when it can't be opened: network failures and timeouts carry the labels of an overloaded server, because they
     *     may be one's sign (Connection Monitoring and Pooling specification, "Backpressure-enabled"), name look-ups do not
     */
    public Connection open(Order order, Connection.Listener listener, Deadline limit) {
        Deadline deadline = limited(limit);
        Ears ears = new Ears(listener);
        WireConnection wire = connect(order, ears, deadline);
        try {
            Connection connection = shakeHands(wire, order, deadline);
            ears.belongTo(connection);
            if (!wire.usable()) {
                throw new NetworkFailedException(order.server, Phase.CONNECT.doing(), true, wire.closeCause());
            }
            return connection;
        } catch (MongoException failure) {
            wire.close(failure);
            throw labelled(failure);
        }
    }

    private WireConnection connect(Order order, Ears ears, Deadline deadline) {
        try {
            return Connector.connect(services.loop, endpoint(order.server), options(order), ears, deadline.atNanos());
        } catch (TransportException.ResolveFailed unknown) {
            throw Translation.ofConnecting(unknown, order.server, deadline, services.clock.nanoTime());
        } catch (TransportException failure) {
            throw labelled(Translation.ofConnecting(failure, order.server, deadline, services.clock.nanoTime()));
        }
    }

    private Connection shakeHands(WireConnection wire, Order order, Deadline deadline) {
        Connection stranger =
                new Connection(wire, HelloReply.unknown(order), silence, services.clock, Optional.empty());
        long before = services.clock.nanoTime();
        BsonDocument hello = stranger.tree(handshake.first(metadata.document()), deadline);
        Duration took = Duration.ofNanos(services.clock.nanoTime() - before);
        ConnectionDescription description = HelloReply.describe(order, hello, took, handshake.loadBalanced());
        handshake.verify(description);
        return order.monitoring
                ? new Connection(wire, description, silence, services.clock, Optional.empty())
                : new Connection(wire, description, events, services.clock, sockets.readTimeout());
    }

    private Deadline limited(Deadline limit) {
        return sockets.connectTimeout().isZero()
                ? limit
                : Deadline.in(sockets.connectTimeout(), services.clock).earlier(limit);
    }

    private Endpoint endpoint(ServerAddress server) {
        return server.isUnixSocket()
                ? new Endpoint.Unix(Path.of(server.host()))
                : new Endpoint.Tcp(server.host(), server.port(), services.resolver);
    }

    /** A monitor's connection is never left behind for a late reply: its next check needs a fresh one anyway. */
    private WireOptions options(Order order) {
        return WireOptions.DEFAULT.lateReplyGrace(order.monitoring ? Duration.ZERO : sockets.lateReplyGrace());
    }

    private static MongoException labelled(MongoException failure) {
        if (failure instanceof NetworkFailedException || failure instanceof TimedOutException) {
            ErrorLabel.add(failure, ErrorLabel.SYSTEM_OVERLOADED);
            ErrorLabel.add(failure, ErrorLabel.RETRYABLE);
        }
        return failure;
    }

    /** {@return what a monitor asks on a connection of its own, to be answered at once} */
    public Outgoing check(ConnectionDescription of) {
        return handshake.check(of);
    }

    /**
     * What a monitor asks to be told of changes as they happen: a stream of replies (Server Monitoring specification, "Streaming").
     *
     * @param known how new the last word of the server was
     * @param atMost how long the server may wait before it says that nothing has changed
     */
    public Outgoing awaitedCheck(ConnectionDescription of, TopologyVersion known, Duration atMost) {
        return handshake.awaited(of, known, atMost);
    }
}
