package dev.weft.benchmarks.operation;

import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
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
    /** Through whom. */
    public enum By {
        /** Weft. */
        WEFT,
        /** The official sync driver. */
        SYNC
    }

    /** What is called. */
    public enum Kind {
        /** Finds a document by its id. */
        FIND_ONE,
        /** The same, and leaves it as bytes. */
        FIND_ONE_RAW,
        /** The same, as a record. */
        FIND_ONE_RECORD,
        /** Reads all that a query finds. */
        CURSOR,
        /** Inserts a document. */
        INSERT_ONE,
        /** Inserts 100. */
        INSERT_MANY,
        /** Changes a field of one. */
        UPDATE_ONE,
        /** 50 inserts and 50 updates in one call. */
        BULK_WRITE,
        /** Asks whether the server is there. */
        PING
    }

    /** Through whom. */
    @Param
    public By by = By.WEFT;

    /** What is called. */
    @Param
    public Kind kind = Kind.FIND_ONE;

    private @Nullable Child responder;

    private Caller caller = new Nobody();

    /** Opens the client. */
    @Setup
    public void prepare() throws Exception {
        var child = Child.start(Responder.class);
        responder = child;
        var uri = "mongodb://127.0.0.1:" + child.answer() + "/";
        caller = by == By.WEFT ? new WeftCaller(uri) : new OfficialCaller(uri);
    }

    /** Ends it. */
    @TearDown
    public void end() {
        caller.close();
        if (responder != null) {
            responder.close();
        }
    }

    /** One operation. */
    @Benchmark
    public Object call() {
        return caller.call(kind);
    }

    /** Who calls. */
    interface Caller extends AutoCloseable {
        /** Something that depends on the answer. */
        Object call(Kind kind);

        @Override
        void close();
    }

    /** Before there is a client. */
    private static final class Nobody implements Caller {
        @Override
        public Object call(Kind kind) {
            throw new IllegalStateException("no client is open");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
