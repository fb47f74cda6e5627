package dev.weft.core.execute;

import dev.weft.core.cluster.Checkout;
import dev.weft.core.cluster.Cluster;
import dev.weft.core.cluster.Server;
import dev.weft.core.connection.Connection;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Target;
import dev.weft.core.time.Deadline;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.pool.Purpose;
import dev.weft.protocol.WireFormatException;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Runs operations. Everything that makes a call more than a message (selection, checkout, retry, deadline, sessions) meets in {@link #run},
 * and nowhere else. Shared by all callers of a client.
 */
public final class OperationRunner {
    private final Cluster cluster;
    private final ClientState client;

    /** A runner of operations on {@code cluster}. */
    public OperationRunner(Cluster cluster, ClientSettings settings) {
        this(cluster, settings, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** For tests of pauses, which random numbers would make vague. */
    OperationRunner(Cluster cluster, ClientSettings settings, DoubleSupplier jitter) {
        this.cluster = cluster;
        this.client = ClientState.of(settings, cluster.clock(), cluster.nanoClock(), jitter);
    }

    /** The cluster it runs on. */
    public Cluster cluster() {
        return cluster;
    }

    /** A call for this operation, whose time begins now. */
    public Call call(Operation<?> operation, Bound bound) {
        return call(operation.target(), bound);
    }

    /** A call for several operations on this target or ones beside it, whose time begins now. */
    public Call call(Target target, Bound bound) {
        return new Call(target, bound, cluster.nanoClock(), cluster.sessions());
    }

    /**
     * Runs an operation to its end: the result, or the failure that says most after all that may be tried has been.
     *
     * @throws MongoException whatever has failed
     */
    public <R> R run(Operation<R> operation, Call call) {
        var attempt = new Attempt(operation, call, client);
        try {
            while (attempt.isDue()) {
                try (Checkout checkout = checkOut(operation, call, attempt)) {
                    try (Attempt hold = attempt.over(checkout)) {
                        Connection connection = hold.held();
                        return operation.acknowledged()
                                ? read(operation, connection.exchange(attempt, call.deadline()), hold)
                                : send(operation, attempt, call, connection);
                    } catch (MongoException failure) {
                        // While the connection is still out, so that it does not come back into a pool about to be
                        // cleared.
                        learn(attempt, call, failure);
                    }
                } catch (MongoException notCheckedOut) {
                    learn(attempt, call, notCheckedOut);
                }
            }
            return end(operation, attempt.last());
        } finally {
            call.operationOver();
        }
    }

    private Checkout checkOut(Operation<?> operation, Call call, Attempt attempt) {
        rest(attempt, call);
        // Under a timeout server and connection together have this long, else each has a limit of its own.
        long until = call.hasTimeout() ? client.selectionEnd() : Deadline.NEVER;
        Server opened = call.server();
        Server server = operation.manner().route() == Operation.Route.WHERE_OPENED && opened != null
                ? opened
                : cluster.select(attempt.criteria(), call.deadline());
        attempt.aim(server, cluster.topology());
        return call.hasTimeout()
                ? server.checkOut(Purpose.OTHER, call.deadline(), until)
                : server.checkOut(Purpose.OTHER, call.deadline());
    }

    /** Pauses before a retry that the server's load has made necessary; with no connection in hand, so that others can go on. */
    private void rest(Attempt attempt, Call call) {
        long nanos = attempt.pauseNanos();
        if (nanos == 0) {
            return;
        }
        long now = client.nanoTime();
        if (call.deadline().exists() && call.deadline().remaining(now) <= nanos) {
            throw attempt.spend();
        }
        cluster.pause(Deadline.after(now, Duration.ofNanos(nanos)));
    }

    private static <R> R send(Operation<R> operation, Attempt attempt, Call call, Connection connection) {
        connection.send(attempt, call.deadline());
        return operation.unanswered();
    }

    private <R> R read(Operation<R> operation, Reply reply, Attempt attempt) {
        ConnectionDescription from = attempt.held().description();
        try {
            Aftermath.learn(reply, client.clock());
            R result = operation.read(reply, from);
            WriteConcernFailedException concern = operation.concern(result);
            if (concern != null && attempt.server() != null) {
                // The writes were made, and yet the server may have said that it goes or is no primary any more.
                cluster.report(attempt.server(), attempt.held(), concern);
            }
            return result;
        } catch (WireFormatException broken) {
            throw new ProtocolBrokenException(from.server(), String.valueOf(broken.getMessage()), broken);
        } finally {
            reply.release();
        }
    }

    /** Cluster and session hear of a failure before the next attempt selects a server. */
    private void learn(Attempt attempt, Call call, MongoException caught) {
        Server server = attempt.server();
        Checkout at = attempt.checkout();
        boolean met = attempt.failed(Aftermath.asUsersSeeIt(caught, call, client.nanoTime()));
        if (!met || server == null || at == null) {
            return;
        }
        Aftermath.learn(caught, client.clock());
        // On a connection at rest nothing is under way: the command was not sent.
        if (Aftermath.isOutcomeUnknown(caught) && !at.isAtRest()) {
            call.session().markDirty();
        }
        cluster.report(server, at.connection(), Aftermath.aboutTheServer(caught));
    }

    private static <R> R end(Operation<R> operation, MongoException last) {
        if (last instanceof CommandFailedException refused) {
            return operation.failed(refused);
        }
        if (last instanceof WriteConcernFailedException concern) {
            return operation.written(concern);
        }
        throw last;
    }
}
