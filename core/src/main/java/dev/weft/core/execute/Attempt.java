package dev.weft.core.execute;

import dev.weft.ReadPreference;
import dev.weft.core.cluster.Checkout;
import dev.weft.core.cluster.Server;
import dev.weft.core.connection.Connection;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Outgoing;
import dev.weft.core.operation.Operation;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.ServerSelection;
import dev.weft.error.MongoException;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Where an operation stands: where it goes, and what has failed so far. Belongs to one run of the loop. */
final class Attempt implements Outgoing, AutoCloseable {
    private final Operation<?> operation;
    private final Call call;
    private final ClientState client;

    private Criteria criteria;
    private @Nullable Server server;
    private @Nullable Checkout at;
    private Topology topology = Topology.NONE;
    private RetryRules.Past past = RetryRules.Past.NONE;
    private int perished;
    private boolean due = true;
    private boolean spent;
    /** Whether the command of this attempt was written to its end: what fails before that was not sent. */
    private boolean written;

    private long pauseNanos;
    private long txnNumber;

    Attempt(Operation<?> operation, Call call, ClientState client) {
        this.operation = operation;
        this.call = call;
        this.client = client;
        this.criteria = criteria(operation);
    }

    private static Criteria criteria(Operation<?> operation) {
        if (!operation.manner().writeConcern()) {
            return Criteria.read(operation.readPreference());
        }
        return operation.manner() == Operation.Manner.READ_AND_WRITE
                ? Criteria.readAndWrite(operation.readPreference())
                : Criteria.WRITE;
    }

    /** Whether the operation is to be tried, again or for the first time. */
    boolean isDue() {
        return due;
    }

    /** The failure the user sees, once nothing is due any more. */
    MongoException last() {
        MongoException earlier = past.earlier();
        if (earlier == null) {
            throw new IllegalStateException("nothing has failed");
        }
        return earlier;
    }

    /** How long to wait before this attempt. */
    long pauseNanos() {
        return pauseNanos;
    }

    /** Nothing can be tried any more: what has failed before is thrown. */
    MongoException spend() {
        spent = true;
        return last();
    }

    Criteria criteria() {
        return criteria;
    }

    /** The server this attempt goes to; null while none is found. */
    @Nullable
    Server server() {
        return server;
    }

    /** What this attempt has taken out of a pool; null while that is nothing. */
    @Nullable
    Checkout checkout() {
        return at;
    }

    /**
     * Notes the server, and the deployment it is part of.
     */
    void aim(Server selected, Topology of) {
        server = selected;
        topology = of;
        call.wentTo(selected);
    }

    /**
     * Takes the connection, until {@link #close}. A write that can't be told from its repetition there is not repeated: what has failed
     * before is thrown.
     */
    Attempt over(Checkout checkout) {
        if (past.uncertain()
                && policy().retry() == Operation.Retry.WRITE
                && !canRetryWrites(checkout.connection().description())) {
            throw spend();
        }
        at = checkout;
        call.hold(checkout);
        return this;
    }

    /** The connection in hand. */
    Connection held() {
        if (at == null) {
            throw new IllegalStateException("no connection has been taken");
        }
        return at.connection();
    }

    /** Lets go of the connection: there is nothing left to cancel. */
    @Override
    public void close() {
        call.hold(null);
    }

    /** Takes a failure in. Returns whether it is one to tell the cluster: a connection that was gone before it was used is not. */
    boolean failed(MongoException failure) {
        RetryRules.Decision decision = RetryRules.decide(facts(), failure);
        switch (decision) {
            case RetryRules.SameAgain same -> perished++;
            case RetryRules.Again again -> {
                perished = 0;
                past = again.past();
                pauseNanos = (long) (client.jitter().getAsDouble() * again.pauseAtMostNanos());
                if (again.avoidServer() && server != null) {
                    var avoided = new HashSet<>(criteria.avoided());
                    avoided.add(server.address());
                    criteria = criteria.avoiding(avoided);
                }
            }
            case RetryRules.GiveUp end -> {
                past = new RetryRules.Past(end.failure(), past.retries(), past.overloaded(), past.uncertain());
                due = false;
            }
        }
        server = null;
        at = null;
        written = false;
        return !(decision instanceof RetryRules.SameAgain);
    }

    /** Asked anew each time: of several writes it is known only once they are written which of them are in the message. */
    private RetryPolicy policy() {
        return client.policy(operation);
    }

    private RetryRules.Facts facts() {
        RetryPolicy policy = policy();
        // A timeout of zero sets no end and yet replaces every other limit.
        boolean bounded = call.hasTimeout() || call.deadline().exists();
        boolean sharded = topology.type() == TopologyType.SHARDED;
        if (at == null) {
            return new RetryRules.Facts(
                    spent ? policy.spent() : policy,
                    past,
                    call.hasTimeout(),
                    sharded,
                    ServerType.UNKNOWN,
                    0,
                    bounded,
                    perished,
                    false);
        }
        ConnectionDescription to = at.connection().description();
        return new RetryRules.Facts(
                canRetryWrites(to) ? policy : policy.withoutNumbers(),
                past,
                call.hasTimeout(),
                sharded,
                to.type(),
                to.maxWireVersion(),
                bounded,
                perished,
                written);
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
        written = true;
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
        return topology.type() == TopologyType.SINGLE;
    }

    /** Which servers of the deployment may answer. */
    ReadPreference readPreference() {
        return ServerSelection.preference(criteria, topology);
    }

    /** Nanoseconds of the fastest recent answer of the server. */
    long minRoundTripNanos() {
        return server == null ? 0 : server.description().minRoundTripTime().toNanos();
    }

    /** The number under which the write may be repeated, the same each time; drawn when first asked for. */
    long txnNumber() {
        if (txnNumber == 0) {
            txnNumber = call.session().nextTxnNumber();
        }
        return txnNumber;
    }

    /** Whether the write may be repeated, by what is known of it, and told from its repetition. */
    boolean isNumbered(ConnectionDescription to) {
        return policy().retry() == Operation.Retry.WRITE && canRetryWrites(to);
    }
}
