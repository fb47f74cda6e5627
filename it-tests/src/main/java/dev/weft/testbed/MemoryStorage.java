package dev.weft.testbed;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.exception.MongoServerNotYetImplementedException;
import io.netty.channel.Channel;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNumber;

/** The memory backend of mongo-java-server, without its network: commands go in as documents. */
final class MemoryStorage implements Storage {
    private final MongoBackend backend = new MemoryBackend().version(ServerVersion.MONGO_5_0);
    /** The backend tells its clients apart by Netty channels; ours are only names. */
    private final Map<ClientConnection, Channel> channels = new ConcurrentHashMap<>();

    @Override
    public BsonDocument run(ClientConnection client, String database, BsonDocument command) {
        Channel channel = channels.computeIfAbsent(client, MemoryStorage::channel);
        Document query = MemoryValues.toBackend(command);
        try {
            return replied(
                    MemoryValues.fromBackend(backend.handleCommand(channel, database, command.getFirstKey(), query)));
        } catch (MongoServerNotYetImplementedException e) {
            throw new CommandFailure(238, "NotImplemented", e.getMessageWithoutErrorCode());
        } catch (MongoServerError e) {
            throw new CommandFailure(
                    e.getCode(),
                    e.getCodeName() == null ? "Location" + e.getCode() : e.getCodeName(),
                    e.getMessageWithoutErrorCode());
        } catch (MongoServerException e) {
            if (e.getMessageWithoutErrorCode().equals("ns not found")) {
                throw new CommandFailure(26, "NamespaceNotFound", e.getMessageWithoutErrorCode());
            }
            throw new CommandFailure(8, "UnknownError", e.getMessageWithoutErrorCode());
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            // The backend trusts the shape of commands more than a server does.
            throw new CommandFailure(9, "FailedToParse", "the command is malformed: " + e.getMessage());
        }
    }

    @Override
    public void left(ClientConnection client) {
        Channel channel = channels.remove(client);
        if (channel != null) {
            backend.handleClose(channel);
        }
    }

    @Override
    public void close() {
        backend.close();
    }

    /** Servers say {@code ok} as a double, at the end. */
    private static BsonDocument replied(BsonDocument reply) {
        boolean ok = reply.remove("ok") instanceof BsonNumber number && number.intValue() == 1;
        return reply.append("ok", new BsonDouble(ok ? 1 : 0));
    }

    @SuppressWarnings("ReferenceEquality") // A channel is equal to itself only, and the backend asks for no more.
    private static Channel channel(ClientConnection client) {
        return (Channel) Proxy.newProxyInstance(
                MemoryStorage.class.getClassLoader(), new Class<?>[] {Channel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> arguments != null && proxy == arguments[0];
                        case "toString" -> "connection " + client.id();
                        case "remoteAddress" -> client.socket().getRemoteSocketAddress();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
