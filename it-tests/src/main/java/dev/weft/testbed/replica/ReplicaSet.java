package dev.weft.testbed.replica;

import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.bson.BsonTimestamp;

/**
 * A replica set: one view for all members. Elections follow the server manual ("Replica Set Elections") as far as a client
 * can see: they need a majority, take a moment, raise the term, and prefer priority.
 */
public final class ReplicaSet implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toDecide = lock.newCondition();
    private final Bell changes = new Bell();
    private final Bell writes = new Bell();
    private final ClusterClock clock = new ClusterClock();
    private final Progress progress = new Progress(clock);
    private final Candidates candidates = new Candidates(progress);
    private final Map<Integer, Runnable> whenSteppedDown = new ConcurrentHashMap<>();
    private final long electionNanos;
    private volatile SetView view;
    private long electionDue;
    private volatile boolean closed;

    /** A set whose first electable member is primary already. */
    public ReplicaSet(String name, List<Seat> seats, Duration electionTime) {
        this.electionNanos = electionTime.toNanos();
        var start = new SetView(name, 1, 0, 0, SetView.NOBODY, seats);
        this.view =
                candidates.best(start).map(seat -> start.withPrimary(seat.id())).orElse(start);
    }

    /** Starts to hold elections. */
    public void begin(Threads threads) {
        threads.start("elections", this::holdElections);
    }

    public SetView view() {
        return view;
    }

    /** Rings when the view has changed. */
    public Bell changes() {
        return changes;
    }

    /** Rings when there was a write. */
    public Bell writes() {
        return writes;
    }

    /** What is to be done when this member stops being primary. */
    public void onStepDown(int id, Runnable task) {
        whenSteppedDown.put(id, task);
    }

    /** The primary gives up and stands for no election for a while. Another member takes over if one can. */
    public void stepDown(Duration quiet) {
        lock.lock();
        try {
            view.primarySeat().ifPresent(seat -> candidates.keepQuiet(seat.id(), quiet));
        } finally {
            lock.unlock();
        }
        change(before -> before.withPrimary(SetView.NOBODY));
    }

    /** Keeps a member from being elected for a while ({@code replSetFreeze}); zero ends that. */
    public void freeze(int id, Duration quiet) {
        candidates.keepQuiet(id, quiet);
        decideAgain();
    }

    /** Makes this member the primary, in a new term. */
    public void elect(int id) {
        if (!view.seat(id).electable()) {
            throw new IllegalArgumentException("member " + id + " cannot be elected: " + view.seat(id));
        }
        change(before -> before.withPrimary(id));
    }

    public void reachable(int id, boolean value) {
        change(before -> before.withSeat(id, seat -> seat.withReachable(value)));
    }

    public void recovering(int id, boolean value) {
        change(before -> before.withSeat(id, seat -> seat.withRecovering(value)));
    }

    /** Takes a member out of the configuration, or puts it back. */
    public void removed(int id, boolean value) {
        change(before -> before.withSeat(id, seat -> seat.withRemoved(value)).reconfigured());
    }

    public void traits(int id, Seat.Traits traits) {
        change(before -> before.withSeat(id, seat -> seat.withTraits(traits)).reconfigured());
    }

    /** Has the configuration call a member by another name. */
    public void host(int id, String host) {
        change(before -> before.withSeat(id, seat -> seat.withHost(host)).reconfigured());
    }

    public void rename(String name) {
        change(before -> before.renamed(name));
    }

    /** Moves every member's topology version though nothing else has changed. */
    public void touch() {
        change(before -> before.withSeat(0, seat -> seat));
    }

    /** What is to be done, under the set's lock, when this member lags no more. */
    public void onCaughtUp(int id, Runnable task) {
        progress.onCaughtUp(id, task);
    }

    /**
     * Lets a secondary apply writes so much later than the primary, until {@link #catchUp} or its election ends that.
     *
     * @param first what is done before anybody can see that it lags
     * @return false, and nothing is done, if it is primary
     */
    public boolean lag(int id, Duration behind, Runnable first) {
        lock.lock();
        try {
            if (view.primary() == id) {
                return false;
            }
            first.run();
            progress.begin(id, behind);
        } finally {
            lock.unlock();
        }
        writes.ring();
        return true;
    }

    /** Ends a lag. */
    public void catchUp(int id) {
        lock.lock();
        try {
            progress.end(id);
        } finally {
            lock.unlock();
        }
        writes.ring();
    }

    /** Whether a member's writes may still come without anybody ringing. */
    public boolean lags() {
        return progress.any();
    }

    /** Notes a write by the primary. */
    public OpTime write() {
        OpTime at = clock.write(view.term());
        writes.ring();
        return at;
    }

    /** The newest write that a member has applied. */
    public OpTime applied(int id) {
        return progress.applied(id);
    }

    /** The moment, by {@link System#nanoTime}, as of which a member's data are. */
    public long appliedUntilNanos(int id) {
        return progress.appliedUntilNanos(id);
    }

    /** The newest write that a majority has applied. */
    public OpTime majorityApplied() {
        return progress.majorityApplied(view);
    }

    /** This member, or the slowest of the fastest that make a majority if that has applied less. */
    public int slowerThanMajority(int id) {
        return progress.slowerThanMajority(view, id);
    }

    /** How many members make a majority of those that hold data. */
    public int majority() {
        return view.majority();
    }

    /** How many reachable members have applied a write. */
    public int appliedBy(BsonTimestamp time) {
        return progress.appliedBy(view, time);
    }

    public BsonTimestamp clusterTime() {
        return clock.clusterTime();
    }

    public void advance(BsonTimestamp clusterTime) {
        clock.advance(clusterTime);
    }

    @Override
    public void close() {
        closed = true;
        decideAgain();
        changes.ring();
    }

    private void change(UnaryOperator<SetView> how) {
        int before;
        int after;
        lock.lock();
        try {
            before = view.primary();
            SetView changed = how.apply(view);
            boolean kept = changed.primary() == SetView.NOBODY
                    || (changed.hasMajority() && changed.seat(changed.primary()).electable());
            SetView next = kept ? changed : changed.withPrimary(SetView.NOBODY);
            after = next.primary();
            // Who is elected applies first what it has not applied yet (server manual, "Replica Set Elections").
            catchUp(after);
            view = next;
            if (after == SetView.NOBODY && before != SetView.NOBODY) {
                electionDue = System.nanoTime() + electionNanos;
            }
            toDecide.signalAll();
        } finally {
            lock.unlock();
        }
        tell(before, after);
    }

    private void tell(int before, int after) {
        if (before != after) {
            Optional.ofNullable(whenSteppedDown.get(before)).ifPresent(Runnable::run);
            if (after != SetView.NOBODY) {
                // A new primary writes at once, so that its term shows in the optime.
                write();
            }
        }
        changes.ring();
        writes.ring();
    }

    private void decideAgain() {
        lock.lock();
        try {
            toDecide.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void holdElections() {
        while (!closed) {
            int elected = awaitElection();
            if (elected != SetView.NOBODY) {
                tell(SetView.NOBODY, elected);
            }
        }
    }

    /** Waits until there is somebody to elect, and elects; nobody if the set is closed. */
    private int awaitElection() {
        lock.lock();
        try {
            while (!closed) {
                Optional<Seat> candidate = candidates.best(view);
                long nanos = nanosToElection(candidate);
                if (nanos <= 0 && candidate.isPresent()) {
                    catchUp(candidate.get().id());
                    view = view.withPrimary(candidate.get().id());
                    return view.primary();
                }
                toDecide.awaitNanos(Math.max(nanos, 1_000_000));
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; close() asks it to end.
        } finally {
            lock.unlock();
        }
        return SetView.NOBODY;
    }

    private long nanosToElection(Optional<Seat> candidate) {
        if (view.primary() != SetView.NOBODY || !view.hasMajority()) {
            return Duration.ofDays(1).toNanos();
        }
        long now = System.nanoTime();
        return Math.max(electionDue, candidate.isPresent() ? now : candidates.soonest(view, now)) - now;
    }
}
