package dev.weft.benchmarks.carriers;

import dev.weft.benchmarks.peer.SubjectProcess;
import dev.weft.benchmarks.rounds.Serving;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The process of one peer, in which virtual threads compute, or do not, while it takes orders. */
public final class CarriersProcess {
    private static final int POOL = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private CarriersProcess() {}

    /**
     * Arguments: the peer's name, a connection string, how many virtual threads compute, and for how many microseconds each of them does so
     * before it sleeps for a millisecond.
     */
    public static void main(String[] args) throws Exception {
        int computing = Integer.parseInt(args[2]);
        long burst = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(args[3]));
        boolean platform = args[0].endsWith("-platform");
        try (var subject = SubjectProcess.blocking(args[0], args[1], POOL)) {
            Serving.serve(args[0], order -> {
                var busy = start(computing, burst);
                try {
                    return subject.round(platform ? order.onPlatformThreads() : order);
                } finally {
                    busy.forEach(Thread::interrupt);
                }
            });
        }
    }

    /** They compute during a round only: the rounds of others are not to be disturbed. */
    private static List<Thread> start(int computing, long burst) {
        return Stream.generate(() -> Thread.startVirtualThread(() -> compute(burst)))
                .limit(computing)
                .toList();
    }

    private static void compute(long burst) {
        while (!Thread.currentThread().isInterrupted()) {
            long end = System.nanoTime() + burst;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            // Who only yields here never lets anybody in who comes from outside: callers of the first round never
            // began.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
