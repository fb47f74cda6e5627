package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.exception.MongoServerNotYetImplementedException;
import dev.weft.testbed.wire.CommandFailure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNumber;

/** mongo-java-server without its network: commands go in as documents, and errors come out with their codes. */
final class Backend implements AutoCloseable {
    private static final Set<String> READS = Set.of("find", "count", "distinct", "listCollections", "listIndexes");

    private static final AtomicLong CHANNELS = new AtomicLong();

    private final Journal journal = new Journal();
    private final RecordedBackend backend = new RecordedBackend(journal);
    /**
     * The backend tells its clients apart by Netty channels, and keeps the last result of each. So a call has one to itself;
     * there are as many as there were calls at once.
     */
    private final Deque<Channel> channels = new ConcurrentLinkedDeque<>();
    /** The backend's collections must not change while one of its commands walks over them, nor while a reply is copied. */
    private final ReadWriteLock access = new ReentrantReadWriteLock();

    Backend() {
        backend.version(ServerVersion.MONGO_5_0);
    }

    Journal journal() {
        return journal;
    }

    Set<String> databases() {
        return backend.databases();
    }

    RecordedCollection collection(String database, String name) {
        return backend.collection(database, name);
    }

    /** Does something while nobody else reads or writes. */
    <T> T exclusively(Supplier<T> task) {
        access.writeLock().lock();
        try {
            return task.get();
        } finally {
            access.writeLock().unlock();
        }
    }

    BsonDocument run(String database, BsonDocument command) {
        Channel leased = channels.pollFirst();
        Channel channel = leased == null ? channel() : leased;
        Lock lock = READS.contains(command.getFirstKey()) ? access.readLock() : access.writeLock();
        lock.lock();
        try {
            return run(channel, database, command);
        } finally {
            lock.unlock();
            channels.addFirst(channel);
        }
    }

    private BsonDocument run(Channel channel, String database, BsonDocument command) {
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
    public void close() {
        channels.forEach(backend::handleClose);
        backend.close();
    }

    /** Servers say {@code ok} as a double, at the end. */
    private static BsonDocument replied(BsonDocument reply) {
        boolean ok = reply.remove("ok") instanceof BsonNumber number && number.intValue() == 1;
        return reply.append("ok", new BsonDouble(ok ? 1 : 0));
    }

    /** Names a channel. Netty's own way asks the machine for its network addresses, which takes long. */
    private record Identity(String asShortText) implements ChannelId {
        @Override
        public String asLongText() {
            return asShortText;
        }

        @Override
        public int compareTo(ChannelId other) {
            return asShortText.compareTo(other.asShortText());
        }
    }

    @SuppressWarnings("ReferenceEquality") // A channel is equal to itself only, and the backend asks for no more.
    private static Channel channel() {
        var id = new Identity("testbed-" + CHANNELS.incrementAndGet());
        return (Channel) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Channel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> arguments != null && proxy == arguments[0];
                        case "toString" -> "the testbed";
                        case "id" -> id;
                        case "remoteAddress" -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
