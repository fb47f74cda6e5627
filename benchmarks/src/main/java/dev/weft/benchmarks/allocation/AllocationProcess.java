package dev.weft.benchmarks.allocation;

import com.sun.management.ThreadMXBean;
import dev.weft.benchmarks.peer.BlockingSubject;
import dev.weft.benchmarks.peer.SubjectProcess;
import dev.weft.benchmarks.peer.Work;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Question: how many bytes does a call allocate, in the caller's thread and on the I/O loop together, once its code is compiled?
 *
 * <p>The figure of a call is the smallest of many short rounds: compilation, monitors and class loading only add to a round. It depends on
 * the virtual machine and on our code, hardly on the processor and not on who else uses it, so that a build can hold it against a figure of
 * another machine.
 */
public final class AllocationProcess {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Beyond the number of calls after which a method is compiled. */
    private static final int WARM_UP_CALLS = 15_000;

    private static final int ROUNDS = 8;
    private static final int CALLS_A_ROUND = 2_000;
    /** What the virtual machine of this process is told: which code is inlined, and so which objects never are, then does not depend on luck. */
    public static final List<String> FLAGS =
            List.of("-XX:-TieredCompilation", "-Xbatch", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    private static final int SHARE_OF_LARGE_CALLS = 10;

    /** So many callers share half as many connections, so that half of them stand in line. */
    private static final int CROWD = 16;

    private final BlockingSubject subject;

    private AllocationProcess(BlockingSubject subject) {
        this.subject = subject;
    }

    /** What is called. */
    enum Kind {
        FIND_ONE(Work.Call.FIND_ONE, 0),
        FIND_ONE_RAW(Work.Call.FIND_ONE_RAW, 0),
        FIND_ONE_RECORD(Work.Call.FIND_ONE_RECORD, 0),
        INSERT_ONE(Work.Call.INSERT_ONE, 0),
        UPDATE_ONE(Work.Call.UPDATE_ONE, 0),
        PING(Work.Call.PING, 0),
        /** A hundred documents. */
        INSERT_MANY(Work.Call.INSERT_MANY, 100),
        /** Thirty-three inserts, updates and deletes each. */
        BULK_WRITE(Work.Call.BULK_WRITE, 99),
        /** A cursor over three hundred documents, which takes a second batch. */
        TWEETS(Work.Call.TWEETS, 300),
        /** The same as bytes. */
        TWEETS_RAW(Work.Call.TWEETS_RAW, 300),
        /** Callers that have to wait for a connection. */
        FIND_ONE_IN_LINE(Work.Call.FIND_ONE, 0);

        private final Work.Call call;
        private final int size;

        Kind(Work.Call call, int size) {
            this.call = call;
            this.size = size;
        }

        private Work work() {
            return new Work(call, size);
        }

        private int callers() {
            return this == FIND_ONE_IN_LINE ? CROWD : 1;
        }

        /** Fewer calls, where each is of many documents. */
        private int calls(int most) {
            return size == 0 ? most : most / SHARE_OF_LARGE_CALLS;
        }
    }

    /** Prints a line per kind of call, {@code NAME BYTES}. Argument: the port of a responder. */
    public static void main(String[] args) throws Exception {
        try (var subject = SubjectProcess.blocking("weft", "mongodb://127.0.0.1:" + args[0], CROWD / 2)) {
            var process = new AllocationProcess(subject);
            // All are warm before the first is measured: what they share is compiled for all of them.
            for (var kind : Kind.values()) {
                process.bytes(kind, WARM_UP_CALLS);
            }
            for (var kind : Kind.values()) {
                double least = Double.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                    least = Math.min(least, process.bytes(kind, CALLS_A_ROUND));
                }
                System.out.printf(Locale.ROOT, "%s %.0f%n", kind, least);
            }
        }
    }

    /** Bytes per call of so many calls. */
    private double bytes(Kind kind, int calls) throws InterruptedException {
        var callers = new ArrayList<Thread>();
        var job = subject.job(kind.work());
        int each = kind.calls(calls) / kind.callers();
        long before = THREADS.getTotalThreadAllocatedBytes();
        for (int i = 0; i < kind.callers(); i++) {
            callers.add(Thread.startVirtualThread(() -> repeat(job, each)));
        }
        for (var caller : callers) {
            caller.join();
        }
        return (THREADS.getTotalThreadAllocatedBytes() - before) / (double) (each * kind.callers());
    }

    private static void repeat(BlockingSubject.Job job, int calls) {
        try {
            for (int i = 0; i < calls; i++) {
                job.run();
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
