package dev.weft.protocol.transport;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.transport.WireConnection.Door;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the caller and the loop share of a connection, and the loop's half of the exchange.
 *
 * <p>All is decided by one word, see {@link Phase}: whoever changes it by compare-and-set owns what comes next. Fields
 * are grouped by who may touch them.
 */
final class Line implements Selected {
    /** Arrays of replies over this size are not kept for the next one. */
    private static final int KEPT_BYTES = 1 << 20;
    /** After so many replies in a row that needed less than a quarter of the kept array, it is given up. */
    private static final int PATIENCE = 64;

    private static final byte[] NO_ARRAY = {};

    // What the leaving caller and the loop have to say, in either order, before the listener hears of the end.
    private static final int TOLD = 1;
    private static final int REPLY = 2;
    private static final int CLOSED = 4;

    private static final VarHandle STATE;
    private static final VarHandle CAUSE;
    private static final VarHandle HANDOVER;

    static {
        try {
            var lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Line.class, "state", long.class);
            CAUSE = lookup.findVarHandle(Line.class, "cause", Throwable.class);
            HANDOVER = lookup.findVarHandle(Line.class, "handover", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Set once.
    private final Door door;
    private final WireConnection connection;
    private final WireListener listener;
    private final int smallestArray;
    private final Alarm alarm = new Alarm(this);
    private final Incoming incoming;

    // Any thread, by compare-and-set; the first cause wins.
    private volatile long state = Phase.state(0, Phase.IDLE);
    private volatile @Nullable Throwable cause;
    private volatile int handover;

    // The lease holder's until it has set WRITING, then read by others after they have read the state.
    @Nullable
    Thread waiter;

    boolean expectsReply;
    boolean streaming;

    // The lease holder's until WRITING and from REPLIED on, the loop's in between.
    final Frame frame = new Frame();
    int responseTo;
    private byte[] spare = NO_ARRAY;
    private int smallReplies;

    /** The exchange whose late reply was delivered. Loop only. */
    private long lateId = -1;

    Line(Door door, WireConnection connection, WireOptions options, WireListener listener) {
        this.door = door;
        this.connection = connection;
        this.listener = listener;
        this.smallestArray = options.initialBuffer();
        this.incoming = new Incoming(this, door.key(), options.maxMessageBytes());
    }

    long state() {
        return state;
    }

    boolean cas(long from, long to) {
        return STATE.compareAndSet(this, from, to);
    }

    boolean dead() {
        return Phase.of(state) == Phase.DEAD;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    Alarm alarm() {
        return alarm;
    }

    Incoming incoming() {
        return incoming;
    }

    Endpoint endpoint() {
        return connection.endpoint();
    }

    // Closing. Any thread.

    /** Closes from any state; the first cause wins. */
    void close(Throwable why) {
        CAUSE.compareAndSet(this, null, why);
        for (long s = state; Phase.of(s) != Phase.DEAD; s = state) {
            if (cas(s, Phase.to(s, Phase.DEAD))) {
                bury(s);
                return;
            }
        }
    }

    /** Closes if the state is still {@code from}. */
    boolean closeFrom(long from, Throwable why) {
        if (!cas(from, Phase.to(from, Phase.DEAD))) {
            return false;
        }
        CAUSE.compareAndSet(this, null, why);
        bury(from);
        return true;
    }

    /** Done once, by the winner of DEAD. */
    private void bury(long was) {
        Throwable why = cause == null ? Failures.broken(endpoint(), "is closed", null) : cause;
        try {
            door.channel().close();
        } catch (IOException e) {
            // The descriptor is gone all the same; the cause has been told.
            why.addSuppressed(e);
        }
        door.loop().forget();
        switch (Phase.of(was)) {
            case Phase.LEFT -> handOver(CLOSED);
            case Phase.IDLE -> {
                if (door.loop().isCurrentThread()) {
                    tell(() -> listener.perished(connection, why));
                }
            }
            default -> LockSupport.unpark(waiter);
        }
    }

    // Leaving. The caller first, then the loop, or the other way round.

    /** The caller has won LEFT. */
    void callerLeft(long left) {
        tell(() -> listener.left(connection));
        handOver(TOLD);
        if (alarm.fired()) {
            // The grace passed before LEFT was there to be seen by the loop.
            closeFrom(left, Failures.broken(endpoint(), "sent no late reply in time", null));
        }
    }

    void beforeLeaving() {
        handover = 0;
    }

    private void handOver(int what) {
        int before = (int) HANDOVER.getAndBitwiseOr(this, what);
        if (what != TOLD && (before & TOLD) == 0) {
            return;
        }
        int said = before | what;
        if ((said & CLOSED) != 0) {
            Throwable why = cause == null ? Failures.broken(endpoint(), "is closed", null) : cause;
            tell(() -> listener.drainFailed(connection, why));
        } else if ((said & REPLY) != 0) {
            tell(() -> listener.lateReply(connection, frame));
        }
    }

    /** A listener's mistake costs this connection and nothing else. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable e) {
            close(e);
        }
    }

    /** The alarm of this connection fired. Loop only. */
    void alarmFired() {
        long s = state;
        switch (Phase.of(s)) {
            case Phase.WRITING, Phase.AWAITING -> LockSupport.unpark(waiter);
            case Phase.LEFT -> {
                // If it is not set any more as fired, the caller has set the grace meanwhile.
                if (alarm.fired()) {
                    closeFrom(s, Failures.broken(endpoint(), "sent no late reply in time", null));
                }
            }
            default -> {}
        }
    }

    // The loop's half.

    @Override
    public void ready(SelectionKey key, ByteBuffer scratch) {
        int ready = key.readyOps();
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
            if (Phase.of(state) == Phase.WRITING) {
                LockSupport.unpark(waiter);
            }
        }
        if ((ready & SelectionKey.OP_READ) != 0) {
            read(scratch);
        }
    }

    private void read(ByteBuffer scratch) {
        try {
            for (int left = IoLoop.MAX_TURN_BYTES; left > 0 && !incoming.full(); left -= scratch.capacity()) {
                int read = door.channel().read(scratch.clear());
                if (read < 0) {
                    close(Failures.broken(endpoint(), "was closed by the server", null));
                    return;
                }
                incoming.accept(scratch.flip());
                if (read < scratch.capacity()) {
                    return;
                }
            }
        } catch (IOException e) {
            close(Failures.broken(endpoint(), "failed", e));
        }
    }

    @Override
    public void fail(Throwable why) {
        close(why);
    }

    /** Whether a message may come now. Loop only. */
    boolean solicits() {
        long s = state;
        return switch (Phase.of(s)) {
            case Phase.WRITING, Phase.AWAITING -> expectsReply;
            case Phase.REPLIED -> streaming;
            case Phase.LEFT -> lateId != Phase.id(s);
            // What comes after the end is of no interest, and no mistake of the server's.
            case Phase.DEAD -> true;
            default -> false;
        };
    }

    void checkResponseTo(byte[] header) {
        int answered = MessageHeader.responseTo(header, 0);
        if (answered != responseTo) {
            throw Failures.malformed(
                    endpoint(), "answers request " + answered + " where request " + responseTo + " was asked");
        }
    }

    /** An array to begin a reply in. While the caller has its frame, the spare one is the caller's. Loop only. */
    byte[] arrayFor(int size) {
        if (Phase.of(state) != Phase.REPLIED && spare.length >= size) {
            byte[] array = spare;
            spare = NO_ARRAY;
            return array;
        }
        return new byte[Math.max(smallestArray, size)];
    }

    /** Gives a whole message to the caller; returns false if it must wait for the consumer of a stream. Loop only. */
    boolean publish(byte[] message, int length) {
        for (; ; ) {
            long s = state;
            switch (Phase.of(s)) {
                case Phase.WRITING, Phase.AWAITING -> {
                    // Again, because what was begun for a stream may be complete only in the next exchange.
                    checkResponseTo(message);
                    if (reply(s, message, length)) {
                        return true;
                    }
                }
                case Phase.LEFT -> {
                    frame.hold(message, length);
                    lateId = Phase.id(s);
                    alarm.clear();
                    handOver(REPLY);
                    return true;
                }
                case Phase.REPLIED -> {
                    return false;
                }
                case Phase.DEAD -> {
                    return true;
                }
                default -> throw Failures.malformed(endpoint(), "sent a message that nobody asked for");
            }
        }
    }

    private boolean reply(long s, byte[] message, int length) {
        Thread caller = waiter;
        int answered = responseTo;
        frame.hold(message, length);
        if (streaming) {
            // Every further message of a stream answers the one before it (OP_MSG, moreToCome).
            responseTo = MessageHeader.read(message, 0).requestId();
        }
        if (cas(s, Phase.to(s, Phase.REPLIED))) {
            LockSupport.unpark(caller);
            return true;
        }
        responseTo = answered;
        return false;
    }

    // The lease holder's half.

    /** The array of the frame may be used for the next reply. */
    void giveBack() {
        byte[] array = frame.array();
        boolean small = array.length > smallestArray && frame.length() < array.length / 4;
        smallReplies = small ? smallReplies + 1 : 0;
        if (array.length > KEPT_BYTES || smallReplies > PATIENCE) {
            smallReplies = 0;
            frame.forget();
            spare = NO_ARRAY;
        } else {
            spare = array;
        }
    }

    /** The message of the frame, for the caller to keep. */
    byte[] giveAway() {
        boolean whole = frame.fillsArray();
        spare = whole || frame.array().length > KEPT_BYTES ? NO_ARRAY : frame.array();
        return frame.take();
    }
}
