package dev.weft.protocol.transport;

import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.transport.Failures.Leaving;
import dev.weft.protocol.transport.TransportException.Facts;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One socket and its one exchange at a time.
 *
 * <p>The caller writes its request and parks; the loop reads the reply and wakes it. From the moment it is lent until
 * the call ends the connection belongs to the lease holder, who alone sends, receives and gives back. Any thread may ask,
 * cancel and close. An interrupt ends the call and never touches the socket.
 */
public final class WireConnection {
    private final Endpoint endpoint;
    private final long graceNanos;
    private final Line line;
    private final Outgoing outgoing;

    private volatile long cancelledId = -1;
    /** Lease holder only. */
    private long startedNanos;

    WireConnection(Door door, Endpoint endpoint, WireOptions options, WireListener listener) {
        this.endpoint = endpoint;
        this.graceNanos = options.lateReplyGrace().toNanos();
        this.outgoing = new Outgoing(door, options.initialBuffer());
        this.line = new Line(door, this, options, listener);
    }

    Line line() {
        return line;
    }

    /** The request that is being written. Lease holder only, while {@link WireState#IDLE}; empty after every exchange. */
    public WireBuffer out() {
        return outgoing.buffer();
    }

    /** Whether an exchange may begin: one volatile read. */
    public boolean usable() {
        return Phase.of(line.state()) == Phase.IDLE;
    }

    /** Where the exchange stands at this moment. */
    public WireState state() {
        return WireState.of(line.state());
    }

    /** The exchange that runs, or the last one. The next one is higher by one. */
    public long exchangeId() {
        return Phase.id(line.state());
    }

    /** The server, as it was asked for. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Whether the whole request is out. For who still owns the connection after an exchange has failed. */
    public boolean requestSent() {
        return outgoing.complete();
    }

    /** Why the connection is closed, or null. */
    public @Nullable Throwable closeCause() {
        return line.cause();
    }

    /**
     * Writes what {@link #out()} holds and waits for the reply to it.
     *
     * <p>If the request allows exhaust, more replies may be fetched by {@link #next}. On failure the exception says
     * whether the connection was {@linkplain TransportException#left() left} to be drained; else it is closed, or still
     * idle if the call was refused before it began (deadline already passed, thread already interrupted).
     *
     * @param requestId the request id in the message, which the reply must answer
     * @param deadlineNanos of {@link System#nanoTime()}; {@code Long.MAX_VALUE} is none
     * @return the reply, valid until {@link #done()}, {@link #detach()} or {@link #next}
     */
    public Frame exchange(int requestId, long deadlineNanos) {
        long id = begin(requestId, deadlineNanos, true);
        if (outgoing.write() || writeRest(id)) {
            line.cas(Phase.state(id, Phase.WRITING), Phase.state(id, Phase.AWAITING));
        }
        return await(id);
    }

    /** Writes what {@link #out()} holds, a request that the server does not answer. Idle again afterwards. */
    public void send(long deadlineNanos) {
        long id = begin(0, deadlineNanos, false);
        if (!outgoing.write()) {
            writeRest(id);
        }
        line.waiter = null;
        if (!line.cas(Phase.state(id, Phase.WRITING), Phase.state(id, Phase.IDLE))) {
            throw TransportException.again(line.cause(), outgoing.sent() > 0);
        }
        outgoing.clear();
        line.alarm().clear();
    }

    /** The next reply of a stream, after one that announced it. Gives the current one back. */
    public Frame next(long deadlineNanos) {
        long s = line.state();
        if (Phase.of(s) != Phase.REPLIED || !line.streaming) {
            throw Phase.dead(s) ? TransportException.again(line.cause(), true) : misuse("no stream is open");
        }
        long id = Phase.id(s) + 1;
        line.replies().giveBack();
        line.loop().set(line.alarm(), deadlineNanos);
        startedNanos = System.nanoTime();
        if (!line.cas(s, Phase.state(id, Phase.AWAITING))) {
            throw TransportException.again(line.cause(), true);
        }
        line.incoming().wanted(line.loop());
        return await(id);
    }

    /**
     * Ends the exchange: the frame is given back and the connection is idle. Called by the lease holder, or by who was
     * handed the late reply.
     *
     * @return false if the connection was closed meanwhile; it is then to be discarded, unless it was left
     */
    public boolean done() {
        long s = line.state();
        if (Phase.dead(s)) {
            return false;
        }
        if (Phase.of(s) != Phase.REPLIED && Phase.of(s) != Phase.LEFT) {
            throw misuse("there is no reply to give back");
        }
        line.replies().giveBack();
        return toIdle(s);
    }

    /** Ends the exchange as {@link #done()} does, and gives the message away, at index 0 of an array. */
    public byte[] detach() {
        long s = line.state();
        byte[] taken = line.replies().giveAway();
        if (Phase.of(s) == Phase.REPLIED) {
            toIdle(s);
        }
        return taken;
    }

    /** Makes the caller of a running exchange leave it. Returns whether that exchange was running. */
    public boolean cancel(long exchangeId) {
        long s = line.state();
        int phase = Phase.of(s);
        if (Phase.id(s) != exchangeId || (phase != Phase.WRITING && phase != Phase.AWAITING)) {
            return false;
        }
        cancelledId = exchangeId;
        LockSupport.unpark(line.waiter);
        return true;
    }

    /** Closes the connection from any state and any thread, and wakes its caller. The first cause wins. */
    public void close(Throwable why) {
        line.close(why);
    }

    @Override
    public String toString() {
        return "WireConnection[" + endpoint + ", " + state() + "]";
    }

    private IllegalStateException misuse(String problem) {
        return new IllegalStateException("One exchange at a time: " + problem + " on " + this + ".");
    }

    private long begin(int requestId, long deadlineNanos, boolean reply) {
        long s = line.state();
        if (Phase.of(s) != Phase.IDLE) {
            throw Phase.dead(s) ? Failures.perished(endpoint, line.cause()) : misuse("an exchange is running");
        }
        startedNanos = System.nanoTime();
        boolean late = deadlineNanos != Alarm.NONE && deadlineNanos - startedNanos <= 0;
        if (late || Thread.currentThread().isInterrupted()) {
            throw Failures.unsent(late ? Leaving.DEADLINE : Leaving.INTERRUPT, endpoint);
        }
        long id = Phase.id(s) + 1;
        line.responseTo = requestId;
        line.expectsReply = reply;
        line.streaming = reply && outgoing.allowsExhaust();
        outgoing.restart();
        line.waiter = Thread.currentThread();
        line.loop().set(line.alarm(), deadlineNanos);
        if (!line.cas(s, Phase.state(id, Phase.WRITING))) {
            throw Failures.perished(endpoint, line.cause());
        }
        return id;
    }

    /** Goes on after a write until all is out, and returns true; or until the state is no longer WRITING. */
    private boolean writeRest(long id) {
        long writing = Phase.state(id, Phase.WRITING);
        do {
            if (outgoing.failure() instanceof IOException e) {
                return closed(writing, Failures.unwritten(endpoint, e, outgoing.sent() > 0));
            }
            if (outgoing.failure() != null) {
                // The key is cancelled: closed by another thread, which has said why.
                return false;
            }
            Leaving why = reasonToLeave(id);
            if (why != null) {
                // Half a request can't be taken back.
                return closed(writing, left(why, false));
            }
            if (line.state() != writing) {
                return false;
            }
            if (outgoing.blocked()) {
                LockSupport.park(this);
            }
        } while (!outgoing.write());
        return true;
    }

    /** Closes and throws if the state is still {@code from}; else the reply, or the end, was here first. */
    private boolean closed(long from, TransportException failure) {
        if (line.closeFrom(from, failure)) {
            throw failure;
        }
        return false;
    }

    private Frame await(long id) {
        line.loop().spin().await(line, Phase.state(id, Phase.AWAITING), startedNanos);
        for (; ; ) {
            switch (Phase.of(line.state())) {
                case Phase.REPLIED, Phase.DEAD_WITH_REPLY -> {
                    return line.replies().frame();
                }
                case Phase.AWAITING -> {
                    Leaving why = reasonToLeave(id);
                    if (why != null) {
                        leave(id, why);
                    } else {
                        LockSupport.park(this);
                    }
                }
                default -> throw TransportException.again(line.cause(), outgoing.sent() > 0);
            }
        }
    }

    /** A reply is in no hurry to be judged late: only when the loop has fired has it looked at the socket once more. */
    private @Nullable Leaving reasonToLeave(long id) {
        if (line.alarm().fired()) {
            return Leaving.DEADLINE;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Leaving.INTERRUPT;
        }
        return cancelledId == id ? Leaving.CANCEL : null;
    }

    /** Returns only if the reply, or the end, was here first. */
    private void leave(long id, Leaving why) {
        long awaiting = Phase.state(id, Phase.AWAITING);
        // Never drained: streams, and messages of which a part is here.
        if (graceNanos == 0 || line.streaming || line.incoming().pending()) {
            closed(awaiting, left(why, false));
            return;
        }
        TransportException failure = left(why, true);
        if (line.leave(awaiting, System.nanoTime() + graceNanos)) {
            throw failure;
        }
    }

    private TransportException left(Leaving why, boolean open) {
        String what = "request " + line.responseTo + " to " + endpoint + " had no reply after "
                + Failures.millis(System.nanoTime() - startedNanos) + ", " + outgoing.progress();
        return Failures.left(why, what, new Facts(null, outgoing.sent() > 0, open));
    }

    private boolean toIdle(long s) {
        line.waiter = null;
        if (Phase.of(s) == Phase.REPLIED) {
            line.alarm().clear();
        }
        boolean complete = outgoing.complete();
        outgoing.clear();
        if (!complete) {
            // The server answered before it had read the whole request.
            line.close(Failures.broken(endpoint, "is closed: the server answered half a request", null));
            return false;
        }
        return line.idle(s);
    }
}
