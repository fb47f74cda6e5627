package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.peer.Roster;
import dev.weft.benchmarks.peer.Work;
import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Ceiling;
import dev.weft.benchmarks.responder.Samples;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Question: what does one call cost through each driver, in time, CPU and garbage, and how fair is it among callers? */
public final class CallSuite implements Suite {
    /** All peers, in the order of the rounds. */
    private static final List<String> PEERS =
            List.of("floor", "weft", "weft-platform", "sync", "sync-platform", "reactive", "go", "motor", "pymongo");

    private static final String OURS_ON_PLATFORM = "weft-platform";
    /** Platform threads in numbers that nobody would start are not measured. */
    private static final int MOST_PLATFORM_THREADS = 1000;

    private static final int CEILING_MILLIS = 500;

    /** Who takes part in every shape of the short round; the full one has all in those that it begins with. */
    private static final List<String> MAIN = List.of("floor", "weft", "sync");

    private static final int TWEETS = 10_000;

    /** Only the two that the target is about can do it. */
    private static final String FILES = Work.Call.GRIDFS.name();

    private static final List<String> WITH_FILES = List.of("weft", "sync");

    private static final List<Shape> SHORT = List.of(
            new Shape("FIND_ONE", 1, true),
            new Shape("FIND_ONE", 100, true),
            new Shape("FIND_ONE", 10_000, false),
            new Shape("INSERT_ONE", 100, false),
            new Shape("INSERT_MANY:100", 10, false),
            new Shape("FIND_ONE_RAW", 100, false),
            new Shape("FIND_ONE_RECORD", 100, false),
            new Shape("PING", 100, false),
            new Shape("UPDATE_ONE", 100, false),
            new Shape("BULK_WRITE:99", 10, false),
            new Shape("TWEETS:" + TWEETS, 1, false),
            new Shape(Work.Call.TWEETS_RAW + ":" + TWEETS, 1, false),
            new Shape("INSERT_MANY:10000", 1, false),
            new Shape(FILES, 1, false));

    private static final List<Shape> FULL = List.of(
            new Shape("PING", 1, false),
            new Shape("FIND_ONE_RAW", 10_000, false),
            new Shape("FIND_ONE_RECORD", 10_000, false),
            new Shape("INSERT_ONE", 1, false),
            new Shape("INSERT_ONE", 10_000, false),
            new Shape("UPDATE_ONE", 10_000, false),
            new Shape("TWEETS:" + TWEETS, 10, false));

    @Override
    public String name() {
        return "call";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        var plan = bench.plan();
        if (plan.uri().isEmpty()) {
            ceiling(bench);
        }
        var shapes = new ArrayList<>(SHORT);
        if (plan.isFull()) {
            shapes.addAll(FULL);
        }
        try (var peers = bench.start(PEERS, bench.uri(), plan.pool())) {
            for (var shape : shapes) {
                var order = Order.closed(shape.call, shape.callers, plan.millis(shape.callers));
                bench.race(name(), shape.call + " " + shape.callers, able(plan, peers, shape), order, more(shape));
            }
        }
    }

    private static Bench.Peers able(Plan plan, Bench.Peers peers, Shape shape) {
        return peers.only(name -> {
            if (shape.call.equals(FILES)) {
                return WITH_FILES.contains(name);
            }
            if (name.endsWith(Roster.PLATFORM) && shape.callers > MOST_PLATFORM_THREADS) {
                return false;
            }
            // The short round has no time for all of a variant that few will use.
            boolean always =
                    MAIN.contains(name) || (shape.all && (!name.equals(OURS_ON_PLATFORM) || shape.callers == 1));
            return always
                    || (plan.isFull() && SHORT.contains(shape))
                    || !plan.peers().contains(Plan.ALL);
        });
    }

    /** What drains a cursor as bytes is held against what it moved. */
    private static UnaryOperator<Figures> more(Shape shape) {
        if (!shape.call.startsWith(Work.Call.TWEETS_RAW.name())) {
            return UnaryOperator.identity();
        }
        double moved = Samples.tweetBytes(TWEETS);
        return round -> {
            var values = new EnumMap<>(round.values());
            values.put(Unit.MOVED_BYTES, moved);
            return new Figures(values);
        };
    }

    /** What the responder can serve, so that everybody sees that it is not what is measured. */
    private static void ceiling(Bench bench) throws InterruptedException {
        var rounds = new ArrayList<Figures>();
        for (int i = -bench.plan().warmups(); i < bench.plan().rounds(); i++) {
            double answers = Ceiling.measure(bench.port(), CEILING_MILLIS);
            if (i >= 0) {
                rounds.add(new Figures(Map.of(Unit.OPS, answers)));
            }
        }
        bench.add("call", "what the responder can answer", "responder", rounds);
    }

    /** What is called, by how many, and whether all peers take part. */
    private record Shape(String call, int callers, boolean all) {}
}
