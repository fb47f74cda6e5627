package dev.weft.core.connection;

import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.RequestIds;
import dev.weft.protocol.WireFormatException;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.transport.Frame;
import dev.weft.protocol.transport.TransportException;
import dev.weft.protocol.transport.WireConnection;
import dev.weft.protocol.transport.WireState;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * One socket, one conversation: commands go out and replies come in, one at a time, on the thread of the caller who holds the connection.
 *
 * <p>Not thread-safe, except {@link #usable}, {@link #wireState}, {@link #cancel} and {@link #close}. A caller who leaves early (deadline,
 * interrupt, cancel) may leave the connection behind to wait for the late reply: then {@link Listener#left} has been called, and the
 * connection is no longer the caller's.
 */
public final class Connection {
    /** Hears what happens to a connection outside of a call. All but {@link #left} may be called on the I/O loop, and must only hand over. */
    public interface Listener {
        /** The caller has left its call, and the connection waits for the late reply. Called on the leaving thread, before it throws. */
        void left(Connection connection);

        /**
         * The late reply is here. A thread of the listener's own takes it by {@link #lateReply}, releases it, and gives the connection back
         * if the release returns true.
         */
        void lateReply(Connection connection);

        /** A connection that was left is closed. */
        void drainFailed(Connection connection, Throwable cause);

        /** An idle connection is closed: by the server, by the network, or because bytes came that nobody had asked for. */
        void perished(Connection connection, Throwable cause);
    }

    private final WireConnection wire;
    private final ConnectionDescription description;
    private final CommandEvents events;
    private final NanoClock clock;
    private final Optional<Duration> readTimeout;
    private final Reply reply;

    /** Set by the loop before it tells the listener. */
    private volatile @Nullable Frame late;

    Connection(
            WireConnection wire,
            ConnectionDescription description,
            CommandEvents events,
            NanoClock clock,
            Optional<Duration> readTimeout) {
        this.wire = wire;
        this.description = description;
        this.events = events;
        this.clock = clock;
        this.readTimeout = readTimeout;
        this.reply = new Reply(wire);
    }

    /** {@return what the connection is, from its own handshake} */
    public ConnectionDescription description() {
        return description;
    }

    /** {@return its number in its pool} */
    public long id() {
        return description.localId();
    }

    /** {@return whether it is open and at rest: one volatile read} */
    public boolean usable() {
        return wire.usable();
    }

    /** {@return where its exchange stands at this moment} */
    public WireState wireState() {
        return wire.state();
    }

    /**
     * Sends a command and waits for its reply.
     *
     * <p>What fails before a byte is sent (a codec, a document over the server's limit) leaves the connection at rest. A refusal by the
     * server does too. All else ends the connection, or leaves it to be drained.
     *
     * @param call the deadline of the whole call
     * @return the reply, with {@code ok: 1}; valid until it is released
     * @throws CommandFailedException when the server refused
     * @throws MongoException what the network, the deadline or an interrupt did, said once in the words users catch
     */
    public Reply exchange(Outgoing command, Deadline call) {
        Deadline deadline = limited(command, call);
        int requestId = encode(command, command.exhaustAllowed() ? MsgFlags.EXHAUST_ALLOWED : 0);
        CommandEvents.Told told = events.started(command, requestId, wire.out(), description);
        try {
            accept(wire.exchange(requestId, deadline.atNanos()));
        } catch (TransportException e) {
            throw failed(told, translated(e, deadline));
        } catch (WireFormatException e) {
            throw failed(told, broken(e));
        }
        if (!reply.ok()) {
            throw failed(told, refusal(command.commandName()));
        }
        if (told != null) {
            events.succeeded(told, reply);
        }
        return reply;
    }

    /** Sends a command and takes the whole reply as a tree, out of the connection. */
    BsonDocument tree(Outgoing command, Deadline deadline) {
        Reply answer = exchange(command, deadline);
        try {
            return answer.tree();
        } catch (WireFormatException e) {
            throw broken(e);
        } finally {
            answer.release();
        }
    }

    /** Sends a command that the server does not answer (write concern 0); otherwise as {@link #exchange}. */
    public void send(Outgoing command, Deadline call) {
        Deadline deadline = limited(command, call);
        int requestId = encode(command, MsgFlags.MORE_TO_COME);
        CommandEvents.Told told = events.started(command, requestId, wire.out(), description);
        try {
            wire.send(deadline.atNanos());
        } catch (TransportException e) {
            throw failed(told, translated(e, deadline));
        }
        if (told != null) {
            events.sent(told);
        }
    }

    /**
     * The next reply of a stream, after one with {@linkplain Reply#moreToCome more to come}, which is given back. A stream is not left
     * early: who does, closes the connection.
     *
     * @param commandName the command the stream answers, for the error when the server ends it
     */
    public Reply next(String commandName, Deadline deadline) {
        try {
            accept(wire.next(deadline.atNanos()));
        } catch (TransportException e) {
            throw translated(e, deadline);
        } catch (WireFormatException e) {
            throw broken(e);
        }
        if (!reply.ok()) {
            throw refusal(commandName);
        }
        return reply;
    }

    /**
     * The reply that came after its caller had left. Only for the thread that {@link Listener#lateReply} has handed over to.
     *
     * @return the reply, whether the command was carried out or not
     * @throws ProtocolBrokenException when it makes no sense; the connection is closed
     */
    public Reply lateReply() {
        Frame frame = late;
        if (frame == null) {
            throw new IllegalStateException("no reply came late on this connection");
        }
        late = null;
        try {
            accept(frame);
        } catch (WireFormatException e) {
            throw broken(e);
        }
        return reply;
    }

    void tooLate(Frame frame) {
        late = frame;
    }

    /** {@return the number of the exchange that runs, or of the last one; from any thread} */
    public long exchangeId() {
        return wire.exchangeId();
    }

    /**
     * Makes whoever waits in that exchange leave it, with {@link dev.weft.error.InterruptedCallException}; from any thread. Does nothing to
     * any other exchange.
     */
    public void cancel(long exchangeId) {
        wire.cancel(exchangeId);
    }

    /** Closes the connection, from any thread; whoever waits on it fails with {@code why} as the cause. Later calls do nothing. */
    public void close(Throwable why) {
        wire.close(why);
    }

    @Override
    public String toString() {
        return "Connection[" + description.server() + ", number " + id() + ", " + wire.state() + "]";
    }

    private void accept(Frame frame) {
        reply.scan(frame.array(), frame.length());
    }

    /** A call without a deadline of its own has the sockets' read timeout, if there is one. */
    private Deadline limited(Outgoing command, Deadline call) {
        return call.exists() || readTimeout.isEmpty() || !command.heedsReadTimeout()
                ? call
                : Deadline.in(readTimeout.get(), clock);
    }

    private int encode(Outgoing command, int flags) {
        WireBuffer out = wire.out();
        int requestId = RequestIds.next();
        boolean whole = false;
        try {
            out.clear();
            int start = MessageWriter.begin(out, requestId, 0, flags);
            MessageWriter.bodySection(out);
            command.writeBody(out, description);
            MessageWriter.finish(out, start);
            SizeLimits.check(command.commandName(), out.array(), out.position(), description);
            whole = true;
        } finally {
            if (!whole) {
                // A codec may have ended in the middle of a document: nothing of it goes out, and the next command
                // begins anew.
                out.clear();
                out.dropWriter();
            }
        }
        return requestId;
    }

    private MongoException translated(TransportException failure, Deadline deadline) {
        if (description.hello().isEmpty()) {
            return Translation.ofConnecting(failure, description.server(), deadline, clock.nanoTime());
        }
        // A connection that was left is no longer ours to ask; only one whose request is out can be left.
        boolean whole = failure.left() || (failure.bytesSent() && wire.requestSent());
        return Translation.of(failure, whole, description.server(), deadline, clock.nanoTime());
    }

    private MongoException failed(CommandEvents.@Nullable Told told, MongoException failure) {
        if (told != null) {
            events.failed(told, failure);
        }
        return failure;
    }

    /** The reply says {@code ok: 0}: all of it goes into the failure, and the connection is at rest again. */
    private MongoException refusal(String commandName) {
        try {
            BsonDocument body = reply.tree();
            reply.release();
            return CommandFailedException.of(commandName, description.server(), body);
        } catch (WireFormatException e) {
            return broken(e);
        }
    }

    private ProtocolBrokenException broken(WireFormatException e) {
        ProtocolBrokenException failure =
                new ProtocolBrokenException(description.server(), String.valueOf(e.getMessage()), e);
        wire.close(failure);
        return failure;
    }
}
