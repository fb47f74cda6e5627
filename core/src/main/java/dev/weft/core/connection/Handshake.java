package dev.weft.core.connection;

import dev.weft.error.NotSupportedException;
import dev.weft.settings.StableApi;
import dev.weft.topology.TopologyVersion;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * What is said first on every connection, and what monitors ask later (MongoDB Handshake specification). Pure.
 *
 * @param api the version of the server's API a client is bound to
 * @param loadBalanced whether the client is told that a load balancer stands between
 */
record Handshake(Optional<StableApi> api, boolean loadBalanced) {
    private static final String HELLO = "hello";
    private static final String LEGACY_HELLO = "isMaster";
    /** The version of the backpressure specification we follow; a string, by the letter of the specification. */
    private static final BsonString BACKPRESSURE = new BsonString("2");

    /** The first command on a connection. */
    Hello first(byte[] client) {
        boolean modern = api.isPresent() || loadBalanced;
        String name = modern ? HELLO : LEGACY_HELLO;
        BsonDocument body = new BsonDocument(name, new BsonInt32(1));
        if (!modern) {
            body.append("helloOk", BsonBoolean.TRUE);
        }
        body.append("backpressure", BACKPRESSURE);
        body.append("client", new RawBsonDocument(client));
        if (loadBalanced) {
            body.append("loadBalanced", BsonBoolean.TRUE);
        }
        return finished(name, body, false);
    }

    /** What a monitor asks on a connection that has shaken hands; no argument of the handshake is sent again. */
    Hello check(ConnectionDescription of) {
        String name = nameFor(of);
        return finished(name, new BsonDocument(name, new BsonInt32(1)), false);
    }

    /** The same, but the server answers when something has changed or {@code atMost} has passed, and may go on answering. */
    Hello awaited(ConnectionDescription of, TopologyVersion known, Duration atMost) {
        String name = nameFor(of);
        BsonDocument body = new BsonDocument(name, new BsonInt32(1))
                .append("topologyVersion", known.asDocument())
                .append("maxAwaitTimeMS", new BsonInt64(atMost.toMillis()));
        return finished(name, body, true);
    }

    /**
     * Checks what a load balancer must have told.
     *
     * @throws NotSupportedException in the words of the Load Balancers specification
     */
    void verify(ConnectionDescription description) {
        if (loadBalanced && description.serviceId().isEmpty()) {
            throw new NotSupportedException(
                    Optional.empty(),
                    "Driver attempted to initialize in load balancing mode, but the server does not support this mode.");
        }
    }

    private String nameFor(ConnectionDescription of) {
        return api.isPresent() || loadBalanced || of.helloOk() ? HELLO : LEGACY_HELLO;
    }

    private Hello finished(String name, BsonDocument body, boolean exhaustAllowed) {
        api.ifPresent(version -> {
            body.append("apiVersion", new BsonString(version.version()));
            if (version.strict()) {
                body.append("apiStrict", BsonBoolean.TRUE);
            }
            if (version.deprecationErrors()) {
                body.append("apiDeprecationErrors", BsonBoolean.TRUE);
            }
        });
        body.append("$db", new BsonString("admin"));
        return new Hello(name, body, exhaustAllowed);
    }
}
