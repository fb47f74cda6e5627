package dev.weft.benchmarks.shape;

import dev.weft.benchmarks.rounds.Round;
import dev.weft.benchmarks.rounds.Serving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The process of one shape: it takes orders on its standard input and answers each with one line of figures.
 */
public final class ShapeProcess {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long FAR_NANOS = 10_000 * NANOS_PER_MILLI;
    private static final int HUNDRED = 100;

    private final Shape shape;
    private final Kind kind;
    private final Plan.Leaving leaving;
    private final List<Caller> callers = new ArrayList<>();

    private ShapeProcess(Shape shape, Kind kind, Plan.Leaving leaving) {
        this.shape = shape;
        this.kind = kind;
        this.leaving = leaving;
    }

    /** Arguments: the shape's name, the responder's port, the kind of run, the words of its {@link Plan.Leaving}. */
    public static void main(String[] args) throws Exception {
        var kind = Kind.valueOf(args[2]);
        var leaving = Plan.Leaving.of(args[3]);
        var server = new Server(
                Integer.parseInt(args[1]), kind == Kind.SLOW ? leaving.deadlineMillis() : leaving.lateMillis());
        try (var shape = Shape.start(args[0], server)) {
            var process = new ShapeProcess(shape, kind, leaving);
            Serving.serve(args[0], order -> new Round(order).run(process::caller));
        }
    }

    /** Callers keep their connections from round to round. */
    private Caller caller(int index) {
        if (index == callers.size()) {
            callers.add(new Caller(index));
        }
        return callers.get(index);
    }

    private final class Caller implements Round.Caller {
        private Shape.Line line;
        /** Begins anywhere, or all callers would be left by the server at once. */
        private int share;

        Caller(int index) {
            try {
                line = shape.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            share = index % HUNDRED;
        }

        @Override
        public boolean call() throws IOException {
            boolean answered = switch (kind) {
                case PLAIN -> line.call(false, Deadlines.NONE);
                case DEADLINE -> line.call(false, System.nanoTime() + FAR_NANOS);
                case SLOW -> line.call(nextIsLate(), System.nanoTime() + FAR_NANOS);
                case LEAVE -> line.call(nextIsLate(), System.nanoTime() + leaving.deadlineMillis() * NANOS_PER_MILLI);
            };
            if (!answered) {
                line = line.next();
            }
            return answered;
        }

        private boolean nextIsLate() {
            share += leaving.percent();
            if (share < HUNDRED) {
                return false;
            }
            share -= HUNDRED;
            return true;
        }
    }
}
