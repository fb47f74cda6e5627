package dev.weft.benchmarks.operation;

import dev.weft.benchmarks.peer.BlockingSubject;
import dev.weft.benchmarks.peer.SubjectProcess;
import dev.weft.benchmarks.peer.Work;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does one operation of each kind cost a caller, in time and garbage, through Weft and the official driver?
 *
 * <p>With {@code -prof gc} the bytes are those of this process: the responder has its own. {@code -t 8} makes eight callers of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OperationBenchmark {
    private static final int POOL = 100;

    /** Through whom. */
    public enum By {
        /** Weft. */
        WEFT,
        /** The official sync driver. */
        SYNC
    }

    /** Through whom. */
    @Param
    public By by = By.WEFT;

    /** What is called, in the words of {@link Work}. */
    @Param({
        "PING",
        "FIND_ONE",
        "FIND_ONE_RAW",
        "FIND_ONE_RECORD",
        "TWEETS:100",
        "INSERT_ONE",
        "INSERT_MANY:100",
        "UPDATE_ONE",
        "BULK_WRITE:99"
    })
    public String call = "FIND_ONE";

    private @Nullable Child responder;
    private @Nullable BlockingSubject subject;

    private BlockingSubject.Job job = () -> {
        throw new IllegalStateException("no client is open");
    };

    /** Opens the client. */
    @Setup
    public void prepare() throws Exception {
        var child = Child.start(Responder.class);
        responder = child;
        var opened = SubjectProcess.blocking(
                by.name().toLowerCase(Locale.ROOT), "mongodb://127.0.0.1:" + child.answer(), POOL);
        subject = opened;
        job = opened.job(Work.parse(call));
    }

    /** Ends it. */
    @TearDown
    public void end() throws IOException {
        if (subject != null) {
            subject.close();
        }
        if (responder != null) {
            responder.close();
        }
    }

    /** One operation, whose answer is checked. */
    @Benchmark
    public void operation() throws Exception {
        job.run();
    }
}
