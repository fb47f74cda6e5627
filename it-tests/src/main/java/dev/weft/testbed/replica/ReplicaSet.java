package dev.weft.testbed.replica;

import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.Threads;
import java.time.Duration;
import java.util.Comparator;
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
    /**
     * @param floor what the member had applied when it began to lag
     * @param sinceNanos when that was
     */
    private record Lag(long nanos, OpTime floor, long sinceNanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toDecide = lock.newCondition();
    private final Bell changes = new Bell();
    private final Bell writes = new Bell();
    private final ClusterClock clock = new ClusterClock();
    private final Map<Integer, Lag> lags = new ConcurrentHashMap<>();
    private final Map<Integer, Runnable> whenSteppedDown = new ConcurrentHashMap<>();
    private final Map<Integer, Runnable> whenCaughtUp = new ConcurrentHashMap<>();
    private final Map<Integer, Long> notBefore = new ConcurrentHashMap<>();
    private final long electionNanos;
    private volatile SetView view;
    private long electionDue;
    private volatile boolean closed;

    /** A set whose first electable member is primary already. */
    public ReplicaSet(String name, List<Seat> seats, Duration electionTime) {
        this.electionNanos = electionTime.toNanos();
        var start = new SetView(name, 1, 0, 0, SetView.NOBODY, seats);
        this.view = candidate(start).map(seat -> start.withPrimary(seat.id())).orElse(start);
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
            view.primarySeat().ifPresent(seat -> notBefore.put(seat.id(), System.nanoTime() + quiet.toNanos()));
        } finally {
            lock.unlock();
        }
        change(before -> before.withPrimary(SetView.NOBODY));
    }

    /** Keeps a member from being elected for a while ({@code replSetFreeze}); zero ends that. */
    public void freeze(int id, Duration quiet) {
        notBefore.put(id, System.nanoTime() + quiet.toNanos());
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
        whenCaughtUp.put(id, task);
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
            lags.put(id, new Lag(behind.toNanos(), applied(id), appliedUntilNanos(id)));
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
            if (lags.remove(id) != null) {
                Optional.ofNullable(whenCaughtUp.get(id)).ifPresent(Runnable::run);
            }
        } finally {
            lock.unlock();
        }
        writes.ring();
    }

    /** Whether a member's writes may still come without anybody ringing. */
    public boolean lags() {
        return !lags.isEmpty();
    }

    /** Notes a write by the primary. */
    public OpTime write() {
        OpTime at = clock.write(view.term());
        writes.ring();
        return at;
    }

    /** The newest write that a member has applied. */
    public OpTime applied(int id) {
        Lag lag = lags.get(id);
        return lag == null ? clock.newest() : clock.before(lag.nanos, lag.floor);
    }

    /** The moment, by {@link System#nanoTime}, as of which a member's data are. */
    public long appliedUntilNanos(int id) {
        long now = System.nanoTime();
        Lag lag = lags.get(id);
        return lag == null ? now : lag.sinceNanos + Math.max(0, now - lag.sinceNanos - lag.nanos);
    }

    /** The newest write that a majority has applied. */
    public OpTime majorityApplied() {
        return slowestOfMajority().map(seat -> applied(seat.id())).orElseGet(clock::newest);
    }

    /** This member, or the slowest of the fastest that make a majority if that has applied less. */
    public int slowerThanMajority(int id) {
        return slowestOfMajority()
                .map(Seat::id)
                .filter(slowest -> applied(slowest).time().compareTo(applied(id).time()) < 0)
                .orElse(id);
    }

    private Optional<Seat> slowestOfMajority() {
        return view.dataBearing().stream()
                .filter(Seat::reachable)
                .sorted(Comparator.comparing((Seat seat) -> applied(seat.id()).time())
                        .reversed())
                .skip(majority() - 1L)
                .findFirst();
    }

    /** How many members make a majority of those that hold data. */
    public int majority() {
        return view.dataBearing().size() / 2 + 1;
    }

    /** How many reachable members have applied a write. */
    public int appliedBy(BsonTimestamp time) {
        return (int) view.dataBearing().stream()
                .filter(seat -> seat.reachable() && applied(seat.id()).reaches(time))
                .count();
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
                Optional<Seat> candidate = candidate(view);
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
        return Math.max(electionDue, candidate.isPresent() ? now : soonest(now)) - now;
    }

    private Optional<Seat> candidate(SetView of) {
        long now = System.nanoTime();
        return of.seats().stream()
                .filter(Seat::electable)
                .filter(seat -> notBefore.getOrDefault(seat.id(), now) <= now)
                .max(Comparator.comparing((Seat seat) -> !lags.containsKey(seat.id()))
                        .thenComparing(seat -> seat.traits().priority())
                        .thenComparing(Seat::id, Comparator.reverseOrder()));
    }

    private long soonest(long now) {
        return view.seats().stream()
                .filter(Seat::electable)
                .mapToLong(seat -> notBefore.getOrDefault(seat.id(), now))
                .min()
                .orElse(now + Duration.ofDays(1).toNanos());
    }
}
