package dev.weft.core.scope;

import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lifetime for threads, with the verbs of the JDK's {@code StructuredTaskScope}. Two kinds:
 *
 * <ul>
 *   <li>A <em>lexical</em> scope belongs to the thread that opened it, which alone forks, joins and closes it, normally
 *       in a {@code try} statement.
 *   <li>A <em>long-lived</em> scope belongs to a client. Any thread may fork in it; it forgets forks that have ended, and
 *       their failures with them, refuses new ones once closed, and is not joined but closed.
 * </ul>
 *
 * <p>Closing cancels what still runs and waits for every thread, however long it takes to listen: nothing that was forked
 * here outlives {@code close}, except forks that were detached on purpose.
 */
public final class Scope implements AutoCloseable {
    private record Failure(Fork<?> fork, Throwable cause) {}

    private enum Wake {
        CONDITION,
        DEADLINE,
        INTERRUPT
    }

    private final String name;
    private final @Nullable Thread owner;
    private final NanoClock clock;
    private final Parking parking;
    private final long openedNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    // Guarded by the lock, which is never held while anything is waited for.
    private final Map<Thread, Fork<?>> live = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private boolean closed;

    private Scope(String name, @Nullable Thread owner, NanoClock clock, Parking parking) {
        this.name = name;
        this.owner = owner;
        this.clock = clock;
        this.parking = parking;
        this.openedNanos = clock.nanoTime();
    }

    /** Opens a lexical scope that waits for its deadlines by the timed park of the JDK. */
    public static Scope open(String name) {
        return open(name, NanoClock.system(), Parking.timed(NanoClock.system()));
    }

    /** Opens a lexical scope, owned by the calling thread. */
    public static Scope open(String name, NanoClock clock, Parking parking) {
        return new Scope(name, Thread.currentThread(), clock, parking);
    }

    /** Opens a long-lived scope, owned by no thread. */
    public static Scope longLived(String name) {
        return new Scope(name, null, NanoClock.system(), Parking.timed(NanoClock.system()));
    }

    /** The name given at opening; its threads are called {@code weft-<scope>-<fork>}. */
    public String name() {
        return name;
    }

    /**
     * Starts {@code task} on a virtual thread of its own.
     *
     * @throws ScopeException.Closed after {@link #cancel} or {@link #close}
     * @throws WrongThreadException if the scope is lexical and another thread's
     */
    public <T extends @Nullable Object> Fork<T> fork(String forkName, Callable<? extends T> task) {
        return start(new Fork<>(this, forkName, Thread.ofVirtual(), task));
    }

    /**
     * As {@link #fork}, but on a platform thread: for the rare work that must not wait until a virtual thread finds a
     * carrier, because those who hold the carriers wait for it.
     */
    public <T extends @Nullable Object> Fork<T> forkBesideCarriers(String forkName, Callable<? extends T> task) {
        return start(new Fork<>(this, forkName, Thread.ofPlatform().daemon(), task));
    }

    private <T extends @Nullable Object> Fork<T> start(Fork<T> fork) {
        checkOwner("fork");
        if (locked(() -> closed || live.put(fork.thread(), fork) != null)) {
            throw new ScopeException.Closed(name, fork.name());
        }
        try {
            fork.thread().start();
        } catch (OutOfMemoryError noThread) {
            // Else who closes would wait for it for ever.
            ended(fork, noThread);
            throw noThread;
        }
        return fork;
    }

    /**
     * Starts a task that {@link #close} neither cancels nor waits for: one that no interrupt can end, such as the look-up
     * of a name, which blocks in the system and so gets a platform thread: it would hold the carrier of a virtual one. It
     * may outlive the scope, so it must not touch what the scope protects.
     */
    public <T extends @Nullable Object> Fork<T> forkDetached(String forkName, Callable<? extends T> task) {
        checkOwner("fork");
        var fork = new Fork<T>(this, forkName, Thread.ofPlatform().daemon(), task);
        fork.thread().start();
        return fork;
    }

    /**
     * Waits until every fork has ended. The first failure cancels the forks that still run and is thrown once they have
     * ended; what else failed is suppressed in it. Checked exceptions come wrapped in {@link ScopeException.Failed}.
     *
     * @param deadlineNanos a reading of the scope's clock, or {@link Deadline#NEVER}
     * @throws ScopeException.TimedOut at the deadline, when everything that still runs has been cancelled
     * @throws ScopeException.Interrupted if the owner is interrupted; everything that still runs has been cancelled
     */
    public void join(long deadlineNanos) {
        checkOwner("join");
        var wake = await(deadlineNanos, () -> live.isEmpty() || !failures.isEmpty());
        if (wake == Wake.CONDITION && locked(failures::isEmpty)) {
            return;
        }
        if (wake != Wake.CONDITION) {
            throw gaveUp(wake, live());
        }
        cancelForks(live());
        // The others may have failed, too. If they do not listen, the deadline still holds: what is known is thrown.
        await(deadlineNanos, live::isEmpty);
        throw failure(any -> true);
    }

    /**
     * Waits until one of {@code forks} has a result, cancels the others of them, and returns it. If none succeeds, the
     * first failure is thrown with the others suppressed.
     *
     * @throws ScopeException.TimedOut at the deadline, when all of them have been cancelled
     * @throws ScopeException.Interrupted if the owner is interrupted; all of them have been cancelled
     */
    public <T extends @Nullable Object> T firstSuccess(List<Fork<T>> forks, long deadlineNanos) {
        checkOwner("firstSuccess");
        var wake = await(
                deadlineNanos, () -> succeeded(forks) != null || forks.stream().noneMatch(this::runs));
        var winner = succeeded(forks);
        if (winner != null) {
            cancelForks(forks);
            locked(() -> failures.removeIf(failure -> forks.contains(failure.fork())));
            return winner.value();
        }
        if (wake != Wake.CONDITION) {
            throw gaveUp(wake, forks);
        }
        throw failure(forks::contains);
    }

    /** Cancels every fork that still runs and refuses new ones. Does not wait. Any thread may call it. */
    public void cancel() {
        locked(() -> closed = true);
        cancelForks(live());
    }

    /**
     * Cancels, then waits until every thread of the scope has ended, interrupted or not. Called from one of its own
     * threads, a long-lived scope only begins to close, for a thread can't wait for itself. May be called again.
     */
    @Override
    public void close() {
        checkOwner("close");
        cancel();
        lock.lock();
        try {
            while (!live.isEmpty() && !live.containsKey(Thread.currentThread())) {
                quiet.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the calling thread is one that this scope started and waits for. */
    public boolean runsHere() {
        return locked(() -> live.containsKey(Thread.currentThread()));
    }

    /** How many forks still run, detached ones aside. */
    public int running() {
        return locked(live::size);
    }

    /** The last act of each fork's thread. */
    void ended(Fork<?> fork, @Nullable Throwable failure) {
        locked(() -> {
            var known = live.remove(fork.thread()) != null;
            if (live.isEmpty()) {
                quiet.signalAll();
            }
            return known && owner != null && failure != null && failures.add(new Failure(fork, failure));
        });
        LockSupport.unpark(owner);
    }

    private void checkOwner(String verb) {
        if (owner != null && owner != Thread.currentThread()) {
            throw new WrongThreadException("only " + owner + ", which opened scope '" + name + "', may " + verb);
        }
    }

    private Wake await(long deadlineNanos, Supplier<Boolean> condition) {
        if (owner == null) {
            throw new IllegalStateException("a long-lived scope is not joined but closed: '" + name + "'");
        }
        while (true) {
            if (locked(condition)) {
                return Wake.CONDITION;
            }
            if (owner.isInterrupted()) {
                return Wake.INTERRUPT;
            }
            if (Deadline.passed(deadlineNanos, clock.nanoTime())) {
                return Wake.DEADLINE;
            }
            parking.park(this, deadlineNanos);
        }
    }

    private ScopeException gaveUp(Wake wake, List<? extends Fork<?>> forks) {
        var running = (int) forks.stream()
                .filter(fork -> fork.state() instanceof Fork.Running<?>)
                .count();
        cancelForks(forks);
        return wake == Wake.INTERRUPT
                ? new ScopeException.Interrupted(name, running)
                : new ScopeException.TimedOut(name, running, Duration.ofNanos(clock.nanoTime() - openedNanos));
    }

    /** The first failure among the forks asked for, with the others suppressed; all of them are forgotten. */
    private RuntimeException failure(Predicate<Fork<?>> which) {
        var causes = new ArrayList<Throwable>();
        locked(() -> failures.removeIf(failure -> which.test(failure.fork()) && causes.add(failure.cause())));
        if (causes.isEmpty()) {
            return new ScopeException.NoResult(name);
        }
        var first = causes.getFirst();
        causes.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
        return switch (first) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new ScopeException.Failed(name, first);
        };
    }

    private List<Fork<?>> live() {
        return locked(() -> List.copyOf(live.values()));
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean runs(Fork<?> fork) {
        return live.containsKey(fork.thread());
    }

    private static void cancelForks(List<? extends Fork<?>> forks) {
        forks.forEach(Fork::cancel);
    }

    private static <T extends @Nullable Object> Fork.@Nullable Done<T> succeeded(List<Fork<T>> forks) {
        for (var fork : forks) {
            if (fork.state() instanceof Fork.Done<T> done) {
                return done;
            }
        }
        return null;
    }
}
