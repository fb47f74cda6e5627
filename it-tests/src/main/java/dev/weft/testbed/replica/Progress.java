package dev.weft.testbed.replica;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonTimestamp;

/**
 * How far which member is: those that lag apply writes late, as a delayed member does (server manual, "Delayed Replica Set
 * Members"), the others at once.
 */
final class Progress {
    /**
     * @param floor what the member had applied when it began to lag
     * @param sinceNanos when that was
     */
    private record Lag(long nanos, OpTime floor, long sinceNanos) {}

    private final ClusterClock clock;
    private final Map<Integer, Lag> lags = new ConcurrentHashMap<>();
    private final Map<Integer, Runnable> whenCaughtUp = new ConcurrentHashMap<>();

    Progress(ClusterClock clock) {
        this.clock = clock;
    }

    void onCaughtUp(int id, Runnable task) {
        whenCaughtUp.put(id, task);
    }

    void begin(int id, Duration behind) {
        lags.put(id, new Lag(behind.toNanos(), applied(id), appliedUntilNanos(id)));
    }

    void end(int id) {
        if (lags.remove(id) != null) {
            Runnable task = whenCaughtUp.get(id);
            if (task != null) {
                task.run();
            }
        }
    }

    boolean any() {
        return !lags.isEmpty();
    }

    boolean has(int id) {
        return lags.containsKey(id);
    }

    OpTime applied(int id) {
        Lag lag = lags.get(id);
        return lag == null ? clock.newest() : clock.before(lag.nanos, lag.floor);
    }

    /** It never falls, also when a lag is replaced by a longer one. */
    long appliedUntilNanos(int id) {
        long now = System.nanoTime();
        Lag lag = lags.get(id);
        return lag == null ? now : lag.sinceNanos + Math.max(0, now - lag.sinceNanos - lag.nanos);
    }

    OpTime majorityApplied(SetView view) {
        return slowestOfMajority(view).map(seat -> applied(seat.id())).orElseGet(clock::newest);
    }

    int slowerThanMajority(SetView view, int id) {
        return slowestOfMajority(view)
                .map(Seat::id)
                .filter(slowest -> applied(slowest).time().compareTo(applied(id).time()) < 0)
                .orElse(id);
    }

    int appliedBy(SetView view, BsonTimestamp time) {
        return (int) view.dataBearing().stream()
                .filter(seat -> seat.reachable() && applied(seat.id()).reaches(time))
                .count();
    }

    private Optional<Seat> slowestOfMajority(SetView view) {
        return view.dataBearing().stream()
                .filter(Seat::reachable)
                .sorted(Comparator.comparing((Seat seat) -> applied(seat.id()).time())
                        .reversed())
                .skip(view.majority() - 1L)
                .findFirst();
    }
}
