package dev.weft.testbed.replica;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonTimestamp;

/**
 * The logical clock of a set and its newest writes. Every write is later than all writes and all cluster times seen
 * before (sessions specification, "Gossipping the cluster time").
 */
final class ClusterClock {
    /** What a member that lags can be asked to remember. */
    private static final int REMEMBERED = 4096;

    private record Written(OpTime at, long nanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Written> writes = new ArrayDeque<>();
    private volatile OpTime newest;
    private volatile BsonTimestamp seen;

    ClusterClock() {
        newest = new OpTime(new BsonTimestamp(seconds(), 1), 1);
        seen = newest.time();
    }

    OpTime newest() {
        return newest;
    }

    /** The highest cluster time known: of writes or of what clients said. */
    BsonTimestamp clusterTime() {
        return seen;
    }

    OpTime write(long term) {
        lock.lock();
        try {
            BsonTimestamp last = seen;
            int now = seconds();
            var time = now > last.getTime()
                    ? new BsonTimestamp(now, 1)
                    : new BsonTimestamp(last.getTime(), last.getInc() + 1);
            newest = new OpTime(time, term);
            seen = time;
            writes.addLast(new Written(newest, System.nanoTime()));
            if (writes.size() > REMEMBERED) {
                writes.removeFirst();
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    void advance(BsonTimestamp told) {
        lock.lock();
        try {
            if (told.compareTo(seen) > 0) {
                seen = told;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The newest write that is older than the lag, but never one before the floor. */
    OpTime before(long lagNanos, OpTime floor) {
        lock.lock();
        try {
            long now = System.nanoTime();
            Iterator<Written> newestFirst = writes.descendingIterator();
            while (newestFirst.hasNext()) {
                Written write = newestFirst.next();
                if (now - write.nanos >= lagNanos) {
                    return write.at.time().compareTo(floor.time()) > 0 ? write.at : floor;
                }
            }
            return floor;
        } finally {
            lock.unlock();
        }
    }

    private static int seconds() {
        return (int) (Clock.systemUTC().millis() / 1000);
    }
}
