package dev.weft.benchmarks.shape;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** All connections of a shape, and those that nobody uses because their late reply has been read meanwhile. */
final class Lines {
    private final Queue<Shape.Line> all = new ConcurrentLinkedQueue<>();
    private final Queue<Shape.Line> free = new ConcurrentLinkedQueue<>();

    <L extends Shape.Line> L add(L line) {
        all.add(line);
        return line;
    }

    /** The late reply of a connection has been read. */
    void free(Shape.Line line) {
        free.add(line);
    }

    Shape.@Nullable Line takeFree() {
        return free.poll();
    }

    void close() throws IOException {
        for (var line : all) {
            line.close();
        }
    }
}
