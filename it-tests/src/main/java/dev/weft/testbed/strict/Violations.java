package dev.weft.testbed.strict;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.bson.BsonDocument;

/** The violations that a deployment has seen. Bounded: the first thousand tell enough. */
public final class Violations {
    private static final int MOST = 1000;
    private static final int TEXT = 300;

    private final BlockingQueue<Violation> seen = new ArrayBlockingQueue<>(MOST);

    public void add(String rule, BsonDocument command, String text) {
        String json = command.toJson();
        String shown = json.length() > TEXT ? json.substring(0, TEXT) + "..." : json;
        // When a thousand are there, one more is not worth a wait.
        boolean kept = seen.offer(new Violation(rule, shown, text));
        assert kept || seen.size() == MOST;
    }

    public List<Violation> list() {
        return List.copyOf(seen);
    }

    /** The violations since the last call. */
    public List<Violation> take() {
        var taken = new java.util.ArrayList<Violation>();
        seen.drainTo(taken);
        return taken;
    }
}
