package dev.weft.core.connection;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;

/**
 * What one connection is and what its server said in the handshake. Limits and wire versions hold for this connection: behind one name
 * there may be servers of several versions.
 *
 * @param server the server's address
 * @param localId the pool's number of the connection; monitoring connections have numbers of their own
 * @param generation the pool's generation when it was opened; 0 outside of a pool
 * @param serverConnectionId the server's number of the connection; empty when it told none
 * @param type what the server was at the time of the handshake
 * @param minWireVersion the oldest protocol it speaks
 * @param maxWireVersion the newest protocol it speaks
 * @param maxBsonObjectSize bytes one document may have, 16 MiB unless told otherwise
 * @param maxMessageSizeBytes bytes one message may have, 48,000,000 unless told otherwise
 * @param maxWriteBatchSize how many writes one command may hold, 100,000 unless told otherwise
 * @param sessionTimeoutMinutes how long the server keeps a session; empty when it has no sessions
 * @param serviceId the service behind a load balancer; empty elsewhere
 * @param helloOk whether it takes {@code hello} from clients that began with the legacy command
 * @param hello the whole reply to the handshake
 * @param helloTime how long the handshake took
 */
public record ConnectionDescription(
        ServerAddress server,
        long localId,
        int generation,
        OptionalLong serverConnectionId,
        ServerType type,
        int minWireVersion,
        int maxWireVersion,
        int maxBsonObjectSize,
        int maxMessageSizeBytes,
        int maxWriteBatchSize,
        OptionalInt sessionTimeoutMinutes,
        Optional<ObjectId> serviceId,
        boolean helloOk,
        BsonDocument hello,
        Duration helloTime) {
    /** {@return whether the server knows sessions} */
    public boolean sessionsSupported() {
        return sessionTimeoutMinutes.isPresent();
    }
}
