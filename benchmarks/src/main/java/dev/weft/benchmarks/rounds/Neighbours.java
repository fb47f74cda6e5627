package dev.weft.benchmarks.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What other processes, and other virtual machines of the host, use of the processors. Rounds beside a busy neighbour say
 * little: they are run again while there is patience. Where the system does not tell ({@code /proc/stat}), all is quiet.
 */
public final class Neighbours {
    private static final Path STAT = Path.of("/proc/stat");
    /** Fields of the first line of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int IDLE = 4;

    private static final int IOWAIT = 5;
    private static final int STEAL = 8;
    /** What a tick of {@code /proc/stat} is on every Linux that runs Java. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final long LOOK_NANOS = 500_000_000;

    private final double allowedShare;
    private final long patienceUntilNanos;
    private Usage before = Usage.now();
    private double worstShare;
    private int spoilt;

    private Neighbours(double allowedShare, long patienceUntilNanos) {
        this.allowedShare = allowedShare;
        this.patienceUntilNanos = patienceUntilNanos;
    }

    /** Neighbours that may use so many percent of the processors, as long as there is patience. */
    public static Neighbours allowed(int percent, Duration patience) {
        return new Neighbours(percent / 100.0, System.nanoTime() + patience.toNanos());
    }

    /** Begins to watch. */
    void watch() {
        before = Usage.now();
    }

    /** Waits for a quiet moment, if one comes before patience ends, and begins to watch. */
    void awaitQuiet() {
        boolean quiet = false;
        while (!quiet && System.nanoTime() - patienceUntilNanos < 0) {
            watch();
            long until = System.nanoTime() + LOOK_NANOS;
            for (long left = LOOK_NANOS; left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
            quiet = Usage.now().othersSince(before) <= allowedShare;
        }
        watch();
    }

    /** Whether what was run since counts. */
    boolean leftInPeace() {
        double share = Usage.now().othersSince(before);
        if (share > allowedShare && System.nanoTime() - patienceUntilNanos < 0) {
            spoilt++;
            return false;
        }
        worstShare = Math.max(worstShare, share);
        return true;
    }

    @Override
    public String toString() {
        return Math.round(worstShare * 100) + " % of the processors used by others at most, " + spoilt
                + " rounds thrown away for it";
    }

    /** How much processor time has been used until a moment, by all and by this process and its children. */
    private record Usage(long atNanos, long allNanos, long ownNanos) {
        static Usage now() {
            long own = Stream.concat(
                            Stream.of(ProcessHandle.current()),
                            ProcessHandle.current().descendants())
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .mapToLong(Duration::toNanos)
                    .sum();
            return new Usage(System.nanoTime(), all(), own);
        }

        double othersSince(Usage earlier) {
            double capacity =
                    (double) (atNanos - earlier.atNanos) * Runtime.getRuntime().availableProcessors();
            return Math.max(0, (allNanos - earlier.allNanos) - (ownNanos - earlier.ownNanos)) / capacity;
        }

        private static long all() {
            if (!Files.exists(STAT)) {
                return 0;
            }
            try (var lines = Files.lines(STAT)) {
                var fields = lines.findFirst().orElse("").split(" +", -1);
                long ticks = 0;
                for (int i = 1; i <= STEAL; i++) {
                    ticks += i == IDLE || i == IOWAIT ? 0 : Long.parseLong(fields[i]);
                }
                return ticks * NANOS_PER_TICK;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
