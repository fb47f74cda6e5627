package dev.weft.core.execute;

import dev.weft.core.cluster.Checkout;
import dev.weft.core.cluster.Server;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Target;
import dev.weft.core.session.ServerSessionPool;
import dev.weft.core.session.Session;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One call of the user's, with what its commands share: the deadline, the session, and (for cursors) the server. A call runs one operation
 * and is over; one that {@linkplain #goesOn goes on} runs several, until it is {@linkplain #end ended}.
 *
 * <p>Used by one thread at a time; only {@link #cancel} comes from others.
 */
public final class Call {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Bound bound;
    private final NanoClock clock;
    private final ServerSessionPool sessions;
    /** What the user set for the call or its handle; zero: no limit, but the server's own limits are left out all the same. */
    private final Optional<Duration> timeout;
    /** Whether its deadline is that of another call, which nothing may begin anew. */
    private final boolean part;

    private Deadline deadline;
    private @Nullable Session own;
    private @Nullable Server server;
    private long number;
    private boolean goesOn;
    /** What {@link #cancel} ends. Noted only for calls that go on: no others can be cancelled. */
    private volatile @Nullable Checkout inUse;

    Call(Target target, Bound bound, NanoClock clock, ServerSessionPool sessions) {
        Duration forThisCall = target.options().duration(Field.TIMEOUT);
        this.bound = bound;
        this.clock = clock;
        this.sessions = sessions;
        this.timeout = forThisCall == null ? target.settings().timeout() : Optional.of(forThisCall);
        this.part = false;
        this.deadline = begin(timeout);
    }

    private Call(Call whole) {
        this.bound = whole.bound;
        this.clock = whole.clock;
        this.sessions = whole.sessions;
        this.timeout = whole.timeout;
        this.part = true;
        this.deadline = whole.deadline;
    }

    /** Another call under the very deadline of this one, for a cursor that is only a part of what the deadline is for. */
    public Call part() {
        return new Call(this);
    }

    /** Makes the call one of several operations, which keep its session and its server. */
    public Call goesOn() {
        goesOn = true;
        return this;
    }

    /** Begins the timeout anew, for the next step of a call that goes on. */
    public void restart() {
        deadline = begin(timeout);
    }

    /** Gives the clean-up after a call its own time: the user's timeout begun anew or, without one, {@code otherwise}. No cap holds. */
    public void restartForCleanUp(Duration otherwise) {
        deadline = Deadline.in(timeout.filter(Duration::isPositive).orElse(otherwise), clock);
    }

    /**
     * Whether the user must not wait for a clean-up: the timeout of a stream covers its closing, too (timeouts specification, "GridFS API"),
     * and may have passed.
     */
    public boolean cleansUpAside() {
        return part && timeout.filter(Duration::isPositive).isPresent();
    }

    /** Gives the session back, if it is the call's own. Nothing can be run in it afterwards. */
    public void end() {
        Session ended = own;
        own = null;
        if (ended != null) {
            ended.end(clock.nanoTime());
        }
    }

    /** Makes the thread that waits for a reply in this call leave it; from any thread. Only for a call that goes on. */
    public void cancel() {
        Checkout held = inUse;
        if (held != null) {
            held.cancel();
        }
    }

    /** The server that the last command of the call went to; null before the first. */
    public @Nullable Server server() {
        return server;
    }

    /** Whether the user has set a timeout, which then replaces the server's own limits. */
    boolean hasTimeout() {
        return timeout.isPresent();
    }

    Deadline deadline() {
        return deadline;
    }

    /** Ends the call, unless it goes on. */
    void operationOver() {
        if (!goesOn) {
            end();
        }
    }

    /** The session of the call, made at its first command. */
    Session session() {
        if (bound.session() != null) {
            return bound.session();
        }
        Session made = own;
        if (made == null) {
            made = Session.implicit(sessions);
            own = made;
        }
        return made;
    }

    /** What links the commands of one call in the eyes of a listener. Drawn when first asked for, which is only if somebody listens. */
    long number() {
        if (number == 0) {
            number = NUMBERS.incrementAndGet();
        }
        return number;
    }

    /** Notes what the call has in its hands, or that it has nothing any more. */
    void hold(@Nullable Checkout taken) {
        if (goesOn) {
            inUse = taken;
        }
    }

    void wentTo(Server by) {
        server = by;
    }

    private Deadline begin(Optional<Duration> limit) {
        Deadline begun =
                limit.isPresent() && limit.get().isPositive() ? Deadline.in(limit.get(), clock) : Deadline.none(clock);
        return begun.earlier(bound.cap());
    }
}
