package dev.weft.testbed.replica;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who of a set stands for election: whoever has applied most comes first, then priority (server manual, "Replica Set Elections"). */
final class Candidates {
    private final Progress progress;
    private final Map<Integer, Long> notBefore = new ConcurrentHashMap<>();

    Candidates(Progress progress) {
        this.progress = progress;
    }

    /** Keeps a member from standing for a while. */
    void keepQuiet(int id, Duration quiet) {
        notBefore.put(id, System.nanoTime() + quiet.toNanos());
    }

    Optional<Seat> best(SetView of) {
        long now = System.nanoTime();
        return of.seats().stream()
                .filter(Seat::electable)
                .filter(seat -> notBefore.getOrDefault(seat.id(), now) <= now)
                .max(Comparator.comparing((Seat seat) -> !progress.has(seat.id()))
                        .thenComparingDouble(seat -> seat.traits().priority())
                        .thenComparing(Seat::id, Comparator.reverseOrder()));
    }

    /** When the first of those will stand who may not stand now. */
    long soonest(SetView of, long now) {
        return of.seats().stream()
                .filter(Seat::electable)
                .mapToLong(seat -> notBefore.getOrDefault(seat.id(), now))
                .min()
                .orElse(now + Duration.ofDays(1).toNanos());
    }
}
