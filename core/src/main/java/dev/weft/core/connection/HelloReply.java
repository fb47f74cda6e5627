package dev.weft.core.connection;

import dev.weft.error.ProtocolBrokenException;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;

/** Makes a connection's description of the server's answer in the handshake. Pure. */
final class HelloReply {
    private static final int MAX_DOCUMENT = 16 * 1024 * 1024;
    private static final int MAX_MESSAGE = 48_000_000;
    private static final int MAX_WRITES = 100_000;

    private final ConnectionOpener.Order order;
    private final BsonDocument hello;

    private HelloReply(ConnectionOpener.Order order, BsonDocument hello) {
        this.order = order;
        this.hello = hello;
    }

    /** What is assumed of a connection before hands are shaken. */
    static ConnectionDescription unknown(ConnectionOpener.Order order) {
        return new HelloReply(order, new BsonDocument()).describe(Duration.ZERO, ServerType.UNKNOWN);
    }

    /**
     * Describes a connection.
     *
     * @param took how long the handshake took
     * @throws ProtocolBrokenException when the answer makes no sense
     */
    static ConnectionDescription describe(
            ConnectionOpener.Order order, BsonDocument hello, Duration took, boolean loadBalanced) {
        HelloReply reply = new HelloReply(order, hello);
        return reply.describe(took, loadBalanced ? ServerType.LOAD_BALANCER : reply.type());
    }

    private ConnectionDescription describe(Duration took, ServerType type) {
        Optional<ObjectId> serviceId =
                hello.get("serviceId") instanceof BsonObjectId id ? Optional.of(id.getValue()) : Optional.empty();
        return new ConnectionDescription(
                order.server(),
                order.localId(),
                order.generation(),
                hello.get("connectionId") instanceof BsonNumber id
                        ? OptionalLong.of(id.longValue())
                        : OptionalLong.empty(),
                type,
                number("minWireVersion", 0, 0),
                number("maxWireVersion", 0, 0),
                number("maxBsonObjectSize", MAX_DOCUMENT, 1),
                number("maxMessageSizeBytes", MAX_MESSAGE, 1),
                number("maxWriteBatchSize", MAX_WRITES, 1),
                hello.get("logicalSessionTimeoutMinutes") instanceof BsonNumber minutes
                        ? OptionalInt.of(minutes.intValue())
                        : OptionalInt.empty(),
                serviceId,
                isTrue("helloOk"),
                hello,
                took);
    }

    /** The server's type by the table of the Server Discovery and Monitoring specification. */
    private ServerType type() {
        if (isTrue("isreplicaset")) {
            return ServerType.RS_GHOST;
        } else if (hello.containsKey("setName")) {
            return member();
        }
        boolean router =
                hello.get("msg") instanceof BsonString msg && msg.getValue().equals("isdbgrid");
        return router ? ServerType.MONGOS : ServerType.STANDALONE;
    }

    private ServerType member() {
        if (isTrue("hidden")) {
            return ServerType.RS_OTHER;
        } else if (isTrue("isWritablePrimary") || isTrue("ismaster")) {
            return ServerType.RS_PRIMARY;
        } else if (isTrue("secondary")) {
            return ServerType.RS_SECONDARY;
        }
        return isTrue("arbiterOnly") ? ServerType.RS_ARBITER : ServerType.RS_OTHER;
    }

    private int number(String field, int otherwise, int least) {
        if (!(hello.get(field) instanceof BsonNumber number)) {
            return otherwise;
        }
        long value = number.longValue();
        if (value < least || value > Integer.MAX_VALUE) {
            throw new ProtocolBrokenException(
                    order.server(), "its hello says that " + field + " is " + value + ", which cannot be", null);
        }
        return (int) value;
    }

    private boolean isTrue(String field) {
        return hello.get(field) instanceof BsonBoolean yes && yes.getValue();
    }
}
