package dev.weft.benchmarks.call;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The process of one peer: it takes a line per round on its standard input ({@code CALL CALLERS MILLIS virtual|platform})
 * and answers it with one line of figures, a {@link Figures}. Every peer has its own virtual machine, so that no peer's
 * profile spoils another's code.
 */
public final class SubjectProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Subject subject;

    private SubjectProcess(Subject subject) {
        this.subject = subject;
    }

    /** Arguments: the peer's name, the responder's port, the size of the pool. */
    public static void main(String[] args) throws Exception {
        try (var subject = open(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
            var process = new SubjectProcess(subject);
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                var words = order.split(" ", -1);
                System.out.println(process.round(
                                Subject.Call.valueOf(words[0]),
                                Integer.parseInt(words[1]),
                                Integer.parseInt(words[2]),
                                words[3].equals("virtual"))
                        .line());
            }
        }
    }

    private static Subject open(String name, int port, int poolSize) throws IOException {
        return switch (name) {
            case "weft" -> new WeftSubject(port, poolSize);
            case "official" -> new OfficialSubject(port, poolSize);
            case "floor" -> new FloorSubject(port, poolSize);
            default -> throw new IllegalArgumentException("no such peer: " + name);
        };
    }

    private Figures round(Subject.Call call, int callers, int millis, boolean virtual) throws InterruptedException {
        var latencies = new ConcurrentHistogram(60_000_000_000L, 3);
        var calls = new LongAdder();
        var ready = new CountDownLatch(callers);
        var go = new CountDownLatch(1);
        var clock = new Clock();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            Runnable caller = () -> {
                ready.countDown();
                await(go);
                calls.add(callUntilTheEnd(call, clock, latencies));
            };
            threads.add(
                    virtual
                            ? Thread.startVirtualThread(caller)
                            : Thread.ofPlatform().start(caller));
        }
        ready.await();
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        clock.endNanos = start + millis * 1_000_000L;
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        long took = System.nanoTime() - start;
        return new Figures(
                calls.sum() * 1e9 / took,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / calls.sum(),
                (double) (THREADS.getTotalThreadAllocatedBytes() - allocated) / calls.sum(),
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                latencies.getMaxValue() / 1e6);
    }

    private long callUntilTheEnd(Subject.Call call, Clock clock, ConcurrentHistogram latencies) {
        long calls = 0;
        try {
            for (long now = System.nanoTime(); now < clock.endNanos; calls++) {
                subject.call(call);
                long then = System.nanoTime();
                latencies.recordValue(then - now);
                now = then;
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        return calls;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the callers of a round", e);
        }
    }

    /** When the round ends; set once, before the callers are let go. */
    private static final class Clock {
        long endNanos;
    }
}
