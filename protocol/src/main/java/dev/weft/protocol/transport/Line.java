package dev.weft.protocol.transport;

import dev.weft.protocol.MessageHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the caller and the loop share of a connection, and the reader's half of the exchange.
 *
 * <p>All is decided by one word, see {@link Standing}: whoever changes it by compare-and-set owns what comes next. Fields
 * are grouped by who may touch them.
 */
final class Line extends Standing implements Selected {
    // Set once.
    private final Door door;
    private final Endpoint endpoint;
    private final Farewell farewell;
    private final Alarm alarm = new Alarm(this);
    private final Incoming incoming;

    // The lease holder's until it has set WRITING, then read by others after they have read the state.
    @Nullable
    Thread waiter;

    boolean expectsReply;
    boolean streaming;

    // The lease holder's until WRITING and from REPLIED on, the reader's in between.
    private final Replies replies;
    int responseTo;

    /** Whether somebody reads the channel: the loop, or a caller that waits awake. Who has set it has the reader's half. */
    private final AtomicBoolean reading = new AtomicBoolean();

    /** Whether the loop has left what is there to be read to the caller who was at it. Loop only. */
    private boolean leftToCaller;

    /** The exchange whose late reply was delivered. Reader only. */
    private long lateId = -1;

    Line(Door door, WireConnection connection, WireOptions options, WireListener listener) {
        this.door = door;
        this.endpoint = connection.endpoint();
        this.farewell = new Farewell(connection, listener);
        this.replies = new Replies(options.initialBuffer());
        this.incoming = new Incoming(this, door.key(), endpoint, options.maxMessageBytes());
    }

    Alarm alarm() {
        return alarm;
    }

    IoLoop loop() {
        return door.loop();
    }

    Replies replies() {
        return replies;
    }

    Incoming incoming() {
        return incoming;
    }

    @Override
    void bury(long was) {
        try {
            door.channel().close();
        } catch (IOException e) {
            // The descriptor is gone all the same, and the cause of closing is the one to tell.
        }
        door.loop().forget();
        switch (Phase.of(was)) {
            case Phase.LEFT -> farewell.closed();
            case Phase.IDLE -> {
                if (door.loop().isCurrentThread()) {
                    farewell.perished();
                }
            }
            default -> LockSupport.unpark(waiter);
        }
    }

    /** A caller leaves: it sets the grace, and if it wins LEFT tells the listener. */
    boolean leave(long awaiting, long graceDeadline) {
        farewell.prepare();
        // Before the state changes, for afterwards the alarm may be another caller's.
        door.loop().set(alarm, graceDeadline);
        long left = Phase.to(awaiting, Phase.LEFT);
        if (!cas(awaiting, left)) {
            return false;
        }
        farewell.left();
        if (alarm.fired()) {
            // The grace passed before LEFT was there to be seen by the loop.
            closeFrom(left, noLateReply());
        }
        return true;
    }

    /** The alarm of this connection fired. Loop only. */
    void alarmFired() {
        long s = state();
        switch (Phase.of(s)) {
            case Phase.WRITING, Phase.AWAITING -> LockSupport.unpark(waiter);
            case Phase.LEFT -> {
                // If it is not set any more as fired, the caller has set the grace meanwhile.
                if (alarm.fired()) {
                    closeFrom(s, noLateReply());
                }
            }
            default -> {}
        }
    }

    /** Ends an exchange. By who has the reply. */
    boolean idle(long from) {
        // Read before the state changes, for afterwards the connection of a late reply may be another caller's.
        boolean stream = streaming;
        if (!cas(from, Phase.to(from, Phase.IDLE))) {
            return false;
        }
        if (stream && incoming.pending()) {
            close(Failures.malformed(endpoint, "sent more of a stream that had ended"));
            return false;
        }
        return true;
    }

    private Throwable noLateReply() {
        return Failures.broken(endpoint, "is closed: the reply of a call that was left did not come in time", null);
    }

    // The reader's half: the loop's, but for a caller that waits awake (Spin).

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // A hint: nothing depends on it.
    public void ready(SelectionKey key, ByteBuffer scratch) {
        int ready = key.readyOps();
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
            if (Phase.of(state()) == Phase.WRITING) {
                LockSupport.unpark(waiter);
            }
        }
        if ((ready & SelectionKey.OP_READ) != 0) {
            leftToCaller = !read(scratch);
            if (leftToCaller) {
                // The caller is at it; what it leaves makes the channel ready again. It may have lost its processor to
                // this
                // thread and get no further without it.
                Thread.yield();
            }
        }
    }

    /** Whether it is too early to call a reply late, because the loop could not look whether it is there. Loop only. */
    boolean notLookedAt() {
        boolean was = leftToCaller;
        leftToCaller = false;
        return was;
    }

    /**
     * The consumer of a stream waits for the frame that is held. On the loop; where a caller reads there is no stream, so the frame
     * this was asked for has found its consumer already.
     */
    void resume() {
        if (reading.compareAndSet(false, true)) {
            try {
                incoming.resume();
            } finally {
                reading.set(false);
            }
        }
    }

    /** Reads what is there, by the caller that awaits the one reply to its request. */
    void readByCaller(ByteBuffer scratch) {
        try {
            read(scratch);
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Returns false if somebody else reads at this moment. */
    private boolean read(ByteBuffer scratch) {
        if (!reading.compareAndSet(false, true)) {
            return false;
        }
        try {
            readAll(scratch);
        } finally {
            reading.set(false);
        }
        return true;
    }

    private void readAll(ByteBuffer scratch) {
        try {
            for (int left = IoLoop.MAX_TURN_BYTES; left > 0 && !incoming.full(); left -= scratch.capacity()) {
                int read = door.channel().read(scratch.clear());
                if (read < 0) {
                    close(Failures.broken(endpoint, "was closed by the server", null));
                    return;
                }
                incoming.accept(scratch.flip());
                if (read < scratch.capacity()) {
                    return;
                }
            }
        } catch (IOException e) {
            close(Failures.broken(endpoint, "failed", e));
        }
    }

    @Override
    public void fail(Throwable why) {
        close(why);
    }

    /** Whether a message may come now. Reader only. */
    boolean solicits() {
        long s = state();
        return switch (Phase.of(s)) {
            case Phase.WRITING, Phase.AWAITING -> expectsReply;
            case Phase.REPLIED -> streaming;
            case Phase.LEFT -> lateId != Phase.id(s);
            // What comes after the end is of no interest, and no mistake of the server's.
            case Phase.DEAD, Phase.DEAD_WITH_REPLY -> true;
            default -> false;
        };
    }

    void checkResponseTo(byte[] header) {
        int answered = MessageHeader.responseTo(header, 0);
        if (answered != responseTo) {
            throw Failures.malformed(
                    endpoint, "answers request " + answered + " where request " + responseTo + " was asked");
        }
    }

    /** An array to begin a reply in. While the caller has its frame, the spare one is the caller's. Reader only. */
    byte[] arrayFor(int size) {
        return Phase.withReply(state()) ? replies.newArrayFor(size) : replies.arrayFor(size);
    }

    /** Gives a whole message to the caller; returns false if it must wait for the consumer of a stream. Reader only. */
    boolean publish(byte[] message, int length) {
        for (; ; ) {
            long s = state();
            switch (Phase.of(s)) {
                case Phase.WRITING, Phase.AWAITING -> {
                    // Again, because what was begun for a stream may be complete only in the next exchange.
                    checkResponseTo(message);
                    if (reply(s, message, length)) {
                        return true;
                    }
                }
                case Phase.LEFT -> {
                    replies.frame().hold(message, length);
                    lateId = Phase.id(s);
                    alarm.clear();
                    farewell.replied();
                    return true;
                }
                case Phase.REPLIED -> {
                    return false;
                }
                case Phase.DEAD, Phase.DEAD_WITH_REPLY -> {
                    return true;
                }
                default -> throw Failures.malformed(endpoint, "sent a message that nobody asked for");
            }
        }
    }

    private boolean reply(long s, byte[] message, int length) {
        Thread caller = waiter;
        int answered = responseTo;
        replies.frame().hold(message, length);
        if (streaming) {
            // Every further message of a stream answers the one before it (OP_MSG, moreToCome).
            responseTo = MessageHeader.read(message, 0).requestId();
        }
        if (cas(s, Phase.to(s, Phase.REPLIED))) {
            if (caller != Thread.currentThread()) {
                LockSupport.unpark(caller);
            }
            return true;
        }
        responseTo = answered;
        return false;
    }
}
