package dev.weft.core.execute;

import dev.weft.core.cluster.Server;
import dev.weft.core.connection.Connection;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Outgoing;
import dev.weft.core.operation.Operation;
import dev.weft.core.topology.Criteria;
import dev.weft.error.MongoException;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.topology.ServerType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an operation stands: where it goes, and what has failed so far. Belongs to one run of the loop. */
final class Attempt implements Outgoing, AutoCloseable {
    private final Operation<?> operation;
    private final Call call;
    private final ClientState client;
    private final Operation.Retry retry;

    private Criteria criteria;
    private @Nullable Server server;
    private @Nullable Connection at;
    private boolean direct;
    private @Nullable MongoException earlier;
    private boolean due = true;
    private boolean spent;
    private long txnNumber;

    Attempt(Operation<?> operation, Call call, ClientState client) {
        this.operation = operation;
        this.call = call;
        this.client = client;
        this.retry = client.retries(operation);
        this.criteria = operation.manner().writeConcern() ? Criteria.WRITE : Criteria.read(operation.readPreference());
    }

    /** Whether the operation is to be tried, again or for the first time. */
    boolean isDue() {
        return due;
    }

    /** The failure the user sees, once nothing is due any more. */
    MongoException last() {
        if (earlier == null) {
            throw new IllegalStateException("nothing has failed");
        }
        return earlier;
    }

    Criteria criteria() {
        return criteria;
    }

    /** The server this attempt goes to; null while none is found. */
    @Nullable
    Server server() {
        return server;
    }

    /** The connection this attempt goes over; null while there is none. */
    @Nullable
    Connection connection() {
        return at;
    }

    /**
     * Notes the server.
     *
     * @param single whether the deployment is that one server, asked whatever it is
     */
    void aim(Server selected, boolean single) {
        server = selected;
        direct = single;
        call.wentTo(selected);
    }

    /**
     * Takes the connection, until {@link #close}. A write that can't be told from its repetition there is not repeated: what has failed
     * before is thrown.
     */
    Attempt over(Connection connection) {
        if (earlier != null && retry == Operation.Retry.WRITE && !canRetryWrites(connection.description())) {
            spent = true;
            throw earlier;
        }
        at = connection;
        call.lend(connection);
        return this;
    }

    /** The connection in hand. */
    Connection held() {
        if (at == null) {
            throw new IllegalStateException("no connection has been taken");
        }
        return at;
    }

    /** Lets go of the connection, so that nobody cancels it when it is somebody else's. */
    @Override
    public void close() {
        call.lend(null);
    }

    /** Takes a failure in. Returns whether it is one to tell the cluster: a connection that was gone before it was used is not. */
    boolean failed(MongoException failure) {
        RetryRules.Decision decision = RetryRules.decide(facts(), failure);
        switch (decision) {
            case RetryRules.SameAgain same -> {}
            case RetryRules.Again again -> {
                earlier = again.earlier();
                if (again.avoidServer() && server != null) {
                    criteria = criteria.avoiding(Set.of(server.address()));
                }
            }
            case RetryRules.GiveUp end -> {
                earlier = end.failure();
                due = false;
            }
        }
        server = null;
        at = null;
        return !(decision instanceof RetryRules.SameAgain);
    }

    private RetryRules.Facts facts() {
        // A timeout of zero sets no end and yet replaces every other limit.
        boolean bounded = call.hasTimeout() || call.deadline().exists();
        if (at == null) {
            return new RetryRules.Facts(
                    spent ? Operation.Retry.NEVER : retry, earlier, call.hasTimeout(), ServerType.UNKNOWN, 0, bounded);
        }
        ConnectionDescription to = at.description();
        boolean fit = retry != Operation.Retry.WRITE || canRetryWrites(to);
        return new RetryRules.Facts(
                fit ? retry : Operation.Retry.NEVER,
                earlier,
                call.hasTimeout(),
                to.type(),
                to.maxWireVersion(),
                bounded);
    }

    /** Whether a write can be told from its repetition there (retryable writes specification, "Supported Server Versions"). */
    private static boolean canRetryWrites(ConnectionDescription to) {
        return to.sessionsSupported() && to.type() != ServerType.STANDALONE;
    }

    @Override
    public String commandName() {
        return operation.commandName();
    }

    @Override
    public String database() {
        return operation.target().namespace().database();
    }

    @Override
    public long operationId() {
        return call.number();
    }

    @Override
    public boolean expectsReply() {
        return operation.acknowledged();
    }

    /** The sockets' limit counts only where no timeout is set, and zero is one (timeouts specification, "Backwards Breaking Considerations"). */
    @Override
    public boolean heedsReadTimeout() {
        return !call.hasTimeout();
    }

    @Override
    public void writeBody(WireBuffer out, ConnectionDescription to) {
        CommandAssembler.write(out, to, this);
    }

    Operation<?> operation() {
        return operation;
    }

    Call call() {
        return call;
    }

    ClientState client() {
        return client;
    }

    /** Whether the deployment is one server, asked whatever it is. */
    boolean isDirect() {
        return direct;
    }

    /** Nanoseconds of the fastest recent answer of the server. */
    long minRoundTripNanos() {
        return server == null ? 0 : server.description().minRoundTripTime().toNanos();
    }

    /** The number under which the write may be repeated, the same each time; 0 when it may not. */
    long txnNumber(ConnectionDescription to) {
        if (txnNumber == 0 && retry == Operation.Retry.WRITE && canRetryWrites(to)) {
            txnNumber = call.session().nextTxnNumber();
        }
        return txnNumber;
    }
}
