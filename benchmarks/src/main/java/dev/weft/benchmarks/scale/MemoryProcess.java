package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.peer.BlockingSubject;
import dev.weft.benchmarks.peer.SubjectProcess;
import dev.weft.benchmarks.peer.Work;
import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Samples;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Serving;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The process whose memory is measured, once: it holds so many of something, collects garbage, and says what is left. */
public final class MemoryProcess {
    /** What is held. */
    enum Hold {
        /** So many connections of one client, with nothing to do. */
        IDLE_CONNECTIONS,
        /** So many callers of one client whose calls are not answered, most of them without a connection. */
        PARKED_CALLERS,
        /** The same in a process that has made many calls before: frames of compiled code are smaller. */
        PARKED_WARM_CALLERS,
        /** So many cursors of one client that are open on the server. */
        OPEN_CURSORS,
        /** So many clients, each of whose servers says that its answer has 48 MB, and sends a few hundred bytes. */
        LYING_SERVERS
    }

    /** Nobody is answered before the process is done. */
    private static final Work LATE = new Work(Work.Call.FIND_LATE, 600_000);

    private static final long LOOK_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    /** So many looks in a row at which all stand still. */
    private static final int QUIET_LOOKS = 15;

    private static final int COLLECTIONS = 3;
    /** Twice as many callers as the pool has connections each: with a pool of 100, 30,000 calls. */
    private static final int CROWDS = 150;

    private final String name;
    private final String uri;
    private final int pool;
    private final List<Object> held = new ArrayList<>();
    private final List<Thread> waiting = new ArrayList<>();
    private final AtomicInteger exhausted = new AtomicInteger();

    private MemoryProcess(String name, String uri, int pool) {
        this.name = name;
        this.uri = uri;
        this.pool = pool;
    }

    /** Arguments: the peer's name, a connection string, the size of the pool. */
    public static void main(String[] args) throws Exception {
        var process = new MemoryProcess(args[0], args[1], Integer.parseInt(args[2]));
        Serving.serve(args[0], process::round);
        // Those that wait for an answer would wait for long.
        Runtime.getRuntime().halt(0);
    }

    private Figures round(Order order) throws Exception {
        // Classes are loaded by a client of its own.
        try (var first = open()) {
            first.job(new Work(Work.Call.FIND_ONE, 0)).run();
            first.openCursor(Samples.TWEETS + 1);
        }
        var hold = Hold.valueOf(order.call());
        if (hold == Hold.PARKED_WARM_CALLERS) {
            compile();
        }
        var before = Memory.now();
        hold(hold, order.callers());
        awaitQuiet();
        var after = Memory.now();
        if (exhausted.get() > 0) {
            throw new UnsupportedOperationException(exhausted + " calls ran out of memory");
        }
        double heap = after.heap - before.heap;
        return new Figures(Map.of(
                Unit.HEAP_BYTES,
                heap,
                Unit.DIRECT_BYTES,
                (double) (after.direct - before.direct),
                Unit.HELD_BYTES,
                heap / order.callers()));
    }

    private BlockingSubject open() {
        return SubjectProcess.blocking(name, uri, pool);
    }

    private void hold(Hold hold, int count) throws Exception {
        var subject = open();
        held.add(subject);
        switch (hold) {
            case IDLE_CONNECTIONS -> subject.warmUp(count);
            case PARKED_CALLERS, PARKED_WARM_CALLERS -> {
                var late = subject.job(LATE);
                for (int i = 0; i < count; i++) {
                    park(late);
                }
            }
            case OPEN_CURSORS -> {
                for (int i = 0; i < count; i++) {
                    held.add(subject.openCursor(Samples.TWEETS + 10));
                }
            }
            case LYING_SERVERS -> {
                for (int i = 0; i < count; i++) {
                    var client = open();
                    held.add(client);
                    park(() -> client.openCursor(Samples.LIE));
                }
            }
        }
    }

    /** Calls until the code of calls is compiled, also that of waiting for a connection. */
    private void compile() throws Exception {
        try (var client = open()) {
            var job = client.job(new Work(Work.Call.FIND_ONE, 0));
            for (int i = 0; i < CROWDS; i++) {
                for (int caller = 0; caller < 2 * pool; caller++) {
                    park(job);
                }
                for (var caller : waiting) {
                    caller.join();
                }
                waiting.clear();
            }
        }
    }

    private void park(BlockingSubject.Job job) {
        waiting.add(Thread.startVirtualThread(() -> {
            try {
                job.run();
            } catch (OutOfMemoryError tooMuch) {
                exhausted.incrementAndGet();
            } catch (Exception e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }));
    }

    /** All stand still for a while: they have sent what they have to say, and read what there is. */
    private void awaitQuiet() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        for (int quiet = 0; quiet < QUIET_LOOKS; ) {
            quiet = waiting.stream().allMatch(MemoryProcess::standsStill) ? quiet + 1 : 0;
            if (System.nanoTime() - until > 0) {
                System.err.println("callers do not come to rest");
                Runtime.getRuntime().halt(1);
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private static boolean standsStill(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        };
    }

    /** What is in use after all garbage is gone. */
    private record Memory(long heap, long direct) {
        static Memory now() {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            return new Memory(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                            .filter(pool -> pool.getName().equals("direct"))
                            .mapToLong(BufferPoolMXBean::getMemoryUsed)
                            .sum());
        }
    }
}
