package dev.weft.testbed.command;

import dev.weft.testbed.replica.OpTime;
import dev.weft.testbed.session.LogicalSession;
import dev.weft.testbed.storage.OldFieldNames;
import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.strict.CommandShape;
import dev.weft.testbed.strict.Trait;
import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.ClientConnection;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Request;
import java.io.EOFException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a member. It belongs to the connection's thread; only {@link #interrupt} may be called by
 * others.
 */
public final class Exchange {
    /** Longer than any wait of a test, and short enough not to overflow. */
    private static final long FOR_EVER = Long.MAX_VALUE / 4;

    /** Levels of the read concern that show only what a majority has. */
    private static final Set<String> COMMITTED = Set.of("majority", "snapshot");

    private final Node node;
    private final ClientConnection client;
    private final Request request;
    private final CommandShape shape;
    private final int operationId;
    private final Thread thread = Thread.currentThread();
    private final long began = System.nanoTime();
    private BsonDocument arguments;
    private long deadline = began + FOR_EVER;
    private volatile @Nullable CommandFailure interruption;
    private Optional<LogicalSession> session = Optional.empty();
    private Optional<OpTime> wrote = Optional.empty();

    public Exchange(Node node, ClientConnection client, Request request, CommandShape shape) {
        this.node = node;
        this.client = client;
        this.request = request;
        this.shape = shape;
        this.arguments = request.command();
        this.operationId = node.operations().nextId();
    }

    public Node node() {
        return node;
    }

    public ClientConnection client() {
        return client;
    }

    public Request request() {
        return request;
    }

    public CommandShape shape() {
        return shape;
    }

    public int operationId() {
        return operationId;
    }

    /** Microseconds since it arrived. */
    long runningMicros() {
        return (System.nanoTime() - began) / 1000;
    }

    public String database() {
        return request.database();
    }

    /** The command's own fields: once the generic arguments are checked, without them. The command comes first. */
    public BsonDocument arguments() {
        return arguments;
    }

    public void arguments(BsonDocument stripped) {
        arguments = stripped;
    }

    public Optional<LogicalSession> session() {
        return session;
    }

    public void session(LogicalSession used) {
        session = Optional.of(used);
    }

    /** Whether the command is a write that may be sent twice, by its {@code txnNumber}. */
    public Optional<Long> txnNumber() {
        return request.command().get("txnNumber") instanceof BsonNumber number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** When its write happened, if it was one. */
    public Optional<OpTime> wrote() {
        return wrote;
    }

    public void wrote(OpTime at) {
        wrote = Optional.of(at);
    }

    /** The collection that the command is about, if it is about one. */
    Optional<String> collection() {
        BsonValue first = request.command().get(request.name());
        return first instanceof BsonString name ? Optional.of(name.getValue()) : Optional.empty();
    }

    /** Database and collection, as fail points and cursors call them. */
    public String namespace() {
        String collection = collection().orElse("$cmd");
        if (shape.name().equals("getMore") && request.command().get("collection") instanceof BsonString name) {
            collection = name.getValue();
        }
        return database() + "." + collection;
    }

    /** What the client calls itself; the first hello says so itself. */
    public Optional<String> appName() {
        return request.command().get("client") instanceof BsonDocument metadata
                ? ClientConnection.appName(metadata)
                : client.metadata().flatMap(ClientConnection::appName);
    }

    /** The data to work on: those that the read concern asks for (server manual, "Read Concern"). */
    Storage storage() {
        boolean committed = request.command().get("readConcern") instanceof BsonDocument concern
                && concern.get("level") instanceof BsonString level
                && COMMITTED.contains(level.getValue());
        Storage data = committed ? node.data().majority() : node.data().local();
        return node.atLeast(5, 0) ? data : new OldFieldNames(data);
    }

    public boolean changesData() {
        return shape.is(Trait.WRITE);
    }

    /** Gives it so much time, after which it fails with 50 (server manual, "maxTimeMS"). */
    public void limit(long millis) {
        deadline = began + millis * 1_000_000;
    }

    long deadline() {
        return deadline;
    }

    /** Makes it fail at the next look, and wakes it if it waits. */
    public void interrupt(CommandFailure with) {
        interruption = with;
        LockSupport.unpark(thread);
    }

    /** Fails if somebody interrupted it or its time is up. */
    public void checkInterrupted() {
        CommandFailure failure = interruption;
        if (failure != null) {
            throw failure;
        }
        if (System.nanoTime() - deadline >= 0) {
            throw new CommandFailure(50, "operation exceeded time limit");
        }
    }

    /**
     * Waits until the condition holds or the time is up. {@code maxTimeMS}, an interruption and the end of the connection
     * end the wait.
     *
     * @return whether the condition holds
     */
    public boolean await(Bell bell, long nanos, BooleanSupplier until) throws EOFException {
        long end = Math.min(System.nanoTime() + Math.min(nanos, FOR_EVER), deadline);
        boolean holds = client.await(bell, end, () -> interruption != null || until.getAsBoolean());
        checkInterrupted();
        return holds;
    }
}
